"""Area: a part of the text that committees share out between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from consult.consultations import committee as stored
from consult.public import queries
from consult.public.api.records.committee import Committee, committees
from consult.public.api.records.record import Address, Record, doc
from consult.public.api.records.section import PrintedNumber, SectionId, SectionKey
from consult.public.text.addresses import section_address
from consult.web.urls import in_full


class Area(Record):
    """A part of the text."""

    id: SectionId
    key: SectionKey
    number: PrintedNumber
    title: str
    committees: list[Committee]
    html_url: Annotated[Address, doc("Where it is read.")]

    @classmethod
    def of(
        cls,
        outline: queries.Outline,
        area: queries.PublicSection,
        owners: Iterable[stored.Committee],
    ) -> Area:
        return cls(
            id=area.lasting_id,
            key=area.key,
            number=area.number or None,
            title=area.title,
            committees=committees(owners),
            html_url=in_full(section_address(outline.consultation.slug, area)),
        )
