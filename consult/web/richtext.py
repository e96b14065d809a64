"""Rich text from editors and importers, cleaned once when it is saved. The only importer of bleach."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from bleach.sanitizer import Cleaner

MAX_LENGTH = 200_000

TAGS = frozenset(
    [
        "p",
        "br",
        "strong",
        "em",
        "ins",
        "del",
        "ul",
        "ol",
        "li",
        "a",
        "sup",
        "sub",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "caption",
        "h3",
        "h4",
        "blockquote",
        "span",
        "img",
    ]
)
ATTRIBUTES: dict[str, list[str] | Callable[[str, str, str], bool]] = {
    "a": ["href"],
    "th": ["scope", "colspan", "rowspan"],
    "td": ["colspan", "rowspan"],
    "span": ["lang", "dir"],
    "img": lambda _tag, name, value: _of_picture(name, value),
}
# A picture of a draft, at its own address here; from nowhere else.
_PICTURE = re.compile(r"/pictures/[0-9a-f]{64}")
PROTOCOLS = frozenset({"http", "https", "mailto"})


def _of_picture(name: str, value: str) -> bool:
    if name == "src":
        return _PICTURE.fullmatch(value) is not None
    if name in ("width", "height"):
        return value.isdecimal()
    return name == "alt" or (name, value) in (("loading", "lazy"), ("decoding", "async"))


class Cleaned(str):
    """HTML that ``clean`` returned, fresh or stored since: templates show it as it is, not escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class TooLong(ValueError):
    """Rich text past what may be cleaned in one go."""


def clean(html: str) -> str:
    """Safe HTML with only the tags above. Raises TooLong past MAX_LENGTH characters.

    bleach gets no more fixes, so this is never the only line: the CSP allows no inline script, and the
    tests of this function are complete enough to put another sanitiser behind it.
    """
    if len(html) > MAX_LENGTH:
        raise TooLong(len(html))
    return str(_cleaner().clean(html))


@cache
def _cleaner() -> Cleaner:
    return Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
