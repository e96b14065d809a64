"""Two versions in one reading order: what was removed stands where it stood, and nothing is told twice."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from consult.lineage import (
    ChangeKind,
    InterleavedSection,
    LinkedPair,
    LinkKind,
    ParagraphChange,
    SectionHeading,
    VersionOutline,
    VersionParagraph,
    interleave,
    paragraph_changes,
)
from tests.lineage.histories import SECTIONS, History, histories

Paragraphs = list[tuple[int, int]]


def outline(headings: list[tuple[int, int, str]], paragraphs: Paragraphs) -> VersionOutline:
    return VersionOutline(
        [SectionHeading(*each) for each in headings],
        [VersionParagraph(id, section, str(id % 100)) for id, section in paragraphs],
    )


def interleaved(
    old: VersionOutline, new: VersionOutline, *links: tuple[int, int, LinkKind]
) -> tuple[InterleavedSection, ...]:
    found = paragraph_changes(
        [[LinkedPair.of(*each) for each in links]], old.paragraphs, new.paragraphs
    )
    return interleave(old, new, found)


def entries(section: InterleavedSection) -> list[str]:
    """Each entry as its ids, "(…)" where its words have left."""
    shown = []
    for entry in section.entries:
        words = f"{[*entry.change.old]}→{[*entry.change.new]}"
        shown.append(f"({words})" if entry.at_old_position else words)
    return shown


SAME, MOVED, MERGED = LinkKind.SAME, LinkKind.MOVED, LinkKind.MERGED
ONE = [(1, 0, "Byen")]
TWO = [(1, 0, "Byen"), (2, 0, "Vejen")]


def test_what_was_removed_stands_after_what_it_followed() -> None:
    old = outline(ONE, [(1, 1), (2, 1), (3, 1), (4, 1)])
    new = outline(ONE, [(102, 1), (105, 1), (104, 1)])
    (section,) = interleaved(old, new, (2, 102, SAME), (4, 104, SAME))
    assert entries(section) == ["[1]→[]", "[2]→[102]", "[3]→[]", "[]→[105]", "[4]→[104]"]


def test_one_that_moved_does_not_take_along_what_was_removed_behind_it() -> None:
    old = outline(TWO, [(1, 1), (2, 1), (3, 1), (4, 2)])
    new = outline(TWO, [(101, 1), (104, 2), (102, 2)])
    byen, vejen = interleaved(old, new, (1, 101, SAME), (2, 102, MOVED), (4, 104, SAME))
    assert entries(byen) == ["[1]→[101]", "([2]→[102])", "[3]→[]"]
    assert entries(vejen) == ["[4]→[104]", "[2]→[102]"]


def test_a_part_of_a_merge_that_came_from_elsewhere_is_also_told_where_it_stood() -> None:
    old = outline(TWO, [(1, 1), (2, 2), (3, 2)])
    new = outline(TWO, [(101, 1), (103, 2)])
    byen, vejen = interleaved(old, new, (1, 101, MERGED), (2, 101, MERGED), (3, 103, SAME))
    assert entries(byen) == ["[1, 2]→[101]"]
    assert entries(vejen) == ["([1, 2]→[101])", "[3]→[103]"]


def test_a_removed_section_stands_where_it_stood_with_its_paragraphs() -> None:
    old = outline([(1, 0, "A"), (2, 0, "B"), (3, 0, "C")], [(1, 1), (2, 2), (3, 3)])
    new = outline([(1, 0, "A"), (4, 0, "D"), (3, 0, "C")], [(101, 1), (103, 3)])
    sections = interleaved(old, new, (1, 101, SAME), (3, 103, SAME))
    assert [(each.id, each.kind) for each in sections] == [
        (1, "same"), (2, "removed"), (4, "added"), (3, "same"),
    ]  # fmt: skip
    assert entries(sections[1]) == ["[2]→[]"]


def test_a_section_that_others_came_before_has_not_moved_and_one_out_of_order_has() -> None:
    old = outline([(1, 0, "A"), (2, 0, "B"), (3, 0, "C"), (4, 3, "d")], [])
    before = outline([(9, 0, "Ny"), (1, 0, "A"), (2, 0, "B"), (3, 0, "C"), (4, 3, "d")], [])
    assert not any(each.is_moved or each.is_renamed for each in interleaved(old, before))
    last = outline([(2, 0, "B"), (3, 0, "C"), (4, 3, "d"), (1, 0, "A")], [])
    assert {each.id for each in interleaved(old, last) if each.is_moved} == {1}
    under = outline([(1, 0, "A"), (4, 1, "d"), (2, 0, "B"), (3, 0, "C")], [])
    assert {each.id for each in interleaved(old, under) if each.is_moved} == {4}


def test_a_section_with_other_words_in_its_title_is_renamed() -> None:
    old = outline([(1, 0, "Det vil vi"), (2, 0, "Nu og  her")], [])
    new = outline([(1, 0, "Det gør vi"), (2, 0, "Nu og her")], [])
    assert [each.is_renamed for each in interleaved(old, new)] == [True, False]


HEADINGS = [SectionHeading(id, 0, str(id)) for id in range(1, SECTIONS + 1)]


@given(histories(steps=2))
def test_of_any_history_everything_is_told_once_and_the_new_text_keeps_its_order(
    made: History,
) -> None:
    old, new = (
        VersionOutline(HEADINGS, made.versions[0]),
        VersionOutline(HEADINGS, made.versions[-1]),
    )
    found = paragraph_changes(made.steps, made.versions[0], made.versions[-1])
    entries = [entry for section in interleave(old, new, found) for entry in section.entries]
    assert Counter(entry.change for entry in entries if not entry.at_old_position) == Counter(found)
    first = [
        entry.change.new[0] for entry in entries if not entry.at_old_position and entry.change.new
    ]
    order = [each.id for each in made.versions[-1]]
    assert first == sorted(first, key=order.index)
    assert not any(
        entry.at_old_position and entry.change.kind is ChangeKind.REMOVED for entry in entries
    )
    assert all(
        isinstance(entry.change, ParagraphChange) and entry.change.old
        for entry in entries
        if entry.at_old_position
    )
