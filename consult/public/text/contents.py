"""The contents beside the text: the areas, and the chapters of those that are on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consult.locale import gettext as _
from consult.public import queries
from consult.public.text.text_language import ReadIn


@dataclass(frozen=True)
class ContentsItem:
    """A line of the contents, in the shape the contents macro takes."""

    number: str
    title: str
    href: str
    current: bool
    children: tuple[ContentsItem, ...] = ()
    lang: str = ""
    dir: str = ""


def contents_of_section(
    outline: queries.Outline,
    shown: queries.PublicSection,
    address: Callable[[queries.PublicSection], str],
    words: ReadIn,
) -> list[ContentsItem]:
    """The areas; below the one that is open, its chapters. Each leads to its own ``address``."""

    def item(section: queries.PublicSection, children: Sequence[ContentsItem] = ()) -> ContentsItem:
        current = section.key == shown.key
        return _item(section, address(section), words, children, current=current)

    return [
        item(area, [item(each) for each in outline.chapters(area.key)])
        if area.key == shown.area
        else item(area)
        for area in outline.areas
    ]


def contents_of_whole(outline: queries.Outline, words: ReadIn) -> list[ContentsItem]:
    """The areas with their chapters, each leading to its place on the page itself."""

    def item(section: queries.PublicSection, children: Sequence[ContentsItem] = ()) -> ContentsItem:
        return _item(section, f"#s-{section.key}", words, children)

    chapters: dict[str, list[ContentsItem]] = {}
    for each in outline.sections:
        if each.parent == each.area and each.change != "deletion":
            chapters.setdefault(each.area, []).append(item(each))
    return [item(area, chapters.get(area.key, ())) for area in outline.areas]


def _item(
    section: queries.PublicSection,
    href: str,
    words: ReadIn,
    children: Sequence[ContentsItem],
    *,
    current: bool = False,
) -> ContentsItem:
    title = words.heading(section.title)
    return ContentsItem(
        section.label,
        title.words or _("Before the first heading"),
        href,
        current,
        tuple(children),
        title.lang if title.words else "",
        title.dir if title.words else "",
    )
