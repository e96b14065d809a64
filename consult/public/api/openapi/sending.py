"""Schemas of what is sent, and of its receipt."""

from __future__ import annotations

from consult.public.api.openapi.building import (
    Schema,
    address,
    many,
    maybe_text,
    one_of,
    record,
    ref,
    text,
)
from consult.public.api.response_body import MAX_CVR, MAX_ID, MAX_VERSION, Language
from consult.responses.remark import AnchorType, Stance
from consult.responses.respondent import RespondentKind
from consult.responses.submission import MAX_LENGTHS, MAX_QUOTE, MAX_REMARKS, MAX_TEXT

EXAMPLE = {
    "respondent": {
        "kind": "organisation",
        "name": "Prøve Person",
        "email": "person@forening.example",
        "organisation": "Foreningen Prøvehaven",
        "cvr": "13748136",
    },
    "publish_name": True,
    "remarks": [
        {
            "anchor": {"type": "consultation"},
            "text": "Vi takker for muligheden for at svare.",
            "stance": "for",
        },
        {
            "anchor": {"type": "section", "id": "1"},
            "text": "Afsnittet mangler mål, der kan måles.",
            "proposed_text": "Senest i 2030 er halvdelen nået.",
            "stance": "neutral",
        },
    ],
}

SENDING: dict[str, Schema] = {
    "ResponseInput": record(
        {
            "respondent": ref("RespondentInput"),
            "publish_name": {
                "type": "boolean",
                "default": False,
                "description": "Whether a person's name may be published. An organisation's always is. "
                "A request for access to documents may still give a name out.",
            },
            "remarks": many(ref("RemarkInput"), minItems=1, maxItems=MAX_REMARKS),
            "language": one_of(
                Language,
                "What it is written in; messages about it come in this language.",
                default="da",
            ),
        },
        optional=["publish_name", "language"],
        examples=[EXAMPLE],
    ),
    "RespondentInput": record(
        {
            "kind": one_of(RespondentKind, "An organisation or authority must be named."),
            "name": text("Who writes.", minLength=1, maxLength=MAX_LENGTHS["name"]),
            "email": maybe_text(
                "Never published. Gets a letter with a link to confirm it.",
                maxLength=MAX_LENGTHS["email"],
            ),
            "organisation": maybe_text("Published.", maxLength=MAX_LENGTHS["organisation"]),
            "cvr": maybe_text(
                "Company number: eight digits that fit its check.", maxLength=MAX_CVR
            ),
        },
        optional=["email", "organisation", "cvr"],
    ),
    "RemarkInput": record(
        {
            "anchor": ref("AnchorInput"),
            "text": maybe_text(
                "Plain text. May only be empty when a wording is proposed.", maxLength=MAX_TEXT
            ),
            "proposed_text": maybe_text(
                "The wording you would put there instead.", maxLength=MAX_TEXT
            ),
            "stance": one_of(Stance, default="neutral"),
        },
        optional=["anchor", "text", "proposed_text", "stance"],
    ),
    "AnchorInput": record(
        {
            "type": one_of(AnchorType),
            "id": maybe_text(
                "Of the section or paragraph, as the API gives it; not needed on the whole.",
                maxLength=MAX_ID,
            ),
            "quote": maybe_text(
                "Words of the paragraph or of a translation of it, literally; white space does not count.",
                maxLength=MAX_QUOTE,
            ),
            "version": {
                "type": ["integer", "null"],
                "minimum": 1,
                "maximum": MAX_VERSION,
                "description": "The number of the published version it is written on, as the API gives it; left "
                "out: the heard one. Say it, and what you send keeps its place when a newer version came meanwhile. "
                "Without it a place that is there no more is refused (`gone`, or `merged` into another paragraph).",
            },
        },
        optional=["id", "quote", "version"],
        description="What the remark is about; left out: the whole.",
    ),
    "Receipt": record(
        {
            "number": text("The response's public number. Remarks are cited as 17.1, 17.2 …"),
            "status_url": address(
                "Secret: whoever has it may correct and withdraw the response while the consultation "
                "is open. Give it to the respondent and nobody else."
            ),
        }
    ),
}
