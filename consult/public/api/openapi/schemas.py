"""The schemas of the document: the records as msgspec describes them, in the form that reads best."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from consult.answers.disposition import Outcome
from consult.answers.editions.uncovered import UncoveredReason
from consult.consultations.consultation import Phase
from consult.documents.paragraph import ParagraphKind
from consult.documents.translations.translation import Made
from consult.lineage import ChangeKind
from consult.public.api.openapi.examples import RESPONSE
from consult.public.api.records.anchor import AnchorInput, Place
from consult.public.api.records.annex import Annex
from consult.public.api.records.area import Area
from consult.public.api.records.change import ChangePage, Gone, RemarkChange
from consult.public.api.records.committee import Committee
from consult.public.api.records.consultation import (
    Consultation,
    ConsultationDetail,
    ConsultationPage,
)
from consult.public.api.records.edition import Edition, EditionPage
from consult.public.api.records.language import Language
from consult.public.api.records.paragraph import Change, Paragraph
from consult.public.api.records.point import Point, PointPage
from consult.public.api.records.problem import FieldError, Problem
from consult.public.api.records.receipt import Receipt
from consult.public.api.records.record import Record
from consult.public.api.records.remark import Remark, RemarkInput, RemarkPage
from consult.public.api.records.respondent import RespondentInput
from consult.public.api.records.response import ResponseInput
from consult.public.api.records.section import Section, SectionDetail, SectionPage
from consult.public.api.records.summary import Summary
from consult.public.api.records.translation import Translation
from consult.responses.public_change import PublicChangeKind
from consult.responses.remark import AnchorType, Stance
from consult.responses.respondent import RespondentKind, VerifiedBy

Schema = dict[str, Any]

# The components. Every other record, and every enumeration, is written out where it is used.
COMPONENTS: tuple[type[Record], ...] = (
    Consultation, ConsultationPage, ConsultationDetail, Committee, Area, Section, SectionPage, SectionDetail,
    Summary, Translation, Paragraph, Remark, Place, Annex, RemarkPage, RemarkChange, ChangePage, Gone, Point, PointPage,
    Edition, EditionPage, ResponseInput, RespondentInput, RemarkInput, AnchorInput, Receipt, Problem, FieldError,
)  # fmt: skip
ENUMERATIONS: tuple[type[StrEnum], ...] = (
    AnchorType, Change, ChangeKind, Language, Made, Outcome, ParagraphKind, Phase, PublicChangeKind, RespondentKind, Stance,
    UncoveredReason, VerifiedBy,
)  # fmt: skip

_PREFIX = "#/components/schemas/"


def ref(record: type[Record]) -> Schema:
    """A reference to the schema of a record."""
    return {"$ref": _PREFIX + record.__name__}


@cache
def schemas() -> dict[str, Schema]:
    """Every component by its name; not to be changed."""
    _, raw = msgspec.json.schema_components(COMPONENTS, ref_template=_PREFIX + "{name}")
    # msgspec gives neither the type nor the order of an enumeration.
    raw |= {each.__name__: _enumeration(each) for each in ENUMERATIONS}
    tidy = _Tidy(raw)
    components = {each.__name__: tidy.component(raw[each.__name__]) for each in COMPONENTS}
    components[ResponseInput.__name__]["examples"] = [RESPONSE]
    return components


def _enumeration(words: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [each.value for each in words]}


class _Tidy:
    """Schemas from msgspec with what is no component written out, and null as one more type."""

    def __init__(self, raw: dict[str, Schema]) -> None:
        self.raw = raw
        self.refs = {ref(each)["$ref"] for each in COMPONENTS}

    def component(self, schema: Schema) -> Schema:
        """An object; its name is its key, so that it needs no title."""
        fields = schema["properties"].items()
        properties = {name: self.field(each) for name, each in fields}
        return {**_without(schema, "title"), "properties": properties}

    def field(self, schema: Schema) -> Schema:
        """The schema of a field or of the items of an array."""
        tidy = dict(schema)
        if "anyOf" in tidy:
            tidy = self._nullable(tidy)
        elif "$ref" in tidy and tidy["$ref"] not in self.refs:
            tidy = self._written_out(tidy)
        if "items" in tidy:
            tidy["items"] = self.field(tidy["items"])
        # That null is the same as nothing is said by the type.
        return _without(tidy, "default") if tidy.get("default", "") is None else tidy

    def _written_out(self, schema: Schema) -> Schema:
        whole = self.raw[schema["$ref"].removeprefix(_PREFIX)]
        if "properties" in whole:
            whole = _without(self.component(whole), "description")
        return {**whole, **_without(schema, "$ref")}

    def _nullable(self, schema: Schema) -> Schema:
        """A choice between one schema and null; a component stays a choice."""
        one = self.field(next(each for each in schema["anyOf"] if each != {"type": "null"}))
        if "$ref" in one:
            return {**schema, "anyOf": [one, {"type": "null"}]}
        one["type"] = [one["type"], "null"]
        if "enum" in one:
            one["enum"] = [*one["enum"], None]
        return {**one, **_without(schema, "anyOf")}


def _without(schema: Schema, name: str) -> Schema:
    return {key: value for key, value in schema.items() if key != name}
