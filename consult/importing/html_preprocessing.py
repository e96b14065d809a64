"""Makes a web page ready for pandoc, which knows nothing of what Word writes into one.

Comments in the margin and hidden text go, a sign in their place; `<ins>` and `<del>` become spans;
footnotes are marked.
Must not interpret the text beyond that.
"""

import re
from collections.abc import Iterator

from consult.importing.html_footnotes import with_notes
from consult.importing.markers import COMMENT, DECORATIVE, EDGE, HIDDEN, without_signs

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
# What looks like a tag in them is none.
_NO_TEXT = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))|<script\b.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_ANY_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
# What holds nothing and is never closed.
_HOLLOW = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
# A paragraph that nobody closed ends where one of these begins or ends.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
# The same of items, rows and cells: by their own kind, unless that is of a list or table within.
_ITEMS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "tbody", "tfoot"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
    "option": {"option"},
}
_HOLDERS = frozenset(["ul", "ol", "dl", "table", "select"])


def prepared(text: str) -> str:
    """The page, ready."""
    text = with_notes(without_signs(_NO_TEXT.sub("", text)))
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
    """Where the element ends, also one that need not be closed; any other holds all the rest."""
    name = opened["name"].lower()
    if name in _HOLLOW:
        return opened.end()
    tags = _ANY_TAG.finditer(text, opened.end())
    if name == "p":
        return _end_of(text, name, (tag for tag in tags if tag["name"].lower() in _BLOCKS))
    if name in _ITEMS:
        return _end_of(text, name, _ends_of_item(name, tags))
    depth = 1
    for tag in tags:
        if tag["name"].lower() == name:
            depth += -1 if tag["closes"] else 1
            if not depth:
                return tag.end()
    return len(text)


def _end_of(text: str, name: str, ends: Iterator[re.Match[str]]) -> int:
    """Behind its own end, or before the first tag that ends it."""
    tag = next(ends, None)
    if tag is None:
        return len(text)
    return tag.end() if tag["closes"] and tag["name"].lower() == name else tag.start()


def _ends_of_item(name: str, tags: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    depth = 0
    for tag in tags:
        found = tag["name"].lower()
        if found in _HOLDERS:
            depth += -1 if tag["closes"] else 1
        if depth < 0 or (depth == 0 and found in _ITEMS[name]):
            yield tag


def _as_span(tag: re.Match[str]) -> str:
    if tag.group(1):
        return "</span"
    return f'<span class="{_CHANGES[tag.group(2).lower()]}"'
