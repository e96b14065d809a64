"""Schemas of what is read: consultations, sections, paragraphs, remarks."""

from __future__ import annotations

from consult.consultations.consultation import Phase
from consult.documents.paragraph import ParagraphKind
from consult.documents.translations.translation import Made
from consult.public.api.openapi.building import (
    Schema,
    address,
    count,
    many,
    maybe_text,
    moment,
    one_of,
    page_of,
    record,
    ref,
    text,
)
from consult.responses.remark import AnchorType, Stance
from consult.responses.respondent import RespondentKind, VerifiedBy

CHANGE: Schema = {"type": ["string", "null"], "enum": ["insertion", "deletion", None]}
SECTION_ID = (
    "The section's id in this version, as in its address. A later version may number its sections anew; an address "
    "whose number nobody has then leads to where the section stands."
)
HOW_MADE = "By a person; by machine and checked by a person; or by machine and checked by nobody."
PARAGRAPH_ID = "The paragraph's id, as in its permanent address. Stays the same in every version."
VERSION: Schema = {
    "type": "integer",
    "minimum": 1,
    "description": "The number of the published version this is of: the newest, which is heard.",
}
PERMANENT = "Where exactly these words are read for good, whatever version comes."

_CONSULTATION: dict[str, Schema] = {
    "id": text("The same as the slug."),
    "slug": text("Its name in addresses."),
    "title": text(),
    "language": text("Of the text: a BCP 47 tag."),
    "phase": {
        "type": "string",
        "enum": [each.value for each in Phase if each is not Phase.DRAFT],
        "description": "Derived from the dates and from whether it was answered.",
    },
    "opens_at": moment("When responses are first taken."),
    "closes_at": moment("The last instant that is in time for everybody."),
    "remark_count": count("Published remarks on it and everything in it."),
    "html_url": address("Its page."),
}

_SECTION: dict[str, Schema] = {
    "id": text(SECTION_ID),
    "version": VERSION,
    "path": text("Its place by position: 5/2 is the second in the fifth."),
    "number": maybe_text("The printed number, where it has one."),
    "title": text(),
    "level": {"type": "integer", "minimum": 1, "description": "Of its heading, from 1."},
    "change": {**CHANGE, "description": "Whether the heading itself is new or to go."},
    "parent_id": maybe_text("The section it lies in; null at the top."),
    "committees": many(
        ref("Committee"),
        "Who answers for it: its own committees and those of the sections it lies in, the leading ones first.",
    ),
    "paragraph_count": count(
        "Paragraphs right under its heading, those of subsections not counted."
    ),
    "remark_count": count(
        "Published remarks on the section, its paragraphs, and the subsections in the same area: "
        "as many as `remarks?section=` gives."
    ),
    "html_url": address("Where it is read and answered, as it stands in the heard version."),
    "permanent_url": address(PERMANENT),
}

