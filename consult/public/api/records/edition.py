"""Edition: one frozen state of the answers."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from msgspec import Meta

from consult.public import queries
from consult.public.api.records.page import AtMostLimit, NextCursor
from consult.public.api.records.point import PointNumber
from consult.public.api.records.record import Address, Moment, Record, doc, utc
from consult.web.urls import absolute


class TakenBack(Record):
    """That an edition was taken back."""

    at: Moment
    reason: Annotated[str, doc("Plain text.")]


class MemoFile(Record):
    """One file of the memo."""

    format: Annotated[Literal["html", "docx", "pdf"], doc("What it is.")]
    sha256: Annotated[str, doc("Of its bytes.", pattern="^[0-9a-f]{64}$")]
    bytes: Annotated[int, Meta(ge=1)]
    url: Annotated[Address, doc("Where it is had.")]


class Edition(Record):
    """One published state of the answers. The newest holds, unless it was taken back: then none does."""

    number: PointNumber
    published_at: Moment
    sha256: Annotated[str, doc("Of all that it froze.", pattern="^[0-9a-f]{64}$")]
    taken_back: TakenBack | None
    files: Annotated[
        list[MemoFile],
        doc(
            "The memo. Empty in the minutes until it is made, and once something in it is not public any more: the next edition is without it."
        ),
    ]
    html_url: Annotated[
        Address, doc("The page of the outcome, which shows the edition that holds.")
    ]

    @classmethod
    def of(cls, consultation: str, memo: queries.PublicMemo) -> Edition:
        """``consultation`` is a slug."""
        edition = memo.edition
        at = edition.taken_back_at
        return cls(
            number=edition.number,
            published_at=utc(edition.publish_at),
            sha256=edition.checksum,
            taken_back=TakenBack(at=utc(at), reason=edition.taken_back_reason) if at else None,
            files=[
                MemoFile(
                    format=cast(Literal["html", "docx", "pdf"], each.ending),
                    sha256=each.key,
                    bytes=each.size,
                    url=absolute(
                        "outcome_memo",
                        consultation=consultation,
                        number=edition.number,
                        ending=each.ending,
                    ),
                )
                for each in memo.files
            ],
            html_url=absolute("outcome", consultation=consultation),
        )


class EditionPage(Record):
    """The editions that were published, the newest first."""

    items: Annotated[list[Edition], AtMostLimit]
    next_cursor: NextCursor
