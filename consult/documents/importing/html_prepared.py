"""Makes a web page ready for pandoc, which knows nothing of what Word writes into one.

Comments in the margin and hidden text go, a sign in their place; `<ins>` and `<del>` become spans;
footnotes are marked.
Must not interpret the text beyond that.
"""

import re

from .html_notes import with_notes
from .signals import COMMENT, DECORATIVE, EDGE, HIDDEN, without_signs

_CHANGE_TAGS = re.compile(r"<(/?)(ins|del)\b", re.IGNORECASE)
# A picture that is described by nothing only decorates; one without a description was forgotten.
_NO_WORDS = re.compile(r"""(<img\b[^<>]*?\balt\s*=\s*)(?:""|'')""", re.IGNORECASE)
_CHANGES = {"ins": "insertion", "del": "deletion"}
_TAG = r"<(?P<name>[a-z][a-z0-9]*)\b(?=[^<>]*{})[^<>]*>"
# What stands in whose place; the list of comments at the end has its signs in the text already.
_UNSEEN = (
    (re.compile(_TAG.format(r"\btitle=\"(?:header|footer)\""), re.IGNORECASE), f"<p>{EDGE}</p>"),
    (re.compile(_TAG.format(r"mso-element:\s*comment-list"), re.IGNORECASE), ""),
    (re.compile(_TAG.format(r"class\s*=\s*[\"']?msocom"), re.IGNORECASE), COMMENT),
    (re.compile(_TAG.format(r"(?:display:\s*none|mso-hide:\s*all)"), re.IGNORECASE), HIDDEN),
)


def prepared(text: str) -> str:
    """The page, ready."""
    text = with_notes(without_signs(text))
    for opening, sign in _UNSEEN:
        text = _without(text, opening, sign)
    text = _NO_WORDS.sub(rf'\g<1>"{DECORATIVE}"', text)
    return _CHANGE_TAGS.sub(_as_span, text)


def _without(text: str, opening: re.Pattern[str], sign: str) -> str:
    """The text without the elements that begin so, up to their own ends."""
    parts: list[str] = []
    cursor = 0
    while found := opening.search(text, cursor):
        parts += [text[cursor : found.start()], sign]
        cursor = _end(text, found)
    return "".join([*parts, text[cursor:]])


def _end(text: str, opened: re.Match[str]) -> int:
    """Where the element ends; one that is never closed holds all the rest."""
    depth = 1
    for tag in re.compile(rf"<(/?){opened['name']}\b[^<>]*>", re.IGNORECASE).finditer(
        text, opened.end()
    ):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(text)


def _as_span(tag: re.Match[str]) -> str:
    if tag.group(1):
        return "</span"
    return f'<span class="{_CHANGES[tag.group(2).lower()]}"'
