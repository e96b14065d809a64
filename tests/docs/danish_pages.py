"""What pages say in Danish, for the tests of handbooks that quote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
CATALOGUE = ROOT / "locales" / "da" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%\(\w+\)s")

# An English message, as the source has it, and one of its Danish forms.
Pair = tuple[str, str]


def bold_phrases(handbook: str) -> set[str]:
    """What the handbook says to stand on a page: its words in bold, on one line each."""
    return {" ".join(each.split()) for each in re.findall(r"\*\*(.+?)\*\*", handbook, re.DOTALL)}


def unknown_phrases(phrases: set[str], *sources: str) -> set[str]:
    """The phrases that are no Danish message of these files and folders, given as paths below the root.

    A placeholder of a message stands for a number.
    """
    text = "\n".join(path.read_text() for source in sources for path in _files(ROOT / source))
    shown = [_pattern(danish) for english, danish in _pairs() if f'"{english}"' in text]
    return {each for each in phrases if not any(pattern.fullmatch(each) for pattern in shown)}


def in_danish(english: str) -> str:
    """The Danish of a message that has only one. Raises ValueError for another."""
    (danish,) = {danish for message, danish in _pairs() if message == english}
    return danish


def _files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    return [each for suffix in ("html", "py") for each in sorted(source.rglob(f"*.{suffix}"))]


def _pairs() -> Iterator[Pair]:
    """Every message with each of its Danish forms; a plural one goes by its singular."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            english = message.id if isinstance(message.id, str) else message.id[0]
            forms = message.string
            for danish in (forms,) if isinstance(forms, str) else forms or ():
                if english and danish:
                    yield english, danish


def _pattern(danish: str) -> re.Pattern[str]:
    return re.compile(r"[\d.]+".join(map(re.escape, PLACEHOLDER.split(danish))))
