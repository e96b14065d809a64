"""Annex: a published file of a response."""

from __future__ import annotations

from typing import Annotated

from consult.public import queries
from consult.public.api.records.record import Address, Count, Record, doc
from consult.web.urls import absolute


class Annex(Record):
    """A published file of a response."""

    name: Annotated[str, doc("The file's name.")]
    media_type: Annotated[str, doc("What it is, known by its content.")]
    size: Annotated[Count, doc("Bytes.")]
    left_out: Annotated[
        Count, doc("How many of its tracked changes and comments the municipality left out.")
    ]
    url: Annotated[Address, doc("Where it can be saved from. Missing (404) once it is taken down.")]

    @classmethod
    def of(cls, consultation: str, response: int, annex: queries.PublicAnnex) -> Annex:
        """``consultation`` is a slug, ``response`` a response's public number."""
        address = absolute(
            "annex", consultation=consultation, number=response, ordinal=annex.ordinal
        )
        return cls(
            name=annex.name,
            media_type=annex.media_type,
            size=annex.size,
            left_out=annex.left_out,
            url=address,
        )
