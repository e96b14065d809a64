"""Reading parsed JSON as the fields we expect, noting every one that is not as it should be.

Pure. Says what is wrong with the shape; whether the words make a response is asked by ``submit``.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar

from consult.responses.validation import FieldError
from consult.web.forms import plain_text

Choice = TypeVar("Choice", bound=StrEnum)

WHOLE = "body"
LONGEST_NAME_SHOWN = 40


class Shape:
    """One object of a body and where it stands ("remarks.0"). Errors go to the list they all share."""

    def __init__(self, value: Any, path: str, errors: list[FieldError]) -> None:
        self.path = path
        self.errors = errors
        self.values: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.note(path or WHOLE, "type", "Must be an object.")
            self.errors = []  # what it lacks besides follows from that

    def note(self, field: str, code: str, message: str) -> None:
        """Remember that something is wrong with a field, given by its whole path."""
        self.errors.append(FieldError(field, code, message))

    def at(self, name: str) -> str:
        """The path of a field of this object."""
        return f"{self.path}.{name}" if self.path else name

    def only(self, *known: str) -> None:
        """Note every field that the API does not know: a misspelt one must not be dropped in silence."""
        for name in self.values.keys() - set(known):
            shown = plain_text(name)[:LONGEST_NAME_SHOWN]
            self.note(self.at(shown), "unknown", "The API has no such field.")

    def text(self, name: str, *, limit: int, required: bool = False) -> str:
        """A text as people meant it; "" where there is none. Too long a one is not even cleaned."""
        value = self.values.get(name)
        if value is None and not required:
            return ""
        if not isinstance(value, str):
            self._missing_or_wrong(name, "Must be text.")
            return ""
        if len(value) > limit:
            self.note(self.at(name), "too_long", f"At most {limit} characters.")
            return ""
        return plain_text(value)

    def line(self, name: str, *, limit: int, required: bool = False) -> str:
        """A text of one line: white space folded and trimmed."""
        return " ".join(self.text(name, limit=limit, required=required).split())

    def flag(self, name: str) -> bool:
        """True or false; false where it is not said."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            self.note(self.at(name), "type", "Must be true or false.")
        return value is True

    def number(self, name: str, *, most: int) -> int | None:
        """A whole number from 1; None where there is none."""
        value = self.values.get(name)
        # True is a whole number to Python, and 2.0 one to JSON.
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if value is None or (
            isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most
        ):
            return value
        self.note(self.at(name), "type", f"Must be a whole number from 1 to {most}.")
        return None

    def choice(self, name: str, among: type[Choice], default: Choice | None = None) -> Choice:
        """One of the words of an enumeration; it must be said when there is no default."""
        if name not in self.values and default is not None:
            return default
        words = [each.value for each in among]
        value = self.values.get(name)
        if isinstance(value, str) and value in words:
            return among(value)
        self._missing_or_wrong(name, f"Must be one of: {', '.join(words)}.", "invalid")
        return default or next(iter(among))

    def object(self, name: str) -> Shape:
        """A field that is an object itself, and must be there."""
        if name not in self.values:
            self.note(self.at(name), "required", "Is missing.")
            return Shape({}, self.at(name), [])
        return Shape(self.values[name], self.at(name), self.errors)

    def objects(self, name: str, *, most: int) -> Iterator[Shape]:
        """A field that is a list of objects, and must be there."""
        value = self.values.get(name)
        if not isinstance(value, list):
            self._missing_or_wrong(name, "Must be a list.")
            return
        if len(value) > most:
            self.note(self.at(name), "too_many", f"At most {most}.")
            return
        for index, each in enumerate(value):
            yield Shape(each, f"{self.at(name)}.{index}", self.errors)

    def _missing_or_wrong(self, name: str, message: str, code: str = "type") -> None:
        if name in self.values:
            self.note(self.at(name), code, message)
        else:
            self.note(self.at(name), "required", "Is missing.")
