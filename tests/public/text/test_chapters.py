"""Which heading, and which line under it, a section gets on the page of a section and on that of the whole text."""

from __future__ import annotations

from consult.public.queries import PublicSection, SectionText
from consult.public.text.chapters import Chapter, chapters_of_section, chapters_of_whole


def text(key: str, *, change: str = "") -> SectionText:
    """A section as deep as its key, with no paragraph."""
    level = key.count("-") + 1
    area = key.split("-")[0]
    section = PublicSection(0, 0, key, area, "", None, "", f"Afsnit {key}", level, change, 0)
    return SectionText(section, (), 0)


AREA = [text("2"), text("2-1"), text("2-1-1"), text("2-2", change="deletion")]


def levels(chapters: list[Chapter]) -> list[tuple[str, int, str]]:
    return [(each.section.key, each.level, each.line) for each in chapters]


def test_the_page_of_an_area_has_its_heading_and_its_chapters_can_be_commented_on() -> None:
    chapters = list(chapters_of_section(AREA))
    assert levels(chapters) == [("2", 1, ""), ("2-1", 2, "chapter"), ("2-1-1", 3, "")]
    assert [each.has_heading for each in chapters] == [False, True, True]
    assert [each.is_deep for each in chapters] == [False, False, True]
    assert not any(each.has_owners for each in chapters)


def test_the_page_of_a_chapter_counts_levels_from_there() -> None:
    assert levels(list(chapters_of_section(AREA[1:3]))) == [("2-1", 1, ""), ("2-1-1", 2, "chapter")]


def test_on_the_page_of_the_whole_text_areas_have_headings_owners_and_a_line() -> None:
    chapters = list(chapters_of_whole(AREA))
    assert levels(chapters) == [("2", 2, "section"), ("2-1", 3, "chapter"), ("2-1-1", 4, "")]
    assert all(each.has_heading for each in chapters)
    assert [each.has_owners for each in chapters] == [True, False, False]


def test_a_section_that_is_all_deletion_is_shown_with_the_changes_alone() -> None:
    assert [each.section.key for each in chapters_of_whole(AREA, with_changes=True)][-1] == "2-2"
    assert [each.section.key for each in chapters_of_section(AREA, with_changes=True)][-1] == "2-2"


def test_no_heading_is_deeper_than_html_has_them() -> None:
    [deepest] = chapters_of_whole([text("1-1-1-1-1-1-1")])
    assert (deepest.level, deepest.summary_level) == (6, 6)
