"""Several approved steps made into one: by example, and by what must hold of every history."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import assume, given

from consult.lineage import Fate, FateKind, LinkKind, Standing, Tie, composed, counted, fates
from tests.lineage.histories import History, histories

SAME, REWORDED, MOVED = LinkKind.SAME, LinkKind.REWORDED, LinkKind.MOVED
SPLIT, MERGED = LinkKind.SPLIT, LinkKind.MERGED
TURNED = {
    **{kind: kind for kind in FateKind},
    **{FateKind.SPLIT: FateKind.MERGED, FateKind.MERGED: FateKind.SPLIT},
    **{FateKind.ADDED: FateKind.REMOVED, FateKind.REMOVED: FateKind.ADDED},
}


def at(id: int, text: str = "", section: int = 1) -> Standing:
    return Standing(id, section, text or f"Ord {id}.")


def steps(*links: list[tuple[int, int, LinkKind]]) -> list[list[Tie]]:
    return [[Tie.of(*each) for each in step] for step in links]


def told(
    links: list[list[Tie]], old: list[Standing], new: list[Standing]
) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(str(fate.kind), fate.old, fate.new) for fate in fates(links, old, new)]


def test_one_step_is_told_as_it_was_approved() -> None:
    links = [
        (1, 11, SAME), (2, 12, REWORDED), (3, 13, SPLIT), (3, 14, SPLIT), (4, 15, MERGED),
        (5, 15, MERGED), (6, 10, MOVED),
    ]  # fmt: skip
    old = [at(1, "a"), *map(at, range(2, 8))]
    new = [at(10), at(11, "a"), *map(at, range(12, 17))]
    assert told(steps(links), old, new) == [
        ("moved", (6,), (10,)), ("same", (1,), (11,)), ("reworded", (2,), (12,)),
        ("split", (3,), (13, 14)), ("merged", (4, 5), (15,)), ("added", (), (16,)),
        ("removed", (7,), ()),
    ]  # fmt: skip


def test_a_paragraph_reworded_in_any_step_is_reworded() -> None:
    for kinds in ((SAME, REWORDED), (REWORDED, SAME), (REWORDED, REWORDED)):
        links = steps([(1, 2, kinds[0])], [(2, 3, kinds[1])])
        assert told(links, [at(1)], [at(3)]) == [("reworded", (1,), (3,))]


def test_one_reworded_and_put_back_is_the_same() -> None:
    links = steps([(1, 2, REWORDED)], [(2, 3, REWORDED)])
    assert told(links, [at(1, "Som det var.")], [at(3, "Som det\nvar.")]) == [("same", (1,), (3,))]


def test_one_that_was_moved_and_reworded_is_reworded_and_known_to_have_moved() -> None:
    links = steps([(1, 2, MOVED)], [(2, 3, REWORDED)])
    assert fates(links, [at(1)], [at(3)]) == (Fate(FateKind.REWORDED, (1,), (3,), moved=True),)


def test_one_that_was_moved_with_a_word_changed_is_moved() -> None:
    assert fates(steps([(1, 2, MOVED)]), [at(1)], [at(2)]) == (
        Fate(FateKind.MOVED, (1,), (2,), moved=True),
    )


def test_what_was_removed_on_the_way_is_removed_and_what_came_and_went_is_not_told() -> None:
    links = steps([(1, 11, SAME)], [(12, 22, SAME)])
    assert told(links, [at(1)], [at(22)]) == [("added", (), (22,)), ("removed", (1,), ())]
    assert told(steps([(1, 11, SAME)], []), [], []) == []


def test_two_that_were_merged_and_parted_again_are_themselves() -> None:
    links = steps([(1, 5, MERGED), (2, 5, MERGED)], [(5, 8, SPLIT), (5, 9, SPLIT)])
    old, new = [at(1, "Et."), at(2, "To.")], [at(8, "Et."), at(9, "To!")]
    assert told(links, old, new) == [("same", (1,), (8,)), ("reworded", (2,), (9,))]


def test_what_is_left_of_a_merge_is_itself_and_the_other_was_removed() -> None:
    links = steps([(1, 5, MERGED), (2, 5, MERGED)], [(5, 8, REWORDED)])
    old = [at(1, "Et."), at(2, "To.")]
    assert told(links, old, [at(8, "Et.")]) == [("same", (1,), (8,)), ("removed", (2,), ())]
    assert told(links, old, [at(8, "Noget tredje.")]) == [("merged", (1, 2), (8,))]


def test_a_merge_that_a_person_approved_stands_whatever_the_words() -> None:
    links = steps([(1, 5, MERGED), (2, 5, MERGED)])
    assert told(links, [at(1, "Et."), at(2, "To.")], [at(5, "Et.")]) == [("merged", (1, 2), (5,))]


def test_parts_that_were_put_together_with_others_are_regrouped() -> None:
    links = steps(
        [(1, 11, SPLIT), (1, 12, SPLIT), (2, 13, SAME)],
        [(11, 21, SAME), (12, 22, MERGED), (13, 22, MERGED)],
    )
    assert told(links, [at(1), at(2)], [at(21), at(22)]) == [("regrouped", (1, 2), (21, 22))]


def test_a_split_that_lost_all_but_one_part_is_a_rewording() -> None:
    links = steps([(1, 11, SPLIT), (1, 12, SPLIT)], [(12, 22, SAME)])
    assert told(links, [at(1)], [at(22)]) == [("reworded", (1,), (22,))]


def test_one_that_was_moved_away_and_back_has_not_moved() -> None:
    links = steps(
        [(1, 11, MOVED), (2, 12, SAME), (3, 13, SAME)],
        [(11, 21, MOVED), (12, 22, SAME), (13, 23, SAME)],
    )
    old = [at(1, "a"), at(2, "b"), at(3, "c")]
    back = [at(21, "a"), at(22, "b"), at(23, "c")]
    assert [kind for kind, *_ in told(links, old, back)] == ["same"] * 3
    elsewhere = [at(22, "b"), at(23, "c"), at(21, "a", section=2)]
    assert [kind for kind, *_ in told(links, old, elsewhere)] == ["same", "same", "moved"]


def test_kinds_are_counted_in_their_order_and_none_is_not_counted() -> None:
    links = steps([(1, 11, SAME), (2, 12, SAME)])
    found = fates(links, [at(3), at(1), at(2)], [at(11, "Ord 1."), at(12, "Ord 2.")])
    assert list(counted(found).items()) == [(FateKind.SAME, 2), (FateKind.REMOVED, 1)]


def between(made: History) -> tuple[Fate, ...]:
    return fates(made.steps, made.versions[0], made.versions[-1])


@given(histories(steps=3))
def test_every_paragraph_of_both_ends_is_told_exactly_once(made: History) -> None:
    found = between(made)
    assert Counter(id for fate in found for id in fate.old) == Counter(
        each.id for each in made.versions[0]
    )
    assert Counter(id for fate in found for id in fate.new) == Counter(
        each.id for each in made.versions[-1]
    )


@given(histories(steps=3))
def test_the_kind_fits_the_number_of_paragraphs(made: History) -> None:
    shapes = {
        FateKind.SPLIT: (1, 2), FateKind.MERGED: (2, 1), FateKind.REGROUPED: (2, 2),
        FateKind.REMOVED: (1, 0), FateKind.ADDED: (0, 1),
    }  # fmt: skip
    for fate in between(made):
        shape = min(len(fate.old), 2), min(len(fate.new), 2)
        assert shape == shapes.get(fate.kind, (1, 1)), fate


@given(histories(steps=3))
def test_the_same_reads_the_same_and_the_reworded_does_not(made: History) -> None:
    texts = {each.id: each.text for version in made.versions for each in version}
    for fate in between(made):
        if fate.kind in (FateKind.SAME, FateKind.REWORDED):
            alike = texts[fate.old[0]] == texts[fate.new[0]]
            assert alike == (fate.kind is FateKind.SAME), fate


@given(histories(steps=3))
def test_it_does_not_matter_which_steps_are_put_together_first(made: History) -> None:
    first, second, third = made.steps
    one = composed(composed(first, second), third)
    assert set(one) == set(composed(first, composed(second, third)))


@given(histories(steps=2))
def test_a_version_that_changes_nothing_is_as_if_it_had_not_been(made: History) -> None:
    again = [replace(each, id=each.id + 1000) for each in made.versions[-1]]
    nothing = [Tie.of(each.id, each.id + 1000, SAME) for each in made.versions[-1]]
    found = fates([*made.steps, nothing], made.versions[0], again)
    plain = [replace(fate, new=tuple(id - 1000 for id in fate.new)) for fate in found]
    assert tuple(plain) == between(made)


@given(histories(steps=2))
def test_back_in_time_it_is_the_same_the_other_way_round(made: History) -> None:
    # Of two that were moved twice and changed places, either may be the one that stands elsewhere now.
    assume(all(tie.moves < 2 for tie in composed(*made.steps)))
    back = [
        [replace(tie, old=tie.new, new=tie.old) for tie in step] for step in reversed(made.steps)
    ]
    found = fates(back, made.versions[-1], made.versions[0])
    there = Counter((TURNED[fate.kind], frozenset(fate.new), frozenset(fate.old)) for fate in found)
    assert there == Counter(
        (fate.kind, frozenset(fate.old), frozenset(fate.new)) for fate in between(made)
    )
