"""The sections and paragraphs of a draft, as the generator needs them.

The `demo` command builds an outline from stored rows; `outline_of_source` builds one from
`draft.md` without a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consult.sample.source import SourceBlock

_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)[.)]?\s+")


@dataclass(frozen=True)
class OutlineParagraph:
    """One citable paragraph, item or footnote. `key` is what the builder of the outline finds it by."""

    key: str
    number: str
    text: str


@dataclass(frozen=True)
class OutlineSection:
    """One heading with its own paragraphs. `path` are the titles from the top to its own."""

    key: str
    number: str
    path: tuple[str, ...]
    paragraphs: tuple[OutlineParagraph, ...] = ()

    @property
    def title(self) -> str:
        """Its own title, without the number."""
        return without_number(self.path[-1])


@dataclass(frozen=True)
class SampleOutline:
    """A whole draft in reading order."""

    title: str
    sections: tuple[OutlineSection, ...]


def without_number(title: str) -> str:
    """`2 By og bolig` → `By og bolig`; editors type numbers into headings."""
    return _NUMBER.sub("", title).strip()


def outline_of_source(blocks: Iterable[SourceBlock]) -> SampleOutline:
    """The outline of the readable source, with every tracked insertion accepted.

    Keys are positions: `s4` for the fourth heading, `s4p2` for its second paragraph. Table
    rows are left out.
    """
    blocks = list(blocks)
    title = next((block.text for block in blocks if block.kind == "title"), "")
    return SampleOutline(title, tuple(_sections(blocks)))


def _sections(blocks: list[SourceBlock]) -> Iterator[OutlineSection]:
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    ends = [*headings[1:], len(blocks)]
    path: list[str] = []
    for order, (start, end) in enumerate(zip(headings, ends, strict=True), start=1):
        heading = blocks[start]
        path = [*path[: heading.level - 1], heading.text]
        number = _NUMBER.match(heading.text)
        yield OutlineSection(
            f"s{order}",
            number.group(1) if number else "",
            tuple(path),
            tuple(_paragraphs(blocks[start + 1 : end], order)),
        )


def _paragraphs(blocks: list[SourceBlock], section: int) -> Iterator[OutlineParagraph]:
    citable = [block for block in blocks if block.kind in {"paragraph", "item", "numbered"}]
    for order, block in enumerate(citable, start=1):
        yield OutlineParagraph(f"s{section}p{order}", f"{section}.{order}", block.text)
