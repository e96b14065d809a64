"""The paths: what can be asked, with what, and what comes back."""

from __future__ import annotations

from typing import Any

from consult.public.api.openapi.building import Schema, ref
from consult.public.api.openapi.examples import EXAMPLES
from consult.public.api.openapi.sending import EXAMPLE

JSON = "application/json"
ONE = "/api/v1/consultations/{consultation}"
PAGING = ("Limit", "Cursor")


def _answer(name: str, description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {JSON: {"schema": ref(name), "example": EXAMPLES[name]}},
    }


def _reading(
    operation: str,
    summary: str,
    name: str,
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
            "parameters": [ref(each, "parameters") for each in parameters],
            "responses": {
                "200": _answer(name, summary),
                **{status: ref(each, "responses") for status, each in refusals},
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
            }
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
        "parameters": [ref("Consultation", "parameters"), ref("IdempotencyKey", "parameters")],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": ref("ResponseInput"), "example": EXAMPLE}},
        },
        "responses": {
            "201": _answer("Receipt", "Stored."),
            "200": _answer("Receipt", "The same was sent before: the first receipt, nothing new."),
            "400": ref("BadRequest", "responses"),
            "404": ref("NotFound", "responses"),
            "409": ref("NotOpen", "responses"),
            "413": ref("TooLarge", "responses"),
            "415": ref("UnsupportedMediaType", "responses"),
            "422": ref("Invalid", "responses"),
            "429": ref("TooMany", "responses"),
        },
    }
}

PATHS: dict[str, Any] = {
    "/api/openapi.json": _DESCRIPTION,
    "/api/v1/consultations": _reading(
        "listConsultations", "Announced consultations, the next deadline first.",
        "ConsultationPage", *PAGING, refusals=(("400", "BadParameter"),),
    ),
    ONE: _reading(
        "getConsultation", "One consultation with its areas and committees.",
        "ConsultationDetail", "Consultation",
    ),
    f"{ONE}/sections": _reading(
        "listSections", "The sections of the text in reading order.",
        "SectionPage", "Consultation", *PAGING, refusals=_LIST_REFUSALS,
    ),
    f"{ONE}/sections/{{section}}": _reading(
        "getSection", "One section with its paragraphs.",
        "SectionDetail", "Consultation", "Section",
    ),
    f"{ONE}/remarks": _reading(
        "listRemarks", "Published remarks, newest first.",
        "RemarkPage", "Consultation", "InSection", "OnParagraph", *PAGING,
        refusals=_LIST_REFUSALS,
        description="Both filters together give what fits both.",
    ),
    f"{ONE}/responses": _RESPONSES,
}  # fmt: skip
