"""Plain-language summaries of the sample's areas, and translations of some of its text, as plain values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("translations")
_SEPARATOR = "/"

# The titles from the top to a section's own, without numbers.
TitlePath = tuple[str, ...]


@dataclass(frozen=True)
class SampleTranslation:
    """The sample in one language; ``origin`` is a value of ``documents.translations.translation.Made``.

    ``summaries`` are by section; ``texts`` are the translated paragraphs of a section in order, of which the last
    ones may be missing. ``titles`` are by heading, ``tables_and_figures`` by the text of a cell or the description
    of a picture, ``consultation`` by the field of the consultation.
    """

    language: str
    origin: str
    summaries: Mapping[TitlePath, str]
    titles: Mapping[str, str]
    texts: Mapping[TitlePath, tuple[str, ...]]
    tables_and_figures: Mapping[str, str]
    consultation: Mapping[str, str]


def sample_translations() -> list[SampleTranslation]:
    """All languages, in the order of their codes. Raises KeyError when a file lacks its origin or summaries."""
    return [_read(path) for path in sorted(FOLDER.glob("*.toml"))]


def _read(path: Path) -> SampleTranslation:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return SampleTranslation(
        path.stem,
        content["origin"],
        {_path(key): summary.strip() for key, summary in content["summaries"].items()},
        content.get("titles", {}),
        {_path(key): tuple(texts) for key, texts in content.get("text", {}).items()},
        content.get("tables_and_figures", {}),
        content.get("consultation", {}),
    )


def _path(key: str) -> TitlePath:
    return tuple(key.split(_SEPARATOR))
