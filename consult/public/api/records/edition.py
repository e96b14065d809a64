"""Edition: one frozen state of the answers."""

from __future__ import annotations

from typing import Annotated

from consult.answers.editions import edition as stored
from consult.public.api.records.page import AtMostLimit, NextCursor
from consult.public.api.records.point import PointNumber
from consult.public.api.records.record import Address, Moment, Record, doc, utc
from consult.web.urls import absolute


class TakenBack(Record):
    """That an edition was taken back."""

    at: Moment
    reason: Annotated[str, doc("Plain text.")]


class Edition(Record):
    """One published state of the answers. The newest holds, unless it was taken back: then none does."""

    number: PointNumber
    published_at: Moment
    sha256: Annotated[str, doc("Of all that it froze.", pattern="^[0-9a-f]{64}$")]
    taken_back: TakenBack | None
    html_url: Annotated[
        Address, doc("The page of the outcome, which shows the edition that holds.")
    ]

    @classmethod
    def of(cls, consultation: str, edition: stored.Edition) -> Edition:
        """``consultation`` is a slug."""
        at = edition.taken_back_at
        return cls(
            number=edition.number,
            published_at=utc(edition.publish_at),
            sha256=edition.checksum,
            taken_back=TakenBack(at=utc(at), reason=edition.taken_back_reason) if at else None,
            html_url=absolute("outcome", consultation=consultation),
        )


class EditionPage(Record):
    """The editions that were published, the newest first."""

    items: Annotated[list[Edition], AtMostLimit]
    next_cursor: NextCursor
