"""The sample's areas in short, and some of its text in other languages, as plain values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("translations")
BETWEEN = "/"

Titles = tuple[str, ...]


@dataclass(frozen=True)
class SampleWords:
    """One language. ``summaries`` and ``texts`` (paragraph by paragraph, the last ones may be missing) by the
    headings from the top without numbers; ``titles`` by heading; ``pieces`` by the words of a table's cell or of a
    picture's description; ``own`` the consultation's words by field; ``made`` as ``translation.Made`` says it."""

    language: str
    made: str
    summaries: Mapping[Titles, str]
    titles: Mapping[str, str]
    texts: Mapping[Titles, tuple[str, ...]]
    pieces: Mapping[str, str]
    own: Mapping[str, str]


def sample_words() -> list[SampleWords]:
    """Every language there is, in the order of their codes."""
    return [_read(path) for path in sorted(FOLDER.glob("*.toml"))]


def _read(path: Path) -> SampleWords:
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    return SampleWords(
        path.stem,
        given["made"],
        {_titles(key): said.strip() for key, said in given["summaries"].items()},
        given.get("titles", {}),
        {_titles(key): tuple(said) for key, said in given.get("text", {}).items()},
        given.get("pieces", {}),
        given.get("own", {}),
    )


def _titles(key: str) -> Titles:
    return tuple(key.split(BETWEEN))
