"""Marks in brackets: what they hide, what is refused, and that writing and reading agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import redaction_marks
from moderation.redaction_marks import MarksUnreadable, Span, mark, public_text, read_marks

ORIGINAL = "Min nabo Prøve Prøvesen\nbor i nr. 7 [sic]."


def test_marked_words_become_spans_of_the_original() -> None:
    marked = "Min nabo [[Prøve Prøvesen|third-party]]\nbor i [[nr. 7]] [sic]."
    spans = read_marks(ORIGINAL, marked)
    assert spans == [Span(9, 23, "third-party"), Span(30, 35)]
    assert [ORIGINAL[s.start : s.end] for s in spans] == ["Prøve Prøvesen", "nr. 7"]


def test_a_copy_without_marks_hides_nothing() -> None:
    assert read_marks(ORIGINAL, ORIGINAL) == []
    assert read_marks("", "") == []


def test_a_browsers_line_endings_make_no_difference_and_places_stay_exact() -> None:
    crlf = ORIGINAL.replace("\n", "\r\n")
    marked = "Min nabo Prøve Prøvesen\nbor i [[nr. 7]] [sic]."
    assert read_marks(ORIGINAL, marked.replace("\n", "\r\n")) == [Span(30, 35)]
    assert read_marks(crlf, marked) == [Span(31, 36)]
    assert read_marks(crlf, marked.replace("\n", "\r\n")) == [Span(31, 36)]
    across = "Min nabo Prøve [[Prøvesen\r\nbor]] i nr. 7 [sic]."
    assert read_marks(ORIGINAL, across) == [Span(15, 27)]
    assert read_marks(crlf, across) == [Span(15, 28)]


@pytest.mark.parametrize(
    ("marked", "problem", "line"),
    [
        ("Min [[nabo [[Prøve]] Prøvesen]]\nbor i nr. 7 [sic].", redaction_marks.NESTED, 1),
        ("Min nabo Prøve Prøvesen\nbor i nr. 7]] [sic].", redaction_marks.UNOPENED, 2),
        ("Min nabo [[Prøve Prøvesen\nbor i nr. 7 [sic].", redaction_marks.UNCLOSED, 1),
        ("Min nabo [[]]Prøve Prøvesen\nbor i nr. 7 [sic].", redaction_marks.EMPTY, 1),
        ("Min nabo Prøve Prøvesen\nbor i [[nr. 7|]] [sic].", redaction_marks.REASON_UNKNOWN, 2),
        (
            "Min nabo Prøve Prøvesen\nbor i [[nr. 7|no way]] [sic].",
            redaction_marks.REASON_UNKNOWN,
            2,
        ),
        ("Min nabo Prøve Prøvesen\nbor i [[nr. 7|a|b]] [sic].", redaction_marks.REASON_UNKNOWN, 2),
        ("Min nabo Prøve Prøvesen\nbor i [[nr. 8]] [sic].", redaction_marks.CHANGED, 2),
        ("Min nabo Prøve Prøvesen\nbor i [[nr. 7]] [sic]", redaction_marks.CHANGED, 2),
        ("Min nabo Prøve Prøvesen\nbor i [[nr. 7]] [sic]. ", redaction_marks.CHANGED, 2),
    ],
)
def test_a_copy_that_cannot_be_read_says_what_is_wrong_and_in_which_line(
    marked: str, problem: str, line: int
) -> None:
    with pytest.raises(MarksUnreadable) as caught:
        read_marks(ORIGINAL, marked)
    assert caught.value.message == problem
    assert caught.value.values["line"] == line
    assert "%(" not in str(caught.value)


def test_a_changed_word_is_shown_as_it_was_and_as_it_is() -> None:
    with pytest.raises(MarksUnreadable) as caught:
        read_marks("Vi er 12 naboer", "Vi er 13 [[naboer]]")
    assert "12 naboer" in str(caught.value)
    assert "13 naboer" in str(caught.value)


def test_only_the_consultations_own_reasons_are_taken() -> None:
    known = ["third-party", "health"]
    assert read_marks("a b", "[[a|health]] b", known) == [Span(0, 1, "health")]
    assert read_marks("a b", "[[a| health ]] b", known)[0].reason == "health"
    with pytest.raises(MarksUnreadable) as caught:
        read_marks("a b", "[[a|helth]] b", known)
    assert caught.value.values["near"] == "helth"
    assert "third-party, health" in str(caught.value), "the moderator is told what may stand there"


def test_a_text_with_double_brackets_of_its_own_is_shown_with_backslashes() -> None:
    original = "Se [[bilag|1]] og C:\\mappe [x]"
    assert mark(original, []) == "Se \\[\\[bilag|1\\]\\] og C:\\mappe [x]"
    assert read_marks(original, mark(original, [])) == []
    with pytest.raises(MarksUnreadable):
        read_marks(original, original)


def test_brackets_round_a_bracketed_word_hide_its_brackets_too() -> None:
    assert read_marks("a [x] b", "a [[[x]]] b") == [Span(2, 5)]


def test_the_public_text_says_why_where_the_words_stood() -> None:
    words = {"third-party": "en tredje person", None: "uden grund"}
    spans = [Span(30, 35), Span(9, 23, "third-party")]
    shown = public_text(ORIGINAL, spans, lambda reason: f"[udeladt: {words[reason]}]")
    assert shown == ("Min nabo [udeladt: en tredje person]\nbor i [udeladt: uden grund] [sic].")


@pytest.mark.parametrize(
    "spans",
    [
        [Span(3, 3)],
        [Span(5, 4)],
        [Span(-1, 2)],
        [Span(0, 99)],
        [Span(0, 3), Span(2, 4)],
        [Span(0, 2)],
        [Span(2, 4)],
    ],
)
def test_spans_that_make_no_sense_are_refused(spans: list[Span]) -> None:
    text = "a\r\nbcdef"
    with pytest.raises(ValueError):
        mark(text, spans)
    with pytest.raises(ValueError):
        public_text(text, spans, str)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    pieces = st.text(st.sampled_from("ab[]|\\\n æ🍎"), max_size=8)
    text, spans = draw(pieces), []
    for _ in range(draw(st.integers(0, 4))):
        words = draw(pieces.filter(bool))
        reason = draw(st.sampled_from([None, "third-party", "health"]))
        spans.append(Span(len(text), len(text) + len(words), reason))
        text += words + draw(pieces)
    return text, spans


@given(texts_with_spans())
def test_what_was_marked_is_read_back(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    assert read_marks(text, mark(text, spans)) == spans
    assert read_marks(text, mark(text, spans[::-1])) == spans


@given(texts_with_spans())
def test_line_endings_of_either_kind_are_read_back(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    crlf = text.replace("\n", "\r\n")
    moved = [
        Span(s.start + text.count("\n", 0, s.start), s.end + text.count("\n", 0, s.end), s.reason)
        for s in spans
    ]
    assert mark(crlf, moved) == mark(text, spans).replace("\n", "\r\n")
    assert read_marks(crlf, mark(crlf, moved)) == moved
    assert read_marks(crlf, mark(text, spans)) == moved
    assert read_marks(text, mark(crlf, moved)) == spans


@given(texts_with_spans())
def test_nothing_hidden_is_left_and_nothing_else_is_lost(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    shown = public_text(text, spans, lambda _reason: "\x00")
    kept = shown.split("\x00")
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    assert kept == [text[end:start] for end, start in zip(ends, starts, strict=True)]


@given(
    st.text(st.sampled_from("ab[]|\\\n"), max_size=30),
    st.text(st.sampled_from("ab[]|\\\n"), max_size=30),
)
def test_any_copy_is_read_or_refused_and_never_hides_words_that_are_not_there(
    original: str, marked: str
) -> None:
    try:
        spans = read_marks(original, marked)
    except MarksUnreadable:
        return
    assert read_marks(original, mark(original, spans)) == spans
