"""What screening found is marked where it stands, and every letter of the text comes through."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from moderation.finding_highlights import HighlightedPiece, bracketed, highlighted


@dataclass
class Found:
    rule: str
    start: int
    end: int
    confidence: str = "high"


def test_findings_are_marked_by_their_rule_and_doubt_is_said() -> None:
    found = [Found("phone", 5, 7, "low"), Found("cpr", 0, 2)]
    assert highlighted("12 ab 34 cd", found) == [
        HighlightedPiece("12", ("cpr",)), HighlightedPiece(" ab"), HighlightedPiece(" 3", ("phone?",)), HighlightedPiece("4 cd"),
    ]  # fmt: skip


def test_findings_that_overlap_are_one_piece() -> None:
    found = [Found("cpr", 0, 4), Found("email", 2, 6), Found("phone", 8, 9)]
    assert highlighted("0123456789", found)[0] == HighlightedPiece("012345", ("cpr", "email"))
    assert bracketed("0123456789", found) == "[[012345]]67[[8]]9"


def test_brackets_a_person_has_put_stay_and_win() -> None:
    found = [Found("cpr", 0, 4), Found("phone", 6, 8)]
    assert bracketed("0123456789", found, "01[[234|abuse]]56789") == "01[[234|abuse]]5[[67]]89"


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=6),
)
def test_no_letter_is_lost_or_doubled_wherever_rules_point(
    text: str, spans: list[tuple[int, int]]
) -> None:
    cut = highlighted(text, [Found("cpr", start, end) for start, end in spans])
    assert "".join(piece.text for piece in cut) == text
