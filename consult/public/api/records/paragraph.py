"""Paragraph: the unit of the text that keeps its id through every version."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from consult.documents.paragraph import ParagraphKind
from consult.public import queries
from consult.public.api.records.record import Address, Count, Record, doc
from consult.public.api.records.translation import Translation, translations_of
from consult.public.text.addresses import paragraph_address
from consult.web.urls import absolute, in_full

PERMANENT = doc("Where exactly these words are read for good, whatever version comes.")


class Change(StrEnum):
    """What a tracked change does with words."""

    INSERTION = "insertion"
    DELETION = "deletion"


class TextRun(Record):
    """Words that were changed alike."""

    text: str
    change: Change | None


class Paragraph(Record):
    """A paragraph of the published version."""

    id: Annotated[
        str,
        doc(
            "The paragraph's id, as in its permanent address. Stays the same in every version.",
            pattern="^[0-9]+$",
        ),
    ]
    number: Annotated[str, doc("What it is cited by: 5.12 is the twelfth of area 5.")]
    kind: ParagraphKind
    text: Annotated[str, doc("Its words with all changes made; empty where the whole is to go.")]
    html: Annotated[
        str,
        doc("The same words with their emphasis and links: cleaned HTML for inside a block."),
    ]
    taken_down: Annotated[
        str | None,
        doc(
            "Null unless it was taken down because it should not have been published: then why, empty where nobody "
            "wrote that, and it has no words."
        ),
    ]
    changes: Annotated[
        list[TextRun],
        doc(
            "All its words, run by run: what is put in, what is taken out, and null for what stays."
        ),
    ]
    remark_count: Annotated[Count, doc("Published remarks on it.")]
    html_url: Annotated[
        Address,
        doc(
            "Its permanent address: where its words stand now, or what they were when they stood last."
        ),
    ]
    permanent_url: Annotated[Address, PERMANENT]
    translations: Annotated[
        list[Translation],
        doc(
            "Of the words as they are now: a paragraph that was reworded has none before somebody translates it "
            "anew. A help, never the text that is heard."
        ),
    ]

    @classmethod
    def of(
        cls,
        outline: queries.Outline,
        paragraph: queries.PublicParagraph,
        runs: Iterable[queries.TextRun],
        translations: queries.EveryTranslation,
    ) -> Paragraph:
        slug, version = outline.consultation.slug, outline.version.number
        return cls(
            id=str(paragraph.id),
            number=paragraph.number,
            kind=paragraph.kind,
            text=paragraph.text,
            # Cleaned is a subclass of str, which msgspec does not write.
            html=str(paragraph.html) if paragraph.taken is None else "",
            taken_down=paragraph.taken,
            changes=[
                TextRun(text=run.text, change=Change(run.change) if run.change else None)
                for run in runs
            ],
            remark_count=paragraph.remark_count,
            html_url=absolute("paragraph", consultation=slug, paragraph=paragraph.id),
            permanent_url=in_full(paragraph_address(outline, paragraph, version)),
            translations=translations_of(paragraph.text, translations),
        )
