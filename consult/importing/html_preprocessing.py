"""Prepares a web page for pandoc, which does not know what Word writes into one.

Comments in the margin and hidden text are replaced by markers, `<ins>` and `<del>` by spans, and
footnotes are marked. Must not interpret the text beyond that.
"""

import re
from collections.abc import Callable, Iterator

from consult.importing.html_footnotes import with_marked_notes
from consult.importing.html_hidden import hidden_finder
from consult.importing.markers import (
    COMMENT,
    DECORATIVE,
    HIDDEN,
    MARGIN,
    NO_SCRIPT,
    TEMPLATE,
    without_markers,
)

_CHANGE_TAGS = re.compile(r"<(/?)(ins|del)\b", re.IGNORECASE)
# An empty alternative text says that a picture is decorative; without one its description is missing.
_EMPTY_ALT = re.compile(r"""(<img\b[^<>]*?\balt\s*=\s*)(?:""|'')""", re.IGNORECASE)
# What stands over the part of a page that opens when it is pressed.
_SUMMARY = re.compile(r"<(/?)summary\b[^<>]*>", re.IGNORECASE)
_CHANGES = {"ins": "insertion", "del": "deletion"}
_TAG = r"<(?P<name>[a-z][a-z0-9]*)\b(?=[^<>]*{})[^<>]*>"
# Start tag → what replaces the element; the list of comments at the end has its markers in the text already.
_LEFT_OUT = (
    (re.compile(_TAG.format(r"\btitle=\"(?:header|footer)\""), re.IGNORECASE), f"<p>{MARGIN}</p>"),
    (re.compile(_TAG.format(r"mso-element:\s*comment-list"), re.IGNORECASE), ""),
    (re.compile(_TAG.format(r"class\s*=\s*[\"']?msocom"), re.IGNORECASE), COMMENT),
    (re.compile(r"<(?P<name>template)\b[^<>]*>", re.IGNORECASE), TEMPLATE),
    (re.compile(r"<(?P<name>noscript)\b[^<>]*>", re.IGNORECASE), NO_SCRIPT),
    (re.compile(_TAG.format(r"(?:display:\s*none|mso-hide:\s*all)"), re.IGNORECASE), HIDDEN),
)
# What looks like a tag in comments and scripts is none.
_NO_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))|<script\b.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_ANY_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
# Void elements: without content, never closed.
_VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr"
])  # fmt: skip
# A paragraph without an end tag ends where one of these begins or ends.
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"
])  # fmt: skip
# Items, rows and cells without an end tag end where one of these begins or ends, unless in a nested list or table.
_ITEMS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "tbody", "tfoot"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "option": {"option"},
}
_CONTAINERS = frozenset(["ul", "ol", "dl", "table", "select"])


def preprocessed(text: str) -> str:
    """The page, ready for pandoc."""
    text = with_marked_notes(without_markers(_NO_MARKUP.sub("", text)))
    find_hidden = hidden_finder(text)
    for start_tag, replacement in _LEFT_OUT:
        text = _without_elements(text, start_tag.search, replacement)
    text = _without_elements(text, find_hidden, HIDDEN)
    text = _SUMMARY.sub(r"<\1p>", text)
    text = _EMPTY_ALT.sub(rf'\g<1>"{DECORATIVE}"', text)
    return _CHANGE_TAGS.sub(_as_span, text)


def _without_elements(
    text: str, find: Callable[[str, int], re.Match[str] | None], replacement: str
) -> str:
    """The text with every element replaced, up to its own end, whose start tag `find` gives from an offset on."""
    parts: list[str] = []
    cursor = 0
    while match := find(text, cursor):
        parts += [text[cursor : match.start()], replacement]
        cursor = _end_of_element(text, match)
    return "".join([*parts, text[cursor:]])


def _end_of_element(text: str, start_tag: re.Match[str]) -> int:
    """Where the element ends, with or without an end tag; the end of the text where no end is found."""
    name = start_tag["name"].lower()
    if name in _VOID:
        return start_tag.end()
    tags = _ANY_TAG.finditer(text, start_tag.end())
    if name == "p":
        ends = (tag for tag in tags if tag["name"].lower() in _BLOCKS)
        return _end_before(next(ends, None), name, text)
    if name in _ITEMS:
        return _end_before(next(_ends_of_item(name, tags), None), name, text)
    depth = 1
    for tag in tags:
        if tag["name"].lower() == name:
            depth += -1 if tag["closes"] else 1
            if not depth:
                return tag.end()
    return len(text)


def _end_before(tag: re.Match[str] | None, name: str, text: str) -> int:
    """Behind the tag if it is the element's own end tag, before it if another one ends the element."""
    if tag is None:
        return len(text)
    return tag.end() if tag["closes"] and tag["name"].lower() == name else tag.start()


def _ends_of_item(name: str, tags: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The tags that end an item, row or cell, past those of nested lists and tables."""
    depth = 0
    for tag in tags:
        other = tag["name"].lower()
        if other in _CONTAINERS:
            depth += -1 if tag["closes"] else 1
        if depth < 0 or (depth == 0 and other in _ITEMS[name]):
            yield tag


def _as_span(tag: re.Match[str]) -> str:
    if tag.group(1):
        return "</span"
    return f'<span class="{_CHANGES[tag.group(2).lower()]}"'
