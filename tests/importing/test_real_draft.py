"""The real draft and its Word twin, wherever their folder lies beside the checkout."""

import os
from pathlib import Path
from typing import Any

import pytest

from consult.importing import Draft, as_json, read_draft
from consult.importing.archive import Archive
from consult.importing.completeness import DraftLetters, body_paragraphs, letters, paragraphs_in

_BESIDE = Path(__file__).parents[3] / "shared" / "drafts"
DRAFTS = Path(os.environ.get("CONSULT_SHARED_DRAFTS", _BESIDE))
WORD = DRAFTS / "politik-2027-2030.docx"
TEXT = next(iter(sorted(DRAFTS.glob("003_*.txt"))), DRAFTS / "003.txt")

pytestmark = pytest.mark.skipif(
    not (WORD.exists() and TEXT.exists()),
    reason=f"the real drafts are not in {DRAFTS}; set CONSULT_SHARED_DRAFTS to their folder",
)

TRIO = ["Situationen i København", "Det gør vi allerede", "Det vil vi arbejde for fremadrettet"]
AREAS = [
    ("1", "Beskæftigelse og medborgerskab"),
    ("2", "By og bolig"),
    ("3", "Børn og unge"),
    ("4", "Kultur og fritid"),
    ("5", "Socialområdet"),
    ("6", "Sundhed og omsorg"),
]


@pytest.fixture(scope="module")
def word() -> Draft:
    return read_draft(WORD)


@pytest.fixture(scope="module")
def text() -> Draft:
    return read_draft(TEXT, empty_links="insertion")


def changes(draft: Draft) -> list[tuple[str, str]]:
    """(change, words) of every changed run and heading, in document order."""
    found = []
    for section in as_json(draft)["sections"]:
        if section["change"]:
            found.append((section["change"], section["title"]))
        for paragraph in section["paragraphs"]:
            found += [(r["change"], r["text"]) for r in paragraph["runs"] if r["change"]]
    return found


def lines_with(draft: Draft, code: str) -> set[str]:
    return {w.where.removeprefix("line ") for w in draft.warnings if w.code == code}


def test_the_word_file_has_its_title_and_six_areas_with_three_chapters_each(word: Draft) -> None:
    assert word.title == "Københavns Kommunes Integrations- og medborgerskabspolitik 2027-2030"
    areas = [section for section in word.sections if section.number]
    assert [(area.number, area.title) for area in areas] == AREAS
    for area in areas:
        below = [s.title for s in word.sections if s.path.rpartition("/")[0] == area.path]
        assert below == TRIO
    assert [s.title for s in word.sections if s.level == 1] == [
        "Forord - Sammen om København",
        "Indledning",
        "Pejlemærker for integration og medborgerskab",
        "Udfordringer og visioner på 6 centrale områder",
    ]


def test_identical_titles_have_different_paths(word: Draft) -> None:
    paths = [section.path for section in word.sections]
    assert len(set(paths)) == len(paths)


def test_the_word_file_has_eleven_insertions_and_one_deletion(word: Draft) -> None:
    found = changes(word)
    assert [change for change, _ in found].count("insertion") == 11
    assert [words for change, words in found if change == "deletion"] == [
        "eller problemer med helbredsmestring."
    ]
    assert [s.title for s in word.sections if s.change] == [
        "Begreber i Integrations- og medborgerskabspolitikken"
    ]


def test_no_letter_of_the_word_file_is_lost_doubled_or_moved(word: Draft) -> None:
    archive = Archive(WORD.read_bytes(), "word/document.xml")
    raw = "".join(paragraphs_in(archive, "word/document.xml"))
    assert DraftLetters.of(word, []).letters == letters(raw)
    assert letters("".join(body_paragraphs(archive))) == letters(raw)
    assert len(letters(raw)) > 50_000


def test_the_word_file_gives_no_warning_but_a_skipped_level_and_two_fused_words(
    word: Draft,
) -> None:
    assert [(w.code, w.where) for w in word.warnings] == [
        ("heading-level-skipped", "2/1"),
        ("words-run-together", "4/1/2/6"),
    ]


def test_text_and_word_file_give_the_same_draft(word: Draft, text: Draft) -> None:
    def bare(draft: Draft) -> dict[str, Any]:
        return as_json(draft) | {"warnings": []}

    assert bare(text) == bare(word)


def test_the_text_joins_exactly_the_paragraphs_cut_by_a_page(text: Draft) -> None:
    cut = {"26", "50", "74", "108", "160", "349", "381", "399"}
    assert lines_with(text, "page-break-joined") == cut
    assert lines_with(text, "possible-split") == set()


def test_watermarks_and_the_contents_page_are_left_out_with_a_warning(text: Draft) -> None:
    assert lines_with(text, "watermark-left-out") == {"189", "355", "479"}
    assert lines_with(text, "contents-left-out") == {"5"}
    assert lines_with(text, "contents-title-differs") == {"18"}
    words = " ".join(p.text for s in text.sections for p in s.paragraphs)
    assert "UDKAST" not in words


def test_the_signature_is_text_and_the_heading_with_a_full_stop_a_heading(text: Draft) -> None:
    assert lines_with(text, "short-line-kept") == {"34", "36"}
    assert lines_with(text, "heading-with-full-stop") == {"531"}
    assert lines_with(text, "heading-without-text") == {"207"}


def test_words_of_text_recognition_are_kept_and_reported(text: Draft) -> None:
    known = {"118", "152", "260", "262", "267", "306", "361", "371", "387", "409", "410", "411"}
    assert lines_with(text, "possible-misreading") == {*known, "418"}
    assert lines_with(text, "words-run-together") == {"140"}
    assert lines_with(text, "deletion-maybe-lost") == {"40", "84", "86", "152"}
    assert any("læsegælde" in p.text for s in text.sections for p in s.paragraphs)


def test_unasked_the_twelve_empty_links_stay_as_words_and_warn() -> None:
    draft = read_draft(TEXT)
    assert sum(warning.code == "empty-link" for warning in draft.warnings) == 12
    assert [change for change, _ in changes(draft)] == ["deletion"]
    words = " ".join(p.text for s in draft.sections for p in s.paragraphs)
    assert "overordnede samlede" in words
    assert "](#)" not in words
