"""The contents beside the text: the areas, and the chapters of those that are on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consult.locale import gettext as _
from consult.public import queries
from consult.public.text.page_language import PageLanguage


@dataclass(frozen=True)
class ContentsItem:
    """A line of the contents, in the shape that the contents macro takes. ``lang`` and ``dir`` are "" for the title of
    a section that has none of its own."""

    number: str
    title: str
    href: str
    current: bool
    children: tuple[ContentsItem, ...] = ()
    lang: str = ""
    dir: str = ""


def contents_of_section(
    outline: queries.Outline,
    section: queries.PublicSection,
    address: Callable[[queries.PublicSection], str],
    language: PageLanguage,
) -> list[ContentsItem]:
    """All areas, and the chapters of the area that ``section`` lies in; each with its ``address``."""

    def item(each: queries.PublicSection, children: Sequence[ContentsItem] = ()) -> ContentsItem:
        is_current = each.key == section.key
        return _item(each, address(each), language, children, current=is_current)

    return [
        item(area, [item(each) for each in outline.chapters(area.key)])
        if area.key == section.area
        else item(area)
        for area in outline.areas
    ]


def contents_of_whole(outline: queries.Outline, language: PageLanguage) -> list[ContentsItem]:
    """All areas with their chapters, each leading to its heading on the page itself."""

    def item(each: queries.PublicSection, children: Sequence[ContentsItem] = ()) -> ContentsItem:
        return _item(each, f"#s-{each.key}", language, children)

    chapters: dict[str, list[ContentsItem]] = {}
    for each in outline.sections:
        if each.parent == each.area and each.change != "deletion":
            chapters.setdefault(each.area, []).append(item(each))
    return [item(area, chapters.get(area.key, ())) for area in outline.areas]


def _item(
    section: queries.PublicSection,
    href: str,
    language: PageLanguage,
    children: Sequence[ContentsItem],
    *,
    current: bool = False,
) -> ContentsItem:
    title = language.heading(section.title)
    return ContentsItem(
        section.label,
        title.words or _("Before the first heading"),
        href,
        current,
        tuple(children),
        title.lang if title.words else "",
        title.dir if title.words else "",
    )
