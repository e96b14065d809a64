from pathlib import Path
from typing import Literal

import pytest

from consult.importing import Draft, ParagraphDraft, read_draft

LONG = "Vi vil plante mange flere træer i alle byens gader og på alle byens pladser"


def read(
    folder: Path, text: str, empty_links: Literal["insertion", "link", "text"] | None = None
) -> Draft:
    path = folder / "udkast.txt"
    path.write_text(text, encoding="utf-8")
    return read_draft(path, empty_links=empty_links)


def paragraphs(draft: Draft) -> list[ParagraphDraft]:
    return [p for section in draft.sections for p in section.paragraphs]


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


@pytest.mark.parametrize(
    ("choice", "change", "code"),
    [
        ("insertion", "insertion", None),
        ("link", None, "link-target-lost"),
        ("text", None, None),
        (None, None, "empty-link"),
    ],
)
def test_an_empty_link_is_what_the_editor_says_it_is(
    tmp_path: Path,
    choice: Literal["insertion", "link", "text"] | None,
    change: str | None,
    code: str | None,
) -> None:
    draft = read(tmp_path, "# Mål\n\n[Vi planter træer.](#)\n", choice)
    [found] = paragraphs(draft)
    assert found.text == "Vi planter træer."
    assert [run.change for run in found.runs] == [change]
    warned = {"empty-link", "link-target-lost"} & set(codes(draft))
    assert warned == ({code} if code else set())


def test_deletions_bold_emphasis_and_links_are_read(tmp_path: Path) -> None:
    line = "Vi ~~fælder~~ **planter** *mange* [træer](https://example.org/) 2 * 3 * 4."
    [found] = paragraphs(read(tmp_path, f"# Mål\n\n{line}\n"))
    assert found.text == "Vi planter mange træer 2 * 3 * 4."
    marked = [(r.text, r.change, r.strong, r.emphasis, r.href) for r in found.runs]
    assert ("fælder", "deletion", False, False, None) in marked
    assert ("planter", None, True, False, None) in marked
    assert ("mange", None, False, True, None) in marked
    assert ("træer", None, False, False, "https://example.org/") in marked


def test_a_paragraph_cut_by_a_page_is_joined_with_one_insertion(tmp_path: Path) -> None:
    draft = read(tmp_path, f"# Mål\n\n[{LONG}](#)\n\n[og parker.](#)\n", "insertion")
    [found] = paragraphs(draft)
    assert [(run.text, run.change) for run in found.runs] == [(f"{LONG} og parker.", "insertion")]
    assert "page-break-joined" in codes(draft)


@pytest.mark.parametrize(
    "second",
    ["Samtidig arbejder vi.", "- et nyt punkt", "# ny overskrift"],
    ids=["capital", "item", "heading"],
)
def test_what_begins_anew_is_never_joined(tmp_path: Path, second: str) -> None:
    draft = read(tmp_path, f"# Mål\n\n- {LONG}\n\n{second}\n\nSlut på teksten.\n")
    assert paragraphs(draft)[0].text == LONG
    assert "page-break-joined" not in codes(draft)


def test_a_small_letter_after_a_full_stop_is_a_doubt_and_not_a_join(tmp_path: Path) -> None:
    draft = read(tmp_path, f"# Mål\n\n{LONG}.\n\nved stationen.\n")
    assert len(paragraphs(draft)) == 2
    assert "possible-split" in codes(draft)


def test_an_abbreviation_ends_no_sentence(tmp_path: Path) -> None:
    draft = read(tmp_path, f"# Mål\n\n{LONG}, bl.a.\n\nved stationen.\n")
    [found] = paragraphs(draft)
    assert found.text.endswith("bl.a. ved stationen.")
    assert "page-break-joined" in codes(draft)


def test_headings_without_marks_come_from_the_contents_page_and_from_recurring(
    tmp_path: Path,
) -> None:
    contents = "Træpolitik\n\nIndhold\n\nForord.....\t1\nMål\t2\n1 Gader\t2\n2 Parker....\t3\n\n"
    areas = "".join(
        f"{area}\n\nStatus\n\n{LONG}.\n\nPlaner\n\n- {LONG}.\n\n"
        for area in ("1 Gader", "2 Parker")
    )
    draft = read(tmp_path, f"{contents}Forord - Til byen\n\n{LONG}.\n\nMål\n\n{areas}")
    assert draft.title == "Træpolitik"
    assert [(s.path, s.number, s.title) for s in draft.sections] == [
        ("1", None, "Forord - Til byen"),
        ("2", None, "Mål"),
        ("2/1", "1", "Gader"),
        ("2/1/1", None, "Status"),
        ("2/1/2", None, "Planer"),
        ("2/2", "2", "Parker"),
        ("2/2/1", None, "Status"),
        ("2/2/2", None, "Planer"),
    ]
    assert codes(draft).count("heading-recurs") == 4


def test_a_number_that_lost_half_its_bold_gets_it_back(tmp_path: Path) -> None:
    [found] = paragraphs(read(tmp_path, "# Mål\n\n- 1** Plante træer.\n"))
    assert (found.kind, found.text, found.runs[0].strong) == ("item", "1 Plante træer.", True)


def test_old_windows_letters_and_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("# Mål\r\n\r\nBlå træer på øen.\r\n".encode("cp1252"))
    assert [p.text for p in paragraphs(read_draft(path))] == ["Blå træer på øen."]


@pytest.mark.parametrize("piece", ["[*~", "**a ", "~~a", "[a](", "*a", "ord "])
def test_one_endless_line_is_read(tmp_path: Path, piece: str) -> None:
    line = piece * 100_000
    [found] = paragraphs(read(tmp_path, f"# Mål\n\n{line} slut.\n"))
    assert found.text.endswith("slut.")


def test_many_short_lines_are_read(tmp_path: Path) -> None:
    draft = read(tmp_path, "Kort linje.\n\n" * 5_000 + "Kort\n\n" * 5_000)
    assert sum(len(section.paragraphs) for section in draft.sections) > 1_000


def test_lines_that_all_begin_small_are_not_one_paragraph(tmp_path: Path) -> None:
    line = "og mange flere træer i alle byens gader og på alle byens pladser og torve"
    # Longer than the lines of a text broken into lines: each is a paragraph of its own.
    found = paragraphs(read(tmp_path, f"# Mål\n\n{LONG}\n\n" + f"{line} {line}\n\n" * 40))
    assert 1 < len(found) < 41
