"""The real revision: a chapter as it was and as it became, in files of different making."""

from __future__ import annotations

from pathlib import Path

from consult.importing import read_draft
from consult.lineage import Link, LinkKind, Passage, diff_words, match, passages_of


def passages(folder: Path, number: str) -> tuple[Passage, ...]:
    (file,) = folder.glob(f"{number}_*.txt")
    return passages_of(read_draft(file, empty_links="link"), f"{number}-")


def beginnings(link: Link, texts: dict[str, str]) -> tuple[str, str]:
    return texts[link.old[0]][:25], texts[link.new[0]][:25]


def test_the_four_paragraphs_of_the_old_chapter_are_found_among_the_seven_of_the_new(
    shared_drafts: Path,
) -> None:
    old, new = passages(shared_drafts, "002"), passages(shared_drafts, "000")
    mapping = match(old, new)
    texts = {one.id: one.text for one in (*old, *new)}
    assert [beginnings(link, texts) for link in mapping.links] == [
        ("Socialforvaltningen tager", "Socialforvaltningen tager"),
        ("Undersøgelser indikerer, ", "Undersøgelser indikerer, "),
        ("Etnisk Konsulentteam tilb", "Etnisk Konsulentteam tilb"),
        ("Forældrekompetenceundersø", "Pr. 1. maj 2025 er der op"),
    ]
    assert {link.kind for link in mapping.links} == {LinkKind.REWORDED}
    assert mapping.removed == ()
    assert [texts[one][:20] for one in mapping.added] == [
        "Socialudvalget modta",
        "Ved Budget 2026 blev",
        "Forvaltningen støtte",
    ]
    scores = [link.score for link in mapping.links]
    assert scores[1] > 0.9 > scores[0], "sure of the paragraph that stayed, not of the rewritten"
    assert scores[2] > 0.9 > scores[3]


def test_lines_and_a_word_cut_by_layout_are_no_difference_in_the_paragraph_that_stayed(
    shared_drafts: Path,
) -> None:
    old, new = passages(shared_drafts, "002")[1], passages(shared_drafts, "000")[1]
    found = diff_words(old.text, new.text)
    gone = "".join(run.text for run in found if run.change == "deleted")
    assert "bolig" not in gone
    assert "inuit- og" in gone
    assert sum(run.change != "same" for run in found) <= 10


def test_the_text_file_and_the_word_file_of_one_draft_are_the_same_throughout(
    shared_drafts: Path,
) -> None:
    (text,) = shared_drafts.glob("003_*.txt")
    old = passages_of(read_draft(text, empty_links="insertion"), "text-")
    new = passages_of(read_draft(shared_drafts / "politik-2027-2030.docx"), "word-")
    mapping = match(old, new)
    assert {link.kind for link in mapping.links} == {LinkKind.SAME}
    assert (mapping.removed, mapping.added) == ((), ())
    assert len(mapping.links) > 150
