"""Reading parsed JSON as a record, with every wrong field named.

msgspec reads a right body by itself, and stops at the first wrong field of another. Only then is the body walked field
by field, each still read by msgspec. Judges the shape alone; whether the content can be stored is asked by ``submit``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import NODEFAULT, inspect

from consult.locale import gettext as _
from consult.locale import ngettext, show_number
from consult.public.api.records.problem import MAX_ERRORS
from consult.responses.validation import FieldError
from consult.web.plain_text import plain_text

BODY = "body"
MAX_NAME_IN_ERROR = 40
# msgspec fails on a lone surrogate where it would quote one: an unknown name, or a word that an enumeration lacks.
WRONG = (msgspec.ValidationError, UnicodeEncodeError)

AnyRecord = TypeVar("AnyRecord", bound=msgspec.Struct)


def read_record(value: Any, record: type[AnyRecord]) -> tuple[AnyRecord, list[FieldError]]:
    """(the record, what is wrong with the value), in time linear in the size of the value.

    The errors are in the order of the record's fields, at most MAX_ERRORS. Where there are some, a harmless stand-in
    replaces each wrong field, so that the content of the others can be judged; such a record must not be stored.
    Messages are in the current language.
    """
    try:
        return msgspec.convert(value, record), []
    except WRONG as wrong:
        walk = _Walk()
        mended = walk.record(value, record, "")
        if not walk.errors:
            raise AssertionError(f"the walk misses a fault: {wrong}") from wrong
        return mended, walk.errors


def without_consequences(
    later: Iterable[FieldError], first: Iterable[FieldError]
) -> Iterator[FieldError]:
    """Those of ``later`` whose field is no field of ``first``, lies in none and contains none."""
    wrong = {each.path for each in first}
    wrong_or_containing = wrong.union(*map(_containers, wrong))
    for each in later:
        if each.path not in wrong_or_containing and wrong.isdisjoint(_containers(each.path)):
            yield each


def _containers(path: str) -> set[str]:
    """What contains a field: BODY, "remarks" and "remarks.0" of "remarks.0.text"."""
    names = path.split(".")
    return {BODY, *(".".join(names[:count]) for count in range(1, len(names)))}


class _Field(NamedTuple):
    """A field of a record. ``type`` is what msgspec says of its ``annotation``, null and unset left out."""

    annotation: Any
    type: inspect.Type
    default: Any

    @property
    def is_required(self) -> bool:
        return self.default is NODEFAULT

    @property
    def stand_in(self) -> Any:
        """A value that ``submit`` has nothing against: a text is not empty, a choice asks for nothing more."""
        match self.type:
            case inspect.StrType():
                return "?"
            case _ if not self.is_required:
                return self.default
            case inspect.EnumType(cls=words):
                return next(iter(words))
            case inspect.ListType():
                return []
            case inspect.StructType(cls=record):
                return _stand_in(record)
        raise AssertionError(self.type)


def _stand_in(record: type[AnyRecord]) -> AnyRecord:
    fields = _fields(record).items()
    return record(**{name: field.stand_in for name, field in fields if field.is_required})


@cache
def _fields(record: type[msgspec.Struct]) -> dict[str, _Field]:
    return {
        each.name: _Field(each.type, _bare(inspect.type_info(each.type)), _default(each))
        for each in msgspec.structs.fields(record)
    }


def _default(field: msgspec.structs.FieldInfo) -> Any:
    """NODEFAULT for a required field."""
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def _bare(described: inspect.Type) -> inspect.Type:
    match described:
        case inspect.Metadata(type=inner):
            return _bare(inner)
        case inspect.UnionType(types=types):
            return next(_bare(each) for each in types if not isinstance(each, inspect.NoneType))
    return described


class _Walk:
    """One pass over a value that is wrong somewhere. Paths are those of FieldError; "" is the whole value."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []

    def note(self, path: str, code: str, message: str) -> None:
        if len(self.errors) < MAX_ERRORS:
            self.errors.append(FieldError(path, code, message))

    def record(self, value: Any, record: type[AnyRecord], path: str) -> AnyRecord:
        """The value as a record; notes every unknown, missing and wrong field."""
        if not isinstance(value, dict):
            self.note(path or BODY, "type", _("Must be an object."))
            return _stand_in(record)
        fields = _fields(record)
        # A misspelt field must not be dropped in silence.
        for name in islice((each for each in value if each not in fields), MAX_ERRORS):
            short = plain_text(name)[:MAX_NAME_IN_ERROR]
            self.note(_below(path, short), "unknown", _("The API has no such field."))
        return record(
            **{
                name: self._field(value, name, field, _below(path, name))
                for name, field in fields.items()
                if field.is_required or name in value
            }
        )

    def _field(self, values: dict[str, Any], name: str, field: _Field, path: str) -> Any:
        if name not in values:
            self.note(path, "required", _("Is missing."))
            return field.stand_in
        match field.type:
            case inspect.StructType(cls=record):
                count = len(self.errors)
                part = self.record(values[name], record, path)
                # An optional record with a wrong field is left out whole: without it, it may mean something else.
                return part if field.is_required or count == len(self.errors) else field.default
            case inspect.ListType(item_type=inspect.StructType(cls=record), max_length=int(limit)):
                return self._records(values[name], record, limit, path)
        try:
            return msgspec.convert(values[name], field.annotation)
        except WRONG:
            self.note(path, *_fault(values[name], field.type))
            return field.stand_in

    def _records(
        self, value: Any, record: type[AnyRecord], limit: int, path: str
    ) -> list[AnyRecord]:
        """The records in a list; none where it is too long, so that nobody reads more than ``limit``."""
        if not isinstance(value, list):
            self.note(path, "type", _("Must be a list."))
            return []
        if len(value) > limit:
            self.note(path, "too_many", _too_many(limit))
            return []
        return [self.record(each, record, f"{path}.{index}") for index, each in enumerate(value)]


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _too_many(limit: int) -> str:
    return ngettext(
        "At most %(n)s remark fits in one response.",
        "At most %(n)s remarks fit in one response.",
        limit,
    ) % {"n": show_number(limit)}


def _fault(value: Any, expected: inspect.Type) -> tuple[str, str]:
    """(code, message) of a value that is not of the expected type."""
    match expected:
        case inspect.EnumType(cls=words):
            message = _("Must be one of: %(words)s.")
            return "invalid", message % {"words": ", ".join(each.value for each in words)}
        case inspect.StrType(max_length=int(limit)) if isinstance(value, str):
            lengths = {"limit": show_number(limit), "count": show_number(len(value))}
            return "too_long", _("At most %(limit)s characters. There are %(count)s.") % lengths
        case inspect.StrType():
            return "type", _("Must be text.")
        case inspect.BoolType():
            return "type", _("Must be true or false.")
        case inspect.IntType(ge=int(least), le=int(most)):
            bounds = {"least": show_number(least), "most": show_number(most)}
            return "type", _("Must be a whole number from %(least)s to %(most)s.") % bounds
    raise AssertionError(expected)
