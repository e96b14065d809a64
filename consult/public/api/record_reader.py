"""Reading parsed JSON as a record, with every wrong field named.

msgspec reads a right body by itself, and stops at the first wrong field of another; only then is the body walked
field by field, each field still read by msgspec. Pure. Says what is wrong with the shape; whether the words make a
response is asked by ``submit``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import NODEFAULT, inspect

from consult.locale import gettext as _
from consult.locale import ngettext, show_number
from consult.public.api.records.problem import MAX_ERRORS
from consult.responses.validation import FieldError
from consult.web.forms import plain_text

BODY = "body"
MAX_NAME_IN_ERROR = 40
# Stands for a text that cannot be read, so that nobody misses it besides.
UNREADABLE_TEXT = "?"

AnyRecord = TypeVar("AnyRecord", bound=msgspec.Struct)


def read_record(value: Any, record: type[AnyRecord]) -> tuple[AnyRecord, list[FieldError]]:
    """(the record, what is wrong with the value), linear in the size of the value.

    What is wrong is in the record's own order, at most MAX_ERRORS of it. A harmless stand-in is then in the place of
    each wrong field, so that the rest can be judged all the same; such a record must not be stored.
    """
    try:
        return msgspec.convert(value, record), []
    # A lone surrogate in an unknown field's name cannot be written into the library's message.
    except (msgspec.ValidationError, UnicodeEncodeError) as first:
        walk = _Walk()
        found = walk.record(value, record, "")
        if not walk.errors:
            raise AssertionError(f"no wrong field was found by name: {first}") from first
        return found, walk.errors


@dataclass(frozen=True)
class _Field:
    """A field of a record: ``type`` is msgspec's description of its ``annotation``, null and unset left out."""

    name: str
    annotation: Any
    type: inspect.Type
    default: Any

    @property
    def is_required(self) -> bool:
        return self.default is NODEFAULT

    @property
    def stand_in(self) -> Any:
        """A value that draws no further complaint."""
        if isinstance(self.type, inspect.StrType):
            return UNREADABLE_TEXT
        if not self.is_required:
            return self.default
        match self.type:
            case inspect.EnumType():
                return next(iter(self.type.cls))
            case inspect.ListType():
                return []
            case inspect.StructType():
                return _stand_in(self.type.cls)
        raise AssertionError(self.name)


def _stand_in(record: type[AnyRecord]) -> AnyRecord:
    return record(**{each.name: each.stand_in for each in _fields(record) if each.is_required})


@cache
def _fields(record: type[msgspec.Struct]) -> tuple[_Field, ...]:
    return tuple(
        _Field(each.name, each.type, _bare(inspect.type_info(each.type)), each.default)
        for each in msgspec.structs.fields(record)
    )


def _bare(described: inspect.Type) -> inspect.Type:
    if isinstance(described, inspect.Metadata):
        return _bare(described.type)
    if isinstance(described, inspect.UnionType):
        return next(
            _bare(each) for each in described.types if not isinstance(each, inspect.NoneType)
        )
    return described


class _Walk:
    """One pass over a value that is wrong somewhere. Paths are as in ``FieldError``; "" is the whole."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []

    def note(self, path: str, code: str, message: str) -> None:
        if len(self.errors) < MAX_ERRORS:
            self.errors.append(FieldError(path, code, message))

    def record(self, value: Any, record: type[AnyRecord], path: str) -> AnyRecord:
        """The record in ``value``, noting each field that is unknown, missing or wrong."""
        if not isinstance(value, dict):
            self.note(path or BODY, "type", _("Must be an object."))
            return _stand_in(record)
        self._note_unknown(value, record, path)
        return record(
            **{
                each.name: self._field(value, each, _below(path, each.name))
                for each in _fields(record)
                if each.is_required or each.name in value
            }
        )

    def _note_unknown(self, value: dict[str, Any], record: type[msgspec.Struct], path: str) -> None:
        """A misspelt field must not be dropped in silence."""
        known = {each.name for each in _fields(record)}
        for name in value:
            if name not in known and len(self.errors) < MAX_ERRORS:
                shown = plain_text(name)[:MAX_NAME_IN_ERROR]
                self.note(_below(path, shown), "unknown", _("The API has no such field."))

    def _field(self, values: dict[str, Any], field: _Field, path: str) -> Any:
        if field.name not in values:
            self.note(path, "required", _("Is missing."))
            return field.stand_in
        value, before = values[field.name], len(self.errors)
        match field.type:
            case inspect.StructType():
                found = self.record(value, field.type.cls, path)
            case inspect.ListType():
                return self._records(value, field.type, path)
            case _:
                return self._leaf(value, field, path)
        # Half of a record that may be left out says something else than the whole of it.
        is_whole = len(self.errors) == before
        return found if is_whole or field.is_required else field.stand_in

    def _records(self, value: Any, of: inspect.ListType, path: str) -> list[Any]:
        """The records in a list; none of one that is too long, whose items nobody looks at."""
        assert isinstance(of.item_type, inspect.StructType)
        if not isinstance(value, list):
            self.note(path, "type", _("Must be a list."))
            return []
        if of.max_length is not None and len(value) > of.max_length:
            self.note(path, "too_many", _too_many(of.max_length))
            return []
        record = of.item_type.cls
        return [self.record(each, record, f"{path}.{index}") for index, each in enumerate(value)]

    def _leaf(self, value: Any, field: _Field, path: str) -> Any:
        try:
            return msgspec.convert(value, field.annotation)
        except msgspec.ValidationError:
            self.note(path, *_fault(value, field.type))
            return field.stand_in


def without_consequences(
    later: Iterable[FieldError], first: Iterable[FieldError]
) -> Iterator[FieldError]:
    """Those of ``later`` that are about no field of ``first``, nothing below one and nothing that holds one."""
    wrong = {each.path for each in first}
    wrong_or_holding = wrong.union(*map(_ancestors, wrong))
    for each in later:
        if each.path not in wrong_or_holding and wrong.isdisjoint(_ancestors(each.path)):
            yield each


def _ancestors(path: str) -> set[str]:
    """All that holds the field: BODY, "remarks" and "remarks.0" of "remarks.0.text"."""
    names = path.split(".")
    return {BODY, *(".".join(names[:count]) for count in range(1, len(names)))} - {path}


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _too_many(limit: int) -> str:
    return ngettext(
        "At most %(n)s remark fits in one response.",
        "At most %(n)s remarks fit in one response.",
        limit,
    ) % {"n": show_number(limit)}


def _fault(value: Any, of: inspect.Type) -> tuple[str, str]:
    """(code, message) of a value that is not of its type."""
    match of:
        case inspect.EnumType():
            words = ", ".join(each.value for each in of.cls)
            return "invalid", _("Must be one of: %(words)s.") % {"words": words}
        case inspect.StrType(max_length=int(limit)) if isinstance(value, str):
            lengths = {"limit": show_number(limit), "count": show_number(len(value))}
            return "too_long", _("At most %(limit)s characters. There are %(count)s.") % lengths
        case inspect.StrType():
            return "type", _("Must be text.")
        case inspect.BoolType():
            return "type", _("Must be true or false.")
        case inspect.IntType(ge=least, le=most):
            message = _("Must be a whole number from %(least)s to %(most)s.")
            return "type", message % {
                "least": show_number(least or 0),
                "most": show_number(most or 0),
            }
    raise AssertionError(of)
