"""The little markup editors write: paragraphs, lists, stress, links; to HTML and back. Pure.

Its HTML is escaped throughout, and is still cleaned by ``richtext.clean`` where it is stored.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from itertools import groupby

_STRONG = re.compile(r"\*\*(?!\s)([^*\n]+)(?<!\s)\*\*")
_EMPHASIS = re.compile(r"\*(?!\s)([^*\n]+)(?<!\s)\*")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()]+)\)")
_ITEMS = re.compile(r"</li>\s*<li[^>]*>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:li|p|ul|ol|h[1-6]|div|td|th|tr)>|<(?:br|ul|ol)[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BULLET = re.compile(r"[-*•]\s+")


def to_html(text: str) -> str:
    """Paragraphs stand apart by an empty line, list items begin with "- "; **strong**, *stressed*,
    [words](https://address). Anything else is shown as it is written."""
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    return "".join(_block(block) for block in blocks if block.strip())


def one_line(markup: str) -> str:
    """The words of cleaned HTML on one line, unescaped: what stood apart still does, list items with a dot between."""
    apart = _BLOCK_END.sub(" ", _ITEMS.sub(" · ", markup))
    return " ".join(html.unescape(_TAG.sub("", apart)).split())


def _block(block: str) -> str:
    parts = []
    lines = block.strip().split("\n")
    for is_list, together in groupby(lines, lambda line: bool(_BULLET.match(line.strip()))):
        if is_list:
            items = (_BULLET.sub("", line.strip(), count=1) for line in together)
            parts.append("<ul>" + "".join(f"<li>{_line(item)}</li>" for item in items) + "</ul>")
        else:
            parts.append("<p>" + "<br>".join(_line(line.strip()) for line in together) + "</p>")
    return "".join(parts)


def _line(line: str) -> str:
    shown = html.escape(line)
    shown = _LINK.sub(r'<a href="\2">\1</a>', shown)
    shown = _STRONG.sub(r"<strong>\1</strong>", shown)
    return _EMPHASIS.sub(r"<em>\1</em>", shown)


def to_text(markup: str) -> str:
    """Stored HTML as an editor may go on writing it."""
    writer = _Writer()
    writer.feed(markup)
    writer.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(writer.parts)).strip()


class _Writer(HTMLParser):
    """Collects the text with its marks."""

    MARKS = {"strong": "**", "em": "*"}
    BLOCKS = frozenset({"p", "ul", "ol", "h3", "h4", "blockquote", "table", "tr"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.MARKS:
            self.parts.append(self.MARKS[tag])
        elif tag == "a":
            self.targets.append(dict(attrs).get("href") or "")
            self.parts.append("[")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "br":
            self.parts.append("\n")
        elif tag in self.BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.MARKS:
            self.parts.append(self.MARKS[tag])
        elif tag == "a" and self.targets:
            self.parts.append(f"]({self.targets.pop()})")
        elif tag in self.BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))
