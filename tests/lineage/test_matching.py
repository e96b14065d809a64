"""What became of a paragraph, told on texts of a few lines."""

from __future__ import annotations

import pytest

from consult.lineage import LinkKind, match
from tests.lineage.texts import BUS, FOREST, HARBOUR, LEAD_IN, LIBRARY, SCHOOL, TENANTS, Matched

SAME, REWORDED, MOVED = LinkKind.SAME, LinkKind.REWORDED, LinkKind.MOVED


def test_an_unchanged_text_is_the_same_throughout() -> None:
    text = {"Byen": [HARBOUR, SCHOOL], "Vejen": [BUS]}
    matched = Matched(text, text)
    assert matched.kinds == [SAME, SAME, SAME]
    assert [link.score for link in matched.mapping.links] == [1.0, 1.0, 1.0]
    assert (matched.removed, matched.added) == ([], [])


def test_line_breaks_and_cut_words_are_no_change() -> None:
    wrapped = HARBOUR.replace("betale for", "be-\ntale   for")
    assert Matched({"Byen": [wrapped, SCHOOL]}, {"Byen": [HARBOUR, SCHOOL]}).kinds == [SAME, SAME]


@pytest.mark.parametrize(
    "changed",
    [
        BUS.replace("tiende", "tyvende"),
        BUS.replace("kører", "kører ikke"),
        BUS.replace("stationen", "Stationen"),
        BUS.replace(",", ";"),
        BUS.replace(" også", ""),
    ],
)
def test_a_single_change_is_never_called_the_same(changed: str) -> None:
    matched = Matched({"Byen": [HARBOUR, BUS]}, {"Byen": [HARBOUR, changed]})
    assert matched.link(BUS).kind is REWORDED
    assert matched.became(BUS) == [changed]


def test_what_another_subject_replaced_is_removed_and_added() -> None:
    matched = Matched({"Byen": [HARBOUR, BUS]}, {"Byen": [HARBOUR, FOREST]})
    assert (matched.removed, matched.added) == ([BUS], [FOREST])


def test_an_added_paragraph_does_not_move_what_follows_it() -> None:
    matched = Matched({"Byen": [HARBOUR, BUS]}, {"Byen": [FOREST, HARBOUR, SCHOOL, BUS]})
    assert matched.kinds == [SAME, SAME]
    assert matched.added == [FOREST, SCHOOL]


def test_a_paragraph_in_another_order_is_moved_and_its_neighbours_are_not() -> None:
    matched = Matched(
        {"Byen": [HARBOUR, SCHOOL, BUS, LIBRARY]}, {"Byen": [SCHOOL, BUS, LIBRARY, HARBOUR]}
    )
    assert matched.kinds == [SAME, SAME, SAME, MOVED]
    assert matched.link(HARBOUR).kind is MOVED


def test_a_paragraph_in_another_section_is_moved_though_the_order_is_the_same() -> None:
    matched = Matched(
        {"Byen": [HARBOUR, SCHOOL, BUS], "Vejen": [LIBRARY, FOREST]},
        {"Byen": [HARBOUR, SCHOOL], "Vejen": [BUS, LIBRARY, FOREST]},
    )
    assert matched.link(BUS).kind is MOVED
    assert matched.kinds.count(SAME) == 4


def test_the_only_paragraph_of_a_section_is_moved_when_its_heading_stays_behind() -> None:
    matched = Matched(
        {"Byen": [HARBOUR, SCHOOL], "Vejen": [BUS], "Skoven": [FOREST, LIBRARY]},
        {"Byen": [HARBOUR, SCHOOL, BUS], "Vejen": [], "Skoven": [FOREST, LIBRARY]},
    )
    assert matched.link(BUS).kind is MOVED
    assert matched.kinds.count(SAME) == 4


def test_a_paragraph_moved_and_lightly_reworded_is_moved_with_less_confidence() -> None:
    changed = BUS.replace("også om aftenen", "også om natten")
    matched = Matched(
        {"Byen": [HARBOUR, SCHOOL, BUS], "Vejen": [LIBRARY, FOREST]},
        {"Byen": [HARBOUR, SCHOOL], "Vejen": [LIBRARY, FOREST, changed]},
    )
    assert matched.link(BUS).kind is MOVED
    assert 0.7 < matched.link(BUS).score < 1


def test_a_new_heading_over_a_paragraph_and_a_heading_taken_away_move_nothing() -> None:
    one = {"Byen": [HARBOUR, SCHOOL, BUS, LIBRARY]}
    two = {"Byen": [HARBOUR, SCHOOL], "Vejen": [BUS, LIBRARY]}
    assert Matched(one, two).kinds == [SAME] * 4
    assert Matched(two, one).kinds == [SAME] * 4


def test_a_renamed_and_renumbered_chapter_keeps_its_paragraphs() -> None:
    matched = Matched(
        {"Byen": [HARBOUR, SCHOOL], "Vejen": [BUS, LIBRARY]},
        {"Forord": [FOREST], "By og havn": [HARBOUR, SCHOOL], "Trafik": [BUS, LIBRARY]},
    )
    assert matched.kinds == [SAME] * 4
    assert matched.added == [FOREST]


def test_chapters_with_the_same_titles_and_lead_ins_are_told_apart_by_what_stands_around() -> None:
    matched = Matched(
        {
            "Børn / Fremover": [LEAD_IN, SCHOOL],
            "Trafik / Fremover": [LEAD_IN, BUS],
            "Bolig / Fremover": [LEAD_IN, TENANTS],
        },
        {
            "Trafik / Fremover": [LEAD_IN, BUS],
            "Natur / Fremover": [LEAD_IN, FOREST],
            "Bolig / Fremover": [LEAD_IN, TENANTS],
        },
    )
    assert matched.chapters_of(LEAD_IN, within="Trafik") == {"Trafik"}
    assert matched.chapters_of(LEAD_IN, within="Bolig") == {"Bolig"}
    assert matched.removed == [LEAD_IN, SCHOOL]
    assert matched.added == [LEAD_IN, FOREST]
    assert matched.link(LEAD_IN, within="Bolig").score < 1


