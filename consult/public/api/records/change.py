"""Change: what everybody could see of a remark, and since when it is otherwise."""

from __future__ import annotations

from typing import Annotated

from consult.public import queries
from consult.public.api.records.page import AtMostLimit
from consult.public.api.records.record import Moment, Record, doc, utc
from consult.responses.public_change import PublicChangeKind

Kind = Annotated[
    PublicChangeKind,
    doc(
        "published: it can be read, for the first time or again. redacted: words of it are left out now; restored: no "
        "longer. corrected: its author's new wording. sender: the name shown, verified_by or late. files: its annexes. "
        "quote: the quoted words of the draft are shown no more, or again. taken_down, withdrawn: it is gone. "
        "explained: the reason why it was taken down has come."
    ),
]
Reason = Annotated[
    str | None,
    doc(
        "The key of the reason in this consultation why it was taken down; null where it is not given, or not the case."
    ),
]


class RemarkChange(Record):
    """A change of a remark that is or was public. No word of it, and no name."""

    number: Annotated[str, doc("The remark's number.", pattern=r"^[0-9]+\.[0-9]+$")]
    change: Kind
    at: Annotated[Moment, doc("When.")]
    reason: Reason

    @classmethod
    def of(cls, change: queries.RemarkChange) -> RemarkChange:
        return cls(
            number=change.reference,
            change=change.kind,
            at=utc(change.at),
            reason=change.reason.key if change.reason else None,
        )


class ChangePage(Record):
    """Some of the changes, the oldest first."""

    items: Annotated[list[RemarkChange], AtMostLimit]
    after: Annotated[
        str,
        doc(
            "Ask with this next time, for what has changed since. Keep it: it never expires. Opaque."
        ),
    ]
    more: Annotated[bool, doc("Whether there are more by now.")]


class Gone(Record):
    """Why a remark that was public once cannot be read any more."""

    change: Kind
    at: Annotated[Moment, doc("Since when.")]
    reason: Reason
