"""The body of a posted response: from JSON to the plain data that ``submit`` takes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from consult.public.api.field_reader import Shape
from consult.public.api.problems import Problem
from consult.responses.remark import AnchorType, Stance
from consult.responses.respondent import RespondentKind
from consult.responses.response import ResponseKind
from consult.responses.submission import (
    MAX_LENGTHS,
    MAX_QUOTE,
    MAX_REMARKS,
    MAX_TEXT,
    RemarkInput,
    RespondentInput,
    Submission,
)
from consult.responses.validation import FieldError

MAX_CVR = 20
MAX_ID = 120
MAX_VERSION = 10_000


class Language(StrEnum):
    """The languages a response may be marked as, those of the interface."""

    DANISH = "da"
    ENGLISH = "en"
    ARABIC = "ar"


# Whoever speaks for one of these must name it, and its answer is a formal one.
SPEAKING_FOR_OTHERS = (RespondentKind.ORGANISATION, RespondentKind.AUTHORITY)


def submission_in(body: Any) -> Submission:
    """The response in a parsed body. Raises Problem 422 naming every field of the wrong shape."""
    errors: list[FieldError] = []
    shape = Shape(body, "", errors)
    shape.only("respondent", "publish_name", "remarks", "language")
    respondent = _respondent(shape.object("respondent"))
    is_formal = respondent.kind in SPEAKING_FOR_OTHERS
    submission = Submission(
        respondent=respondent,
        remarks=tuple(_remark(each) for each in shape.objects("remarks", most=MAX_REMARKS)),
        publish_name=shape.flag("publish_name"),
        kind=ResponseKind.FORMAL if is_formal else ResponseKind.COMMENT,
        language=shape.choice("language", Language, Language.DANISH).value,
    )
    if errors:
        raise invalid(errors)
    return submission


def invalid(errors: list[FieldError]) -> Problem:
    """422, naming the fields."""
    return Problem(422, "invalid", "The response cannot be stored as it is", errors=errors)


def _respondent(shape: Shape) -> RespondentInput:
    shape.only("kind", "name", "email", "organisation", "cvr")
    return RespondentInput(
        kind=shape.choice("kind", RespondentKind),
        name=shape.line("name", limit=MAX_LENGTHS["name"], required=True),
        email=shape.line("email", limit=MAX_LENGTHS["email"]),
        organisation=shape.line("organisation", limit=MAX_LENGTHS["organisation"]),
        cvr=shape.line("cvr", limit=MAX_CVR),
    )


def _remark(shape: Shape) -> RemarkInput:
    shape.only("anchor", "text", "proposed_text", "stance")
    kind, ref, quote, version = AnchorType.CONSULTATION, "", "", None
    if "anchor" in shape.values:
        kind, ref, quote, version = _anchor(shape.object("anchor"))
    return RemarkInput(
        text=shape.text("text", limit=MAX_TEXT),
        anchor_type=kind,
        anchor_ref=ref,
        quote=quote,
        proposed_text=shape.text("proposed_text", limit=MAX_TEXT),
        stance=shape.choice("stance", Stance, Stance.NEUTRAL),
        version=version,
    )


def _anchor(shape: Shape) -> tuple[AnchorType, str, str, int | None]:
    """(type, id, quote, version). On the whole the id says nothing, and an organisation's program may repeat the slug."""
    shape.only("type", "id", "quote", "version")
    kind = shape.choice("type", AnchorType)
    is_whole = kind is AnchorType.CONSULTATION
    ref = shape.line("id", limit=MAX_ID, required=not is_whole)
    quote, version = shape.text("quote", limit=MAX_QUOTE), shape.number("version", most=MAX_VERSION)
    return kind, "" if is_whole else ref, quote, version
