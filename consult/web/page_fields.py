"""The fields of a page with several buttons, in one form: each button sends them all, so that none is lost when another
one is stored.

A group is what one button stores. After a button was pressed, a group that somebody had changed is shown as it was
typed, every other as it is stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from consult.web.forms import Fields, plain_text

Value = str | tuple[str, ...]

# The field with the digest that each group had when the page was made.
OPENED = "opened"


@dataclass(frozen=True)
class FieldGroup:
    """What one button stores. ``words`` say what it is, ``at`` is the id of the element to go to. ``stored`` are the
    values by field name (a tuple for a field that may repeat), ``locks`` the hidden fields that say on which state they
    were read, by name."""

    words: str
    stored: Mapping[str, Value]
    locks: Mapping[str, object] = field(default_factory=dict)
    at: str = ""

    @property
    def href(self) -> str:
        return "#" + (self.at or f"field-{next(iter(self.stored))}")

    @property
    def digest(self) -> str:
        return _digest(self.stored)

    def typed(self, form: Fields) -> dict[str, Value]:
        """What a form has in the same fields."""
        return {
            name: tuple(form.all(name)) if isinstance(value, tuple) else form[name]
            for name, value in self.stored.items()
        }


@dataclass(frozen=True)
class PageFields(Mapping[str, Value]):
    """The value of every field by its name. ``kept`` are the groups shown as they were typed in ``form``; ``newest`` is
    the one of them that is to be stored over the state that is shown now. ``done`` says what was stored."""

    groups: Mapping[str, FieldGroup]
    form: Fields | None = None
    kept: Collection[str] = ()
    newest: str = ""
    done: str = ""

    def stored(self, form: Fields, group: str = "", *, done: str = "") -> PageFields:
        """After the button of ``group`` stored what it had in ``form``."""
        kept = [name for name in self.groups if name != group and self._is_changed(name, form)]
        return replace(self, form=form, kept=kept, done=done)

    def refused(self, form: Fields, group: str = "", *, conflict: object = None) -> PageFields:
        """After the button of ``group`` stored nothing; with a ``conflict`` because somebody was first."""
        kept = [name for name in self.groups if name == group or self._is_changed(name, form)]
        return replace(self, form=form, kept=kept, newest=group if conflict else "")

    @property
    def unsaved(self) -> list[FieldGroup]:
        """The groups with something that is not stored."""
        return [self.groups[name] for name in self.groups if name in self.kept]

    @property
    def opened(self) -> str:
        """The value of the field OPENED."""
        before = _opened(self.form) if self.form else {}
        digests = {
            name: before.get(name, group.digest) if self._is_old(name) else group.digest
            for name, group in self.groups.items()
        }
        return " ".join(f"{name}:{digest}" for name, digest in digests.items())

    @property
    def locks(self) -> dict[str, str]:
        """The hidden fields by name. One group's stand for the state on which that group was read."""
        return {
            name: (self.form[name] if self.form and self._is_old(key) else "") or str(value)
            for key, group in self.groups.items()
            for name, value in group.locks.items()
        }

    def is_kept(self, group: str) -> bool:
        return group in self.kept

    def __getitem__(self, name: str) -> Value:
        for key, group in self.groups.items():
            if name in group.stored:
                values = group.typed(self.form) if self.form and key in self.kept else group.stored
                return values[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for group in self.groups.values() for name in group.stored)

    def __len__(self) -> int:
        return sum(len(group.stored) for group in self.groups.values())

    def _is_old(self, group: str) -> bool:
        return group in self.kept and group != self.newest

    def _is_changed(self, name: str, form: Fields) -> bool:
        """Whether somebody changed it since the page was made. A form that knows of no state is compared with what is
        stored now, and only in the fields it has."""
        group, opened = self.groups[name], _opened(form).get(name)
        if opened is None and not any(each in form for each in group.stored):
            return False
        return _digest(group.typed(form)) != (opened or group.digest)


def _opened(form: Fields) -> dict[str, str]:
    """The digests by group."""
    pairs = (each.rpartition(":") for each in form[OPENED].split())
    return {name: digest for name, _colon, digest in pairs}


def _digest(values: Mapping[str, Value]) -> str:
    """Of the values as a browser sends them: white space around them says nothing."""
    plain = {name: _plain(value) for name, value in values.items()}
    written = json.dumps(plain, sort_keys=True).encode()
    return hashlib.blake2s(written, digest_size=4).hexdigest()


def _plain(value: Value) -> str | list[str]:
    return plain_text(value).strip() if isinstance(value, str) else sorted(value)
