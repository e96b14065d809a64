"""Section: a heading of the text with the paragraphs right under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import structs

from consult.consultations import committee as stored
from consult.public import queries
from consult.public.api.records.committee import Committee, committees
from consult.public.api.records.page import AtMostLimit, NextCursor
from consult.public.api.records.paragraph import PERMANENT, Change, Paragraph
from consult.public.api.records.record import Address, Count, Record, VersionNumber, doc
from consult.public.api.records.summary import Summary
from consult.public.api.records.translation import Translation, translations_of
from consult.public.text.addresses import section_address
from consult.web.urls import in_full

SectionId = Annotated[
    str,
    doc(
        "The section's lasting id: the same in every version, whatever its number and title become. Opaque; keep it, "
        "not the key."
    ),
]
SectionKey = Annotated[
    str,
    doc(
        "What the section is called in this version and in its address on the site. A later version may number its "
        "sections anew: then the same key means another section, and alone it is refused as `ambiguous`."
    ),
]
PrintedNumber = Annotated[str | None, doc("The printed number, where it has one.")]


class Section(Record):
    """A section of the published version."""

    id: SectionId
    key: SectionKey
    version: Annotated[
        VersionNumber,
        doc("The number of the published version this is of: the newest, which is heard."),
    ]
    path: Annotated[str, doc("Its place by position: 5/2 is the second in the fifth.")]
    number: PrintedNumber
    title: str
    level: Annotated[int, doc("Of its heading, from 1.", ge=1)]
    change: Annotated[Change | None, doc("Whether the heading itself is new or to go.")]
    parent_id: Annotated[str | None, doc("The id of the section it lies in; null at the top.")]
    committees: Annotated[
        list[Committee],
        doc(
            "Who answers for it: its own committees and those of the sections it lies in, the leading ones first."
        ),
    ]
    paragraph_count: Annotated[
        Count, doc("Paragraphs right under its heading, those of subsections not counted.")
    ]
    remark_count: Annotated[
        Count,
        doc(
            "Published remarks on the section, its paragraphs, and the subsections in the same area: as many as "
            "`remarks?section=` gives."
        ),
    ]
    html_url: Annotated[
        Address, doc("Where it is read and answered, as it stands in the heard version.")
    ]
    permanent_url: Annotated[Address, PERMANENT]

    @classmethod
    def of(
        cls,
        outline: queries.Outline,
        section: queries.PublicSection,
        owners: Iterable[stored.Committee],
        *,
        paragraph_count: int,
        remark_count: int,
    ) -> Section:
        slug, version = outline.consultation.slug, outline.version.number
        return cls(
            id=section.lasting_id,
            key=section.key,
            version=version,
            path=section.path,
            number=section.number or None,
            title=section.title,
            level=section.level,
            change=Change(section.change) if section.change else None,
            parent_id=outline.by_key[section.parent].lasting_id if section.parent else None,
            committees=committees(owners),
            paragraph_count=paragraph_count,
            remark_count=remark_count,
            html_url=in_full(section_address(slug, section)),
            permanent_url=in_full(section_address(slug, section, version=version)),
        )


class SectionPage(Record):
    """Some of the sections, in reading order."""

    items: Annotated[list[Section], AtMostLimit]
    next_cursor: NextCursor


class SectionDetail(Section):
    """A section with its paragraphs."""

    summaries: Annotated[
        list[Summary],
        doc(
            "What it says with all below it in the same area, in short and in plain words. A help, never the text "
            "that is heard."
        ),
    ]
    title_translations: Annotated[list[Translation], doc("Of its title.")]
    paragraphs: Annotated[
        list[Paragraph],
        doc("Those right under its heading, in order; a subsection has its own."),
    ]

    @classmethod
    def with_text(
        cls,
        section: Section,
        *,
        summaries: Sequence[queries.PublicSummary],
        translations: queries.EveryTranslation,
        paragraphs: list[Paragraph],
    ) -> SectionDetail:
        return cls(
            **structs.asdict(section),
            summaries=[Summary.of(each) for each in summaries],
            title_translations=translations_of(section.title, translations),
            paragraphs=paragraphs,
        )
