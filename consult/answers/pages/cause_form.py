"""The buttons by which a person says whether a point is the cause of a change: what they send, written and read."""

from __future__ import annotations

from consult.answers.cause import CauseInput
from consult.answers.cause_register import ChangeEntry

YES, NO, NOTHING = "yes", "no", "nothing"
_SAID = {YES: True, NO: False, NOTHING: None}


def button_value(entry: ChangeEntry, says: str, seen: str) -> str:
    """What a button sends: what it says, what was said when the page was made, and of which words."""
    return f"{says} {seen} {entry.digest}"


def said_in(value: str, paragraph: int) -> CauseInput | None:
    """The same read back; None for what no button of ours sends."""
    says, _space, rest = value.partition(" ")
    seen, _space, digest = rest.partition(" ")
    if says not in _SAID or seen not in _SAID:
        return None
    return CauseInput(paragraph, _SAID[says], _SAID[seen], digest)
