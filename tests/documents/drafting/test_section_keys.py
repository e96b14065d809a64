"""Which area each section lies in, and its key."""

from __future__ import annotations

from consult.documents.drafting.section_keys import letter_key, level_of_areas, section_keys
from tests.support.factories.drafts import section, small_draft


def keys(*sections: object, level: int | None = None) -> list[tuple[str, str]]:
    return [(p.key, p.area) for p in section_keys(sections, level)]  # type: ignore[arg-type]


def test_numbered_sections_are_areas_and_the_foreword_gets_a_letter() -> None:
    assert keys(*small_draft().sections) == [
        ("A", "A"), ("1", "1"), ("1-1", "1"), ("1-2", "1"), ("2", "2"), ("2-1", "2"), ("2-2", "2"),
    ]  # fmt: skip


def test_areas_may_stand_under_a_common_heading() -> None:
    placed = keys(
        section("1", "Forord"),
        section("1/1", "Begreber"),
        section("2", "Seks områder"),
        section("2/1", "Vand", number="1."),
        section("2/1/1", "I dag"),
        section("2/1/1/1", "Bad"),
        section("2/2", "Land", number="2."),
    )
    assert placed == [
        ("A", "A"), ("A-1", "A"), ("B", "B"), ("1", "1"), ("1-1", "1"), ("1-1-1", "1"), ("2", "2"),
    ]  # fmt: skip


def test_without_printed_numbers_the_sections_of_the_first_divided_level_are_areas() -> None:
    sections = [section("1", "Plan"), section("1/1", "Vand"), section("1/2", "Land")]
    assert level_of_areas(sections) == 2
    assert keys(*sections) == [("A", "A"), ("B", "B"), ("C", "C")]


def test_the_editor_may_name_another_level() -> None:
    sections = [section("1", "Plan", number="1"), section("1/1", "Vand", number="1.1")]
    assert keys(*sections, level=2) == [("1", "1"), ("1.1", "1.1")]


def test_a_number_printed_twice_is_an_area_s_key_only_once() -> None:
    sections = [section("1", "Vand", number="1"), section("2", "Land", number="1")]
    assert keys(*sections) == [("1", "1"), ("A", "A")]


def test_letters_go_on_after_z() -> None:
    assert [letter_key(n) for n in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