def test_a_phrase_that_opens_sixty_sections_stays_in_each_of_them_though_two_are_taken_out() -> (
    None
):
    old = {f"Mål {count}": [LEAD_IN, f"{BUS} {count} {HARBOUR}"] for count in range(60)}
    new = {title: texts for title, texts in old.items() if title not in ("Mål 7", "Mål 30")}
    matched = Matched(old, new)
    assert matched.kinds == [SAME] * 116
    for title in new:
        assert matched.chapters_of(LEAD_IN, within=title) == {title}
    assert len(matched.removed) == 4


def test_a_phrase_reworded_where_it_stood_is_not_the_same_phrase_in_another_section() -> None:
    reworded = "Vi vil fortsat have fokus på disse ting:"
    matched = Matched(
        {"Byen": [HARBOUR, LEAD_IN, SCHOOL], "Vejen": [BUS, LIBRARY]},
        {"Byen": [HARBOUR, reworded, SCHOOL], "Vejen": [BUS, LEAD_IN, LIBRARY]},
    )
    assert matched.became(LEAD_IN) == [reworded]
    assert matched.added == [LEAD_IN]


def test_of_two_nearly_alike_that_change_places_each_keeps_its_own_wording() -> None:
    north = "At bygge 120 nye boliger i nord inden 2029, og at hver femte bliver almen."
    south = "At bygge 180 nye boliger i syd inden 2029, og at hver femte bliver almen."
    matched = Matched({"Byen": [HARBOUR, north, south]}, {"Byen": [HARBOUR, south, north]})
    assert matched.became(north) == [north]
    assert matched.became(south) == [south]
    assert sorted(matched.kinds) == [MOVED, SAME, SAME]


def test_nearly_alike_items_that_both_changed_stay_in_their_order() -> None:
    old = [f"At bygge {count} nye boliger i {place} inden 2029." for count, place in PLANS]
    new = [text.replace("2029", "udgangen af 2030") for text in old]
    matched = Matched({"Byen": [HARBOUR, *old]}, {"Byen": [HARBOUR, *new]})
    assert [matched.became(text) for text in old] == [[text] for text in new]


PLANS = [(120, "nord"), (180, "syd"), (60, "øst"), (240, "vest")]


def test_of_a_repeated_item_the_one_that_went_is_the_one_missing_between_its_neighbours() -> None:
    old = {"Byen": [HARBOUR, LEAD_IN, SCHOOL, BUS, LEAD_IN, LIBRARY]}
    new = {"Byen": [HARBOUR, SCHOOL, BUS, LEAD_IN, LIBRARY]}
    matched = Matched(old, new)
    assert matched.mapping.removed == ("o2",)
    assert matched.kinds == [SAME] * 5


def test_a_paragraph_cut_in_three_is_one_split_and_put_together_again_one_merge() -> None:
    whole, parts = {"Byen": [FOREST, f"{HARBOUR} {SCHOOL} {BUS}"]}, [HARBOUR, SCHOOL, BUS]
    matched = Matched(whole, {"Byen": [FOREST, *parts]})
    assert matched.kinds == [SAME, LinkKind.SPLIT]
    assert matched.mapping.links[1].new == ("n2", "n3", "n4")
    matched = Matched({"Byen": [FOREST, *parts]}, whole)
    assert matched.kinds == [SAME, LinkKind.MERGED]
    assert matched.mapping.links[1].old == ("o2", "o3", "o4")


def test_a_part_that_went_to_an_earlier_section_is_still_a_part() -> None:
    matched = Matched(
        {"Byen": [FOREST, LIBRARY], "Vejen": [TENANTS, f"{HARBOUR} {SCHOOL}"]},
        {"Byen": [FOREST, SCHOOL, LIBRARY], "Vejen": [TENANTS, HARBOUR]},
    )
    assert matched.became(f"{HARBOUR} {SCHOOL}") == [SCHOOL, HARBOUR]
    assert (matched.removed, matched.added) == ([], [])


def test_a_shortened_paragraph_is_no_split_and_a_sentence_that_stayed_is_not_taken_twice() -> None:
    matched = Matched(
        {"Byen": [FOREST, f"{HARBOUR} {SCHOOL}", BUS]}, {"Byen": [FOREST, HARBOUR, BUS]}
    )
    assert matched.kinds == [SAME, REWORDED, SAME]
    copied = Matched({"Byen": [f"{HARBOUR} {SCHOOL}"]}, {"Byen": [f"{HARBOUR} {SCHOOL}", HARBOUR]})
    assert copied.kinds == [SAME]
    assert copied.added == [HARBOUR]


def test_a_copied_paragraph_is_linked_once() -> None:
    matched = Matched(
        {"Byen": [HARBOUR, SCHOOL], "Vejen": [BUS]},
        {"Byen": [HARBOUR, SCHOOL], "Vejen": [HARBOUR, BUS]},
    )
    assert matched.chapters_of(HARBOUR) == {"Byen"}
    assert matched.added == [HARBOUR]


def test_paragraphs_of_signs_alone_and_empty_versions_are_matched_without_a_word() -> None:
    matched = Matched({"Byen": ["—", HARBOUR]}, {"Byen": ["***", HARBOUR]})
    assert (matched.removed, matched.added) == (["—"], ["***"])
    assert match([], []).links == ()
