"""The themes people write about, read from `words/*.toml`: tag, keywords, clauses and sentences.

`good` and `wishes` are clauses that follow "at"; the others are whole sentences. Only `lived` is
in the first person by intent: one citizen's own experience.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consult.sample.outline import OutlineSection

GENERAL = "generelt"

_WORDS = Path(__file__).with_name("words")
# In the order in which titles are tried: "Kultur og fritid" must not match a stem of another area.
_AREAS = ("beskaeftigelse", "by", "boern", "kultur", "social", "sundhed", GENERAL)
_FIRST_PERSON = re.compile(r"\b(jeg|mig|min|mit|mine|vi|os|vores)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Theme:
    """One theme of one area, with clauses and sentences about it by field."""

    area: str
    tag: str
    title: str
    keywords: tuple[str, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    reasons: tuple[str, ...]
    wishes: tuple[str, ...]
    lived: tuple[str, ...]
    proposals: tuple[str, ...]

    @property
    def criticism(self) -> tuple[str, ...]:
        """Criticism that an organisation can voice: nothing in the first person."""
        return impersonal(self.bad) or self.arguments

    @property
    def arguments(self) -> tuple[str, ...]:
        """The reasons an organisation can give."""
        return impersonal(self.reasons)


def impersonal(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the sentences without words of the first person."""
    return tuple(sentence for sentence in sentences if not _FIRST_PERSON.search(sentence))


@cache
def all_themes() -> tuple[Theme, ...]:
    """Every theme, in the order of the areas. Raises KeyError when a file lacks a field."""
    return tuple(theme for area in _AREAS for theme in _read(area)[1])


@cache
def _read(area: str) -> tuple[tuple[str, ...], tuple[Theme, ...]]:
    content = tomllib.loads((_WORDS / f"{area}.toml").read_text(encoding="utf-8"))
    themes = tuple(_theme(area, fields) for fields in content["theme"])
    return tuple(content["stems"]), themes


def _theme(area: str, fields: dict[str, list[str] | str]) -> Theme:
    words = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return Theme(area=area, tag=str(fields["tag"]), title=str(fields["title"]), **words)


def area_of(section: OutlineSection) -> str:
    """The area of a section by its titles, the outermost first; GENERAL where none matches."""
    return _area_of_path(section.path)


@cache
def _area_of_path(path: tuple[str, ...]) -> str:
    for title in path:
        known = title.casefold()
        for area in _AREAS:
            if any(stem in known for stem in _read(area)[0]):
                return area
    return GENERAL
