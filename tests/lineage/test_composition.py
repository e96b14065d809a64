"""Several approved steps made into one: by example, and by what must hold of every history."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import assume, given

from consult.lineage import (
    ChangeKind,
    LinkedPair,
    LinkKind,
    ParagraphChange,
    VersionParagraph,
    compose,
    paragraph_changes,
)
from tests.lineage.histories import History, histories

SAME, REWORDED, MOVED = LinkKind.SAME, LinkKind.REWORDED, LinkKind.MOVED
SPLIT, MERGED = LinkKind.SPLIT, LinkKind.MERGED
TURNED = {
    **{kind: kind for kind in ChangeKind},
    **{ChangeKind.SPLIT: ChangeKind.MERGED, ChangeKind.MERGED: ChangeKind.SPLIT},
    **{ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED},
}


def at(id: int, text: str = "", section: int = 1) -> VersionParagraph:
    return VersionParagraph(id, section, text or f"Ord {id}.")


def steps(*links: list[tuple[int, int, LinkKind]]) -> list[list[LinkedPair]]:
    return [[LinkedPair.of(*each) for each in step] for step in links]


def changes(
    links: list[list[LinkedPair]], old: list[VersionParagraph], new: list[VersionParagraph]
) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [
        (str(change.kind), change.old, change.new) for change in paragraph_changes(links, old, new)
    ]


def test_one_step_is_told_as_it_was_approved() -> None:
    links = [
        (1, 11, SAME), (2, 12, REWORDED), (3, 13, SPLIT), (3, 14, SPLIT), (4, 15, MERGED),
        (5, 15, MERGED), (6, 10, MOVED),
    ]  # fmt: skip
    old = [at(1, "a"), *map(at, range(2, 8))]
    new = [at(10), at(11, "a"), *map(at, range(12, 17))]
    assert changes(steps(links), old, new) == [
        ("moved", (6,), (10,)), ("same", (1,), (11,)), ("reworded", (2,), (12,)),
        ("split", (3,), (13, 14)), ("merged", (4, 5), (15,)), ("added", (), (16,)),
        ("removed", (7,), ()),
    ]  # fmt: skip


def test_a_paragraph_reworded_in_any_step_is_reworded() -> None:
    for kinds in ((SAME, REWORDED), (REWORDED, SAME), (REWORDED, REWORDED)):
        links = steps([(1, 2, kinds[0])], [(2, 3, kinds[1])])
        assert changes(links, [at(1)], [at(3)]) == [("reworded", (1,), (3,))]


def test_one_reworded_and_put_back_is_the_same() -> None:
    links = steps([(1, 2, REWORDED)], [(2, 3, REWORDED)])
    assert changes(links, [at(1, "Som det var.")], [at(3, "Som det\nvar.")]) == [
        ("same", (1,), (3,))
    ]


def test_one_that_was_moved_and_reworded_is_reworded_and_known_to_have_moved() -> None:
    links = steps([(1, 2, MOVED)], [(2, 3, REWORDED)])
    assert paragraph_changes(links, [at(1)], [at(3)]) == (
        ParagraphChange(ChangeKind.REWORDED, (1,), (3,), is_moved=True),
    )


def test_one_that_was_moved_with_a_word_changed_is_moved() -> None:
    assert paragraph_changes(steps([(1, 2, MOVED)]), [at(1)], [at(2)]) == (
        ParagraphChange(ChangeKind.MOVED, (1,), (2,), is_moved=True),
    )


def test_what_was_removed_on_the_way_is_removed_and_what_came_and_went_is_not_told() -> None:
    links = steps([(1, 11, SAME)], [(12, 22, SAME)])
    assert changes(links, [at(1)], [at(22)]) == [("added", (), (22,)), ("removed", (1,), ())]
    assert changes(steps([(1, 11, SAME)], []), [], []) == []


def test_two_that_were_merged_and_parted_again_are_themselves() -> None:
    links = steps([(1, 5, MERGED), (2, 5, MERGED)], [(5, 8, SPLIT), (5, 9, SPLIT)])
    old, new = [at(1, "Et."), at(2, "To.")], [at(8, "Et."), at(9, "To!")]
    assert changes(links, old, new) == [("same", (1,), (8,)), ("reworded", (2,), (9,))]


def test_what_is_left_of_a_merge_is_itself_and_the_other_was_removed() -> None:
    links = steps([(1, 5, MERGED), (2, 5, MERGED)], [(5, 8, REWORDED)])
    old = [at(1, "Et."), at(2, "To.")]
    assert changes(links, old, [at(8, "Et.")]) == [("same", (1,), (8,)), ("removed", (2,), ())]
    assert changes(links, old, [at(8, "Noget tredje.")]) == [("merged", (1, 2), (8,))]


def test_a_merge_that_a_person_approved_stands_whatever_the_words() -> None:
    links = steps([(1, 5, MERGED), (2, 5, MERGED)])
    assert changes(links, [at(1, "Et."), at(2, "To.")], [at(5, "Et.")]) == [
        ("merged", (1, 2), (5,))
    ]


def test_parts_that_were_put_together_with_others_are_regrouped() -> None:
    links = steps(
        [(1, 11, SPLIT), (1, 12, SPLIT), (2, 13, SAME)],
        [(11, 21, SAME), (12, 22, MERGED), (13, 22, MERGED)],
    )
    assert changes(links, [at(1), at(2)], [at(21), at(22)]) == [("regrouped", (1, 2), (21, 22))]


def test_a_split_that_lost_all_but_one_part_is_a_rewording() -> None:
    links = steps([(1, 11, SPLIT), (1, 12, SPLIT)], [(12, 22, SAME)])
    assert changes(links, [at(1)], [at(22)]) == [("reworded", (1,), (22,))]


def test_one_that_was_moved_away_and_back_has_not_moved() -> None:
    links = steps(
        [(1, 11, MOVED), (2, 12, SAME), (3, 13, SAME)],
        [(11, 21, MOVED), (12, 22, SAME), (13, 23, SAME)],
    )
    old = [at(1, "a"), at(2, "b"), at(3, "c")]
    back = [at(21, "a"), at(22, "b"), at(23, "c")]
    assert [kind for kind, *_ in changes(links, old, back)] == ["same"] * 3
    elsewhere = [at(22, "b"), at(23, "c"), at(21, "a", section=2)]
    assert [kind for kind, *_ in changes(links, old, elsewhere)] == ["same", "same", "moved"]


def between(made: History) -> tuple[ParagraphChange, ...]:
    return paragraph_changes(made.steps, made.versions[0], made.versions[-1])


@given(histories(steps=3))
def test_every_paragraph_of_both_ends_is_told_exactly_once(made: History) -> None:
    found = between(made)
    assert Counter(id for change in found for id in change.old) == Counter(
        each.id for each in made.versions[0]
    )
    assert Counter(id for change in found for id in change.new) == Counter(
        each.id for each in made.versions[-1]
    )


@given(histories(steps=3))
def test_the_kind_fits_the_number_of_paragraphs(made: History) -> None:
    shapes = {
        ChangeKind.SPLIT: (1, 2), ChangeKind.MERGED: (2, 1), ChangeKind.REGROUPED: (2, 2),
        ChangeKind.REMOVED: (1, 0), ChangeKind.ADDED: (0, 1),
    }  # fmt: skip
    for change in between(made):
        shape = min(len(change.old), 2), min(len(change.new), 2)
        assert shape == shapes.get(change.kind, (1, 1)), change


@given(histories(steps=3))
def test_the_same_reads_the_same_and_the_reworded_does_not(made: History) -> None:
    texts = {each.id: each.text for version in made.versions for each in version}
    for change in between(made):
        if change.kind in (ChangeKind.SAME, ChangeKind.REWORDED):
            alike = texts[change.old[0]] == texts[change.new[0]]
            assert alike == (change.kind is ChangeKind.SAME), change


@given(histories(steps=3))
def test_it_does_not_matter_which_steps_are_put_together_first(made: History) -> None:
    first, second, third = made.steps
    one = compose(compose(first, second), third)
    assert set(one) == set(compose(first, compose(second, third)))


@given(histories(steps=2))
def test_a_version_that_changes_nothing_is_as_if_it_had_not_been(made: History) -> None:
    again = [replace(each, id=each.id + 1000) for each in made.versions[-1]]
    nothing = [LinkedPair.of(each.id, each.id + 1000, SAME) for each in made.versions[-1]]
    found = paragraph_changes([*made.steps, nothing], made.versions[0], again)
    plain = [replace(change, new=tuple(id - 1000 for id in change.new)) for change in found]
    assert tuple(plain) == between(made)


@given(histories(steps=2))
def test_back_in_time_it_is_the_same_the_other_way_round(made: History) -> None:
    # Of two that were moved twice and changed places, either may be the one that stands elsewhere now.
    assume(all(pair.moves < 2 for pair in compose(*made.steps)))
    back = [
        [replace(pair, old=pair.new, new=pair.old) for pair in step]
        for step in reversed(made.steps)
    ]
    found = paragraph_changes(back, made.versions[-1], made.versions[0])
    there = Counter(
        (TURNED[change.kind], frozenset(change.new), frozenset(change.old)) for change in found
    )
    assert there == Counter(
        (change.kind, frozenset(change.old), frozenset(change.new)) for change in between(made)
    )