READING: dict[str, Schema] = {
    "Consultation": record(_CONSULTATION),
    "ConsultationPage": page_of("Consultation"),
    "ConsultationDetail": record(
        {
            **_CONSULTATION,
            "version": {
                "type": ["integer", "null"],
                "minimum": 1,
                "description": "The number of the version that is heard; null before one is published.",
            },
            "summary": record(
                {
                    "about": text("What it is about; cleaned HTML."),
                    "decides": text("Who decides; cleaned HTML."),
                    "how": text("How to answer; cleaned HTML."),
                    "next": text("What happens next; cleaned HTML."),
                }
            ),
            "contact": record({"unit": text("A unit, never a person."), "email": text()}),
            "areas": many(ref("Area"), "The parts of the text, in order; none before it is published."),
            "committees": many(ref("Committee"), "Every committee that answers for some section."),
        }
    ),
    "Committee": record({"id": text("Its name in addresses."), "name": text("Today's name.")}),
    "Area": record(
        {
            "id": text(SECTION_ID),
            "number": maybe_text("The printed number, where it has one."),
            "title": text(),
            "committees": many(ref("Committee")),
            "html_url": address("Where it is read."),
        }
    ),
    "Section": record(_SECTION),
    "SectionPage": page_of("Section"),
    "SectionDetail": record(
        {
            **_SECTION,
            "summaries": many(
                ref("Summary"),
                "What it says with all below it in the same area, in short and in plain words. A help, never the "
                "text that is heard.",
            ),
            "title_translations": many(ref("Translation"), "Of its title."),
            "paragraphs": many(
                ref("Paragraph"), "Those right under its heading, in order; a subsection has its own."
            ),
        }
    ),
    "Summary": record(
        {
            "language": text("A BCP 47 tag."),
            "text": text("Plain text; an empty line between paragraphs."),
            "made": one_of(Made, HOW_MADE),
            "outdated": {
                "type": "boolean",
                "description": "Whether the words of the section have changed since it was written.",
            },
        }
    ),
    "Translation": record(
        {
            "language": text("A BCP 47 tag."),
            "text": text("Plain text."),
            "made": one_of(Made, HOW_MADE),
        }
    ),
    "Paragraph": record(
        {
            "id": text(PARAGRAPH_ID, pattern="^[0-9]+$"),
            "number": text("What it is cited by: 5.12 is the twelfth of area 5."),
            "kind": one_of(ParagraphKind),
            "text": text("Its words with all changes made; empty where the whole is to go."),
            "html": text("The same words with their emphasis and links: cleaned HTML for inside a block."),
            "changes": many(
                record({"text": text(), "change": CHANGE}),
                "All its words, run by run: what is put in, what is taken out, and null for what stays.",
            ),
            "remark_count": count("Published remarks on it."),
            "html_url": address(
                "Its permanent address: where its words stand now, or what they were when they stood last."
            ),
            "permanent_url": address(PERMANENT),
            "translations": many(
                ref("Translation"),
                "Of the words as they are now: a paragraph that was reworded has none before somebody translates "
                "it anew. A help, never the text that is heard.",
            ),
        }
    ),
    "Remark": record(
        {
            "number": text(
                "What it is cited by: 17.3 is the third of response 17.", pattern=r"^[0-9]+\.[0-9]+$"
            ),
            "respondent": record(
                {
                    "kind": one_of(RespondentKind),
                    "name": maybe_text(
                        "An organisation's name, or a person's who let it be published; else null."
                    ),
                }
            ),
            "verified_by": one_of(VerifiedBy, "Who vouches that the respondent is who it says."),
            "anchor": record(
                {
                    "type": one_of(AnchorType),
                    "id": maybe_text(
                        "Of the section or paragraph as it was written on, a section's in that version; null on "
                        "the whole."
                    ),
                    "version": {
                        "type": "integer",
                        "minimum": 1,
                        "description": "The number of the version it was written on.",
                    },
                    "quote": text("The words it is about, as published; often empty."),
                    "quote_language": maybe_text(
                        "Null where the quote is of the text itself; else the language of the translation that "
                        "the words are from: a BCP 47 tag."
                    ),
                    "now": {
                        "anyOf": [ref("Place"), {"type": "null"}],
                        "description": "Where that is in the heard version; null when it is gone.",
                    },
                }
            ),
            "section_id": maybe_text(
                "The section of the heard version that it is listed and counted in; null leaves the whole."
            ),
            "text": text("As published: plain text. Words left out are replaced by their reason."),
            "proposed_text": text("The wording it proposes, as published; often empty."),
            "stance": one_of(Stance),
            "language": text("Of the remark: a BCP 47 tag."),
            "redacted": {"type": "boolean", "description": "Whether words were left out."},
            "late": {
                "type": "boolean",
                "description": "Whether its response was received after the deadline.",
            },
            "annexes": many(
                ref("Annex"),
                "Published files of the response it belongs to: the same at each of its remarks.",
            ),
            "published_at": moment("When it was first published."),
            "html_url": address("Its permanent address."),
        }
    ),
    "Place": record(
        {"type": one_of(AnchorType), "id": maybe_text("Of the section or paragraph.")}
    ),
    "Annex": record(
        {
            "name": text("The file's name."),
            "media_type": text("What it is, known by its content."),
            "size": count("Bytes."),
            "url": address("Where it can be saved from. Missing (404) once it is taken down."),
        }
    ),
    "RemarkPage": page_of("Remark"),
}  # fmt: skip
