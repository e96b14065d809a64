"""The filters of the queue: read from an address, and written into one. Asks no database."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from consult.locale import LANGUAGES
from consult.responses.respondent import RespondentKind

WAITING, ANNEXES = "waiting", "annexes"
# Taken down, and the reason is not given yet.
UNEXPLAINED = "unexplained"
# What was decided, by its publicity now; "decided" is all of it.
DECIDED = ("decided", "published", "redacted", "withheld", UNEXPLAINED)
# What does not count as a response, or not any more; nobody decides on it.
NO_STANDING = ("set_aside", "withdrawn")
STATES = (WAITING, ANNEXES, *DECIDED, *NO_STANDING)

# Whoever reads the letters to its address says that the response is not theirs.
REFUSED = "refused"
WITH, WITHOUT = "with", "without"
WHOLE = "whole"

_KEY = re.compile(r"[\w-]{1,60}")
_CHOICES: dict[str, tuple[str, ...]] = {
    "state": STATES,
    "kind": tuple(RespondentKind),
    "findings": (WITH, WITHOUT),
    "corrections": ("only",),
    "sender": (REFUSED,),
    "language": tuple(LANGUAGES),
}


@dataclass(frozen=True)
class QueueFilters:
    """Empty means everything. ``area`` is an area's key or "whole", ``reason`` a key of the consultation's list,
    ``corrections`` is "only" or "", ``sender`` "refused" or ""."""

    state: str = WAITING
    area: str = ""
    kind: str = ""
    findings: str = ""
    corrections: str = ""
    sender: str = ""
    language: str = ""
    reason: str = ""

    def query(self, **more: str) -> str:
        """As an address's query, "?…" or "", with what differs from the plain queue."""
        plain = asdict(QueueFilters())
        chosen = {k: v for k, v in {**asdict(self), **more}.items() if v and plain.get(k) != v}
        return "?" + urlencode(chosen) if chosen else ""

    def but(self, **changes: str) -> QueueFilters:
        """The same filters with these changed."""
        return replace(self, **changes)

    @property
    def is_narrowed(self) -> bool:
        """Whether more is chosen than a state and a reason."""
        return self.but(state=WAITING, reason="") != QueueFilters()

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED


def read_filters(params: Mapping[str, str]) -> QueueFilters:
    """The filters in an address or a form; what nobody could have chosen is dropped, see ``unknown_filters``."""
    chosen = {
        name: params[name]
        for name, values in _CHOICES.items()
        if params.get(name, "") in values and params.get(name)
    }
    for name in ("area", "reason"):
        if _KEY.fullmatch(params.get(name, "")):
            chosen[name] = params[name]
    return QueueFilters(**chosen)


def unknown_filters(params: Mapping[str, str], known: Mapping[str, Collection[str]]) -> list[str]:
    """The names of the filters in an address that have a value nobody could have chosen. ``known`` are the areas and the
    reasons that there are, by name of the filter."""
    choices = {**_CHOICES, **known}
    return [name for name, values in choices.items() if params.get(name, "") not in ("", *values)]
