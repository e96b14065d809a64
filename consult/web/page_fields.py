"""The fields of a page with several buttons, in one form: each button sends them all, so that none is lost when another
one is stored.

A group is what one button stores. After a button was pressed, a field that somebody changed is shown as it was typed,
every other as it is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from consult.web.forms import Fields
from consult.web.plain_text import plain_text

# The field with the digest of each field that had a value when the page was made.
OPENED = "opened"


@dataclass(frozen=True)
class FieldGroup:
    """What one button stores. ``words`` say what it is, ``at`` is the id of the element to go to (usually that of the
    first field). ``stored`` are the values by field name; ``locks`` the hidden
    fields that say on which state they were read. ``file`` is the field for a file, which no page can show again.
    A box that is stored as ticked cannot be among them: it could not be told from one that is not on the page."""

    words: str
    stored: Mapping[str, str]
    locks: Mapping[str, object] = field(default_factory=dict)
    at: str = ""
    file: str = ""

    @property
    def href(self) -> str:
        return "#" + (self.at or f"field-{next(iter(self.stored))}")


@dataclass(frozen=True)
class PageFields(Mapping[str, str]):
    """The value of every field by its name. ``kept`` are the groups with something in ``form`` that is not stored;
    ``newest`` is the one that was just stored, or is to be stored over the state that is shown now. ``done`` says what
    was stored."""

    groups: Mapping[str, FieldGroup]
    form: Fields | None = None
    kept: Collection[str] = ()
    newest: str = ""
    done: str = ""

    def stored(self, form: Fields, group: str = "", *, done: str) -> PageFields:
        """After the button of ``group`` stored what it had in ``form``."""
        return replace(self, form=form, kept=self._changed(form) - {group}, newest=group, done=done)

    def refused(self, form: Fields, group: str = "", *, conflict: object = None) -> PageFields:
        """After the button of ``group`` stored nothing; with a ``conflict`` because somebody was first."""
        kept = (self._changed(form) | {group}) & set(self.groups)
        return replace(self, form=form, kept=kept, newest=group if conflict else "")

    @property
    def unsaved(self) -> list[FieldGroup]:
        """The groups with something that is not stored."""
        return [group for key, group in self.groups.items() if key in self.kept]

    @property
    def opened(self) -> str:
        """The value of the field OPENED."""
        pairs = ((name, self._digest(key, name)) for key, name in self._names())
        return " ".join(f"{name}:{digest}" for name, digest in pairs if digest)

    @property
    def locks(self) -> dict[str, str]:
        """The hidden fields by name. Those of a group with something typed say on which state that was read; one that is
        shared with ``newest`` says what is stored, because it was that group's to change or to be told of."""
        shown = {
            name: str(value) for each in self.groups.values() for name, value in each.locks.items()
        }
        newest = self.groups[self.newest].locks if self.newest in self.groups else {}
        older = {name for key in self.kept for name in self.groups[key].locks if name not in newest}
        return shown | {name: self.form[name] for name in older if self.form and name in self.form}

    @property
    def lost_files(self) -> list[str]:
        """The fields in which a file was chosen that must be chosen again."""
        chosen = (self.groups[key].file for key in self.groups if key in self.kept)
        return [name for name in chosen if self.form and _has_file(name, self.form)]

    def is_kept(self, group: str) -> bool:
        return group in self.kept

    def group_of(self, field: str) -> str:
        """The group of a field; "" for a field that the page has not."""
        return self._find(field)[0] if field in self else ""

    def __getitem__(self, name: str) -> str:
        key, value = self._find(name)
        if self.form and key in self.kept and self._is_changed(name, value, self.form):
            return self.form[name]
        return value

    def __iter__(self) -> Iterator[str]:
        return (name for _key, name in self._names())

    def __len__(self) -> int:
        return sum(1 for _name in self._names())

    def _names(self) -> Iterator[tuple[str, str]]:
        """Each field with its group before it."""
        return ((key, name) for key, group in self.groups.items() for name in group.stored)

    def _find(self, name: str) -> tuple[str, str]:
        """The group of a field and its stored value. Raises KeyError."""
        for key, group in self.groups.items():
            if name in group.stored:
                return key, group.stored[name]
        raise KeyError(name)

    def _is_older(self, group: str) -> bool:
        """Whether something typed in it was read on a state that may not be the stored one."""
        return group in self.kept and group != self.newest

    def _digest(self, key: str, name: str) -> str:
        """Of what a field had when somebody began to type in it."""
        value = self.groups[key].stored[name]
        if self.form and self._is_older(key) and self._is_changed(name, value, self.form):
            return (
                _opened(self.form[OPENED]).get(name, "") if OPENED in self.form else _digest(value)
            )
        return _digest(value)

    def _changed(self, form: Fields) -> set[str]:
        """The groups in which somebody changed something."""
        typed = {
            key
            for key, name in self._names()
            if self._is_changed(name, self.groups[key].stored[name], form)
        }
        return typed | {key for key, group in self.groups.items() if _has_file(group.file, form)}

    @staticmethod
    def _is_changed(name: str, stored: str, form: Fields) -> bool:
        """Whether it was changed since the page was made, or where a form does not say how it was made, from what is
        stored now. What a form has not was not on the page, or is a box that nobody ticked."""
        if name not in form:
            return False
        before = _opened(form[OPENED]).get(name, "") if OPENED in form else _digest(stored)
        return _digest(form[name]) != before


def _has_file(name: str, form: Fields) -> bool:
    """Whether a file was chosen; a button that does not send files sends its name."""
    return bool(name and (form.files(name) or form[name]))


@lru_cache(maxsize=64)
def _opened(written: str) -> Mapping[str, str]:
    """The digests by field; asked for each field of a page, so the last ones are remembered."""
    pairs = (each.rpartition(":") for each in written.split())
    return {name: digest for name, _colon, digest in pairs}


def _digest(value: str) -> str:
    """Of a value as a browser sends it, "" for an empty one; white space around it says nothing."""
    plain = plain_text(value).strip()
    return hashlib.blake2s(plain.encode(), digest_size=4).hexdigest() if plain else ""
