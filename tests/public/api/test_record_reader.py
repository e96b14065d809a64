"""Reading records: whatever is sent is read whole or refused by name, and never a fault of ours."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.public.api.openapi.examples import RESPONSE
from consult.public.api.record_reader import read_record, without_consequences
from consult.public.api.records.language import Language
from consult.public.api.records.problem import MAX_ERRORS
from consult.public.api.records.response import ResponseInput
from consult.responses.remark import AnchorType
from consult.responses.respondent import RespondentKind
from consult.responses.validation import FieldError

# What JSON can hold, lone surrogates and numbers of any size included.
TEXTS = st.text(st.characters(codec=None), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


Steps = tuple[str | int, ...]


def steps_to_values(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The steps to the value itself and to every value inside it."""
    yield steps
    children: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for step, child in children:
        yield from steps_to_values(child, (*steps, step))


INSIDE = [steps for steps in steps_to_values(RESPONSE) if steps]


def mutated(steps: Steps, value: Any) -> Any:
    """The example of the document with another value after these steps."""
    body = copy.deepcopy(RESPONSE)
    here: Any = body
    for step in steps[:-1]:
        here = here[step]
    here[steps[-1]] = value
    return body


@given(body=VALUES)
def test_any_json_is_read_or_refused_by_name(body: Any) -> None:
    record, errors = read_record(body, ResponseInput)
    assert errors, "nothing so small is a response"
    assert isinstance(record, ResponseInput)
    assert len(errors) <= MAX_ERRORS
    json.dumps([each.message for each in errors]).encode()


@given(steps=st.sampled_from(INSIDE), value=VALUES | st.sampled_from(["for", "da", "citizen", "1"]))
def test_a_value_that_the_library_refuses_is_named_by_its_path(steps: Steps, value: Any) -> None:
    body = mutated(steps, value)
    try:
        right = msgspec.convert(body, ResponseInput)
    except (msgspec.ValidationError, UnicodeEncodeError):
        record, errors = read_record(body, ResponseInput)
        path = ".".join(str(step) for step in steps)
        assert errors
        assert all(f"{each.path}.".startswith(f"{path}.") for each in errors)
        record.cleaned()  # raises nothing: the content can be judged all the same
    else:
        assert read_record(body, ResponseInput) == (right, [])


@pytest.mark.parametrize(
    ("steps", "value", "path", "code"),
    [
        (("remarks", 1, "stance"), "\ud800", "remarks.1.stance", "invalid"),
        (("respondent", "\ud800phone"), "1", "respondent.phone", "unknown"),
        (("respondent", "x" * 5000), "1", "respondent." + "x" * 40, "unknown"),
        (("respondent", "name"), "\ud800" * 201, "respondent.name", "too_long"),
        (("remarks", 1, "anchor", "version"), 10**400, "remarks.1.anchor.version", "type"),
        (("remarks", 1, "anchor", "version"), True, "remarks.1.anchor.version", "type"),
        (("publish_name",), None, "publish_name", "type"),
        (("language",), None, "language", "invalid"),
    ],
)
def test_what_is_wrong_has_a_code_that_stays(
    steps: Steps, value: Any, path: str, code: str
) -> None:
    _, errors = read_record(mutated(steps, value), ResponseInput)
    assert [(each.path, each.code) for each in errors] == [(path, code)]


def test_what_is_wrong_is_replaced_by_what_draws_no_complaint() -> None:
    body = {"respondent": {"kind": 1}, "language": "xx", "remarks": [{"text": 1, "stance": 1}, 5]}
    record, errors = read_record(body, ResponseInput)
    assert len(errors) == 6
    assert (record.respondent.kind, record.respondent.name) == (RespondentKind.CITIZEN, "?")
    assert record.language is Language.DANISH
    assert [each.text for each in record.remarks] == ["?", None]


def test_an_anchor_with_a_fault_is_left_out_whole() -> None:
    body = mutated(("remarks", 1, "anchor"), {"type": "section", "id": 1, "quote": "ord"})
    record, _ = read_record(body, ResponseInput)
    remark = record.cleaned().remarks[1]
    assert (remark.anchor_type, remark.anchor_ref, remark.quote) == (
        AnchorType.CONSULTATION,
        "",
        "",
    )


def test_a_consequence_is_what_lies_in_a_wrong_field_or_contains_one() -> None:
    def errors(*paths: str) -> list[FieldError]:
        return [FieldError(path, "code", "message") for path in paths]

    later = errors("a", "a.0", "a.0.b", "a.0.b.c", "a.0.bc", "a.1.b", "d")
    left = without_consequences(later, errors("a.0.b", "e.f"))
    assert [each.path for each in left] == ["a.0.bc", "a.1.b", "d"]
    assert list(without_consequences(later, errors("body"))) == []
    assert list(without_consequences(later, [])) == later
