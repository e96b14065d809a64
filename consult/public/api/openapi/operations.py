"""The paths: what can be asked, with what, and what comes back."""

from __future__ import annotations

from typing import Any

from consult.public.api.openapi.examples import EXAMPLES, RESPONSE
from consult.public.api.openapi.schemas import Schema, ref
from consult.public.api.records.change import ChangePage
from consult.public.api.records.consultation import ConsultationDetail, ConsultationPage
from consult.public.api.records.edition import EditionPage
from consult.public.api.records.point import PointPage
from consult.public.api.records.receipt import Receipt
from consult.public.api.records.record import Record
from consult.public.api.records.remark import Remark, RemarkPage
from consult.public.api.records.response import ResponseInput
from consult.public.api.records.section import SectionDetail, SectionPage

JSON = "application/json"
ONE = "/api/v1/consultations/{consultation}"
PAGING = ("Limit", "Cursor")


def _shared(kind: str, name: str) -> Schema:
    """A reference to a parameter or a response that operations share."""
    return {"$ref": f"#/components/{kind}/{name}"}


def _answer(record: type[Record], description: str) -> dict[str, Any]:
    example = EXAMPLES[record.__name__]
    return {
        "description": description,
        "content": {JSON: {"schema": ref(record), "example": example}},
    }


def _reading(
    operation: str,
    summary: str,
    record: type[Record],
    *parameters: str,
    refusals: tuple[tuple[str, str], ...] = (("404", "NotFound"),),
    description: str = "",
) -> dict[str, Any]:
    return {
        "get": {
            "operationId": operation,
            "tags": ["Reading"],
            "summary": summary,
            **({"description": description} if description else {}),
            "security": [],
            "parameters": [_shared("parameters", each) for each in parameters],
            "responses": {
                "200": _answer(record, summary),
                **{status: _shared("responses", each) for status, each in refusals},
            },
        }
    }


_LIST_REFUSALS = (("400", "BadParameter"), ("404", "NotFound"))

_DESCRIPTION: Schema = {
    "get": {
        "operationId": "getDescription",
        "tags": ["Reading"],
        "summary": "This document.",
        "security": [],
        "responses": {
            "200": {
                "description": "This document.",
                "content": {JSON: {"schema": {"type": "object"}}},
            },
            "400": _shared("responses", "BadParameter"),
        },
    }
}

_RESPONSES: Schema = {
    "post": {
        "operationId": "sendResponse",
        "tags": ["Responding"],
        "summary": "Send a response.",
        "description": "Stored whole or not at all; the number means that it is stored. Nothing is published "
        "before a person has decided it.",
        "security": [],
        "parameters": [
            _shared("parameters", "Consultation"),
            _shared("parameters", "IdempotencyKey"),
        ],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": ref(ResponseInput), "example": RESPONSE}},
        },
        "responses": {
            "201": _answer(Receipt, "Stored."),
            "200": _answer(Receipt, "The same was sent before: the first receipt, nothing new."),
            "400": _shared("responses", "BadRequest"),
            "404": _shared("responses", "NotFound"),
            "409": _shared("responses", "NotOpen"),
            "413": _shared("responses", "TooLarge"),
            "415": _shared("responses", "UnsupportedMediaType"),
            "422": _shared("responses", "Invalid"),
            "429": _shared("responses", "TooMany"),
        },
    }
}

PATHS: dict[str, Any] = {
    "/api/openapi.json": _DESCRIPTION,
    "/api/v1/consultations": _reading(
        "listConsultations", "Announced consultations, the next deadline first.",
        ConsultationPage, *PAGING, refusals=(("400", "BadParameter"),),
    ),
    ONE: _reading(
        "getConsultation", "One consultation with its areas and committees.",
        ConsultationDetail, "Consultation", refusals=_LIST_REFUSALS,
    ),
    f"{ONE}/sections": _reading(
        "listSections", "The sections of the text in reading order.",
        SectionPage, "Consultation", *PAGING, refusals=_LIST_REFUSALS,
    ),
    f"{ONE}/sections/{{section}}": _reading(
        "getSection", "One section with its paragraphs.",
        SectionDetail, "Consultation", "Section", "KeyVersion",
        refusals=(*_LIST_REFUSALS, ("410", "GoneSection")),
    ),
    f"{ONE}/remarks": _reading(
        "listRemarks", "Published remarks, newest first.",
        RemarkPage, "Consultation", "InSection", "KeyVersion", "OnParagraph", "UpdatedSince", *PAGING,
        refusals=_LIST_REFUSALS,
        description="All filters together give what fits all of them. What has changed is learnt from `changes`: what is "
        "gone is in no list.",
    ),
    f"{ONE}/remarks/{{reference}}": _reading(
        "getRemark", "One published remark.",
        Remark, "Consultation", "Reference",
        refusals=(*_LIST_REFUSALS, ("410", "GoneRemark")),
    ),
    f"{ONE}/changes": _reading(
        "listChanges", "What changed in the remarks, the oldest change first.",
        ChangePage, "Consultation", "Limit", "After", refusals=_LIST_REFUSALS,
        description="For whoever keeps a copy. Each names a remark that is or was public: read that again, or where it is "
        "gone forget it. What never was public is in no change.",
    ),
    f"{ONE}/points": _reading(
        "listPoints", "The points that were answered; none before the answers are published.",
        PointPage, "Consultation", *PAGING, refusals=_LIST_REFUSALS,
    ),
    f"{ONE}/memo": _reading(
        "listEditions", "The published editions of the answers, the newest first.",
        EditionPage, "Consultation", *PAGING, refusals=_LIST_REFUSALS,
    ),
    f"{ONE}/responses": _RESPONSES,
}  # fmt: skip
