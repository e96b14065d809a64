"""Anchor: what a remark is written on, as it is read and as it is sent."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from consult.documents.section import lasting_id
from consult.public import queries
from consult.public.api.records.record import Record, VersionNumber, clean_line, doc
from consult.responses.remark import AnchorType
from consult.responses.submission import MAX_QUOTE

SentId = Annotated[str, Meta(max_length=120)]
Quote = Annotated[str, Meta(max_length=MAX_QUOTE)]
SentVersion = Annotated[int, Meta(ge=1, le=10_000)]


# A current location. The name is the component's in the OpenAPI document, and so part of the API.
class Place(Record):
    """Where something stands in the heard version."""

    type: AnchorType
    id: Annotated[str | None, doc("The lasting id of the section or paragraph.")]
    key: Annotated[str | None, doc("A section's key in the heard version; else null.")]

    @classmethod
    def of(cls, remark: queries.PublicRemark) -> Place | None:
        """The current location of what the remark was written on; None where it is gone."""
        if remark.is_gone:
            return None
        if remark.paragraph is not None:
            return cls(type=AnchorType.PARAGRAPH, id=str(remark.paragraph), key=None)
        section = remark.section
        return cls(
            type=remark.anchor_type,
            id=section.lasting_id if section else None,
            key=section.key if section else None,
        )


class Anchor(Record):
    """What a published remark was written on."""

    type: AnchorType
    id: Annotated[
        str | None,
        doc("The lasting id of the section or paragraph it was written on; null on the whole."),
    ]
    key: Annotated[
        str | None,
        doc("The key that a section had in the version it was written on; else null."),
    ]
    version: Annotated[VersionNumber, doc("The number of the version it was written on.")]
    quote: Annotated[str, doc("The words it is about, as published; often empty.")]
    quote_language: Annotated[
        str | None,
        doc(
            "Null where the quote is of the text itself; else the language of the translation that the words "
            "are from: a BCP 47 tag."
        ),
    ]
    now: Annotated[Place | None, doc("Where that is in the heard version; null when it is gone.")]

    @classmethod
    def of(cls, remark: queries.PublicRemark) -> Anchor:
        return cls(
            type=remark.anchor_type,
            id=_original_id(remark),
            key=_original_key(remark),
            version=remark.version,
            quote=remark.quote,
            quote_language=remark.quote_language or None,
            now=Place.of(remark),
        )


def _original_id(remark: queries.PublicRemark) -> str | None:
    """The lasting id of what it was written on; None on the whole."""
    if remark.anchor is None:
        return None
    is_section = remark.anchor_type is AnchorType.SECTION
    return lasting_id(remark.anchor) if is_section else str(remark.anchor)


def _original_key(remark: queries.PublicRemark) -> str | None:
    """A section's key in the version it was written on; None on anything else."""
    if remark.anchor_type is not AnchorType.SECTION:
        return None
    if remark.original:
        return remark.original.section
    return remark.section.key if remark.section else None


class AnchorInput(Record):
    """What the remark is about; left out: the whole."""

    type: AnchorType
    id: Annotated[
        SentId | UnsetType | None,
        doc(
            "Of the section or paragraph, as the API gives it; not needed on the whole. A section's key is taken "
            "together with the `version` it is of; alone only where it never meant another section, else it is "
            "refused as `ambiguous`, and `candidates` are the ids of those it has meant."
        ),
    ] = UNSET
    quote: Annotated[
        Quote | None,
        doc(
            "Words of the paragraph or of a translation of it. White space, case, hyphenation and quotation "
            "marks do not count: what is stored are the text's own words."
        ),
    ] = None
    version: Annotated[
        SentVersion | None,
        doc(
            "The number of the published version it is written on, as the API gives it; left out: the heard one. "
            "Say it, and what you send keeps its place when a newer version came meanwhile. Without it a place "
            "that is there no more is refused (`gone`, or `merged` into another paragraph)."
        ),
    ] = None

    @property
    def is_whole(self) -> bool:
        """Whether it is the consultation as a whole, where an id says nothing."""
        return self.type is AnchorType.CONSULTATION

    @property
    def ref(self) -> str:
        """The id; "" on the whole, where a program may repeat the consultation's."""
        return "" if self.is_whole or self.id is UNSET else clean_line(self.id)


WHOLE = AnchorInput(type=AnchorType.CONSULTATION)
