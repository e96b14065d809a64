"""What an author changed between two wordings, word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# The comparison's cost grows with the product of the lengths: beyond this the whole wording is shown as changed.
MOST_WORDS = 6000


@dataclass(frozen=True)
class Run:
    """Adjacent words with the same ``change``: None, "insertion" or "deletion"."""

    text: str
    change: str | None


def differences(before: str, after: str) -> list[Run]:
    """The later wording with what was put in and taken out since the earlier one."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return _runs([(before, "deletion"), (after, "insertion")])
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[tuple[str, str | None]] = []
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            pieces.append(("".join(old[old_from:old_to]), None))
        else:
            pieces.append(("".join(old[old_from:old_to]), "deletion"))
            pieces.append(("".join(new[new_from:new_to]), "insertion"))
    return _runs(pieces)


def _runs(pieces: list[tuple[str, str | None]]) -> list[Run]:
    return [Run(text, change) for text, change in pieces if text]
