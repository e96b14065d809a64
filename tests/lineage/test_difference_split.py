"""The differences of splits and merges, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from consult.lineage import Difference, split_differences
from tests.lineage.texts import BUS, HARBOUR, SCHOOL

SIGNS = {"same": "{}", "inserted": "+{}+", "deleted": "-{}-"}


def shown(pieces: Sequence[Sequence[Difference]]) -> list[str]:
    return [" ".join(SIGNS[run.change].format(run.text.strip()) for run in part) for part in pieces]


def test_a_split_is_shown_as_its_parts() -> None:
    found = split_differences([f"{HARBOUR} {SCHOOL}"], [HARBOUR, SCHOOL.replace("Hver", "Enhver")])
    assert shown(found.inline) == [HARBOUR, SCHOOL.replace("Hver", "-Hver- +Enhver+")]
    assert shown(found.old) == [f"{HARBOUR} {SCHOOL}".replace("Hver", "-Hver-")]
    assert shown(found.new) == [HARBOUR, SCHOOL.replace("Hver", "+Enhver+")]


def test_a_merge_is_shown_as_the_whole_and_its_parts_on_their_side() -> None:
    found = split_differences([HARBOUR, SCHOOL], [f"{HARBOUR} {SCHOOL}"])
    assert shown(found.inline) == [f"{HARBOUR} {SCHOOL}"]
    assert shown(found.old) == [HARBOUR, SCHOOL]


def test_paragraphs_that_end_in_both_end_in_both() -> None:
    found = split_differences([HARBOUR, f"{SCHOOL} {BUS}"], [f"{HARBOUR} {SCHOOL}", BUS])
    assert shown(found.inline) == [f"{HARBOUR} {SCHOOL}", BUS]
    assert shown(found.old) == [HARBOUR, f"{SCHOOL} {BUS}"]


def test_what_was_removed_or_added_is_one_change_a_paragraph() -> None:
    assert shown(split_differences([HARBOUR], []).inline) == [f"-{HARBOUR}-"]
    assert shown(split_differences([], [HARBOUR, BUS]).inline) == [f"+{HARBOUR}+", f"+{BUS}+"]


WORDS = st.lists(
    st.sampled_from(["aa", "bb", "cc", "dd,", "ee.", "ff"]), min_size=1, max_size=6
).map(" ".join)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=3)


@given(PARAGRAPHS, PARAGRAPHS)
def test_each_side_has_its_own_words_in_its_own_paragraphs(old: list[str], new: list[str]) -> None:
    found = split_differences(old, new)
    assert ["".join(run.text for run in part).strip() for part in found.old] == old
    assert ["".join(run.text for run in part).strip() for part in found.new] == new
    after = [
        "".join(run.text for run in part if run.change != "deleted").strip()
        for part in found.inline
    ]
    assert [text.replace(" ", "") for text in after] == [text.replace(" ", "") for text in new]
    gone = [run.text for part in found.inline for run in part if run.change == "deleted"]
    assert "".join(gone).replace(" ", "") == "".join(
        run.text for part in found.old for run in part if run.change == "deleted"
    ).replace(" ", "")
