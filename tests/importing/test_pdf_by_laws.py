"""By-laws and names in PDF files: numbers that are cited, lines that begin with a name, addresses."""

from pathlib import Path

from consult.importing import Draft, read_draft
from consult.importing.line import Line
from consult.importing.wrapped_text.hyphenation import Words, mended, unwrapped
from tests.importing.pdf_files import PdfLine, pdf_file


def words(draft: Draft) -> list[str]:
    return [one.text for section in draft.sections for one in section.paragraphs]


def joined(*lines: str) -> str:
    text, _ = unwrapped([Line(line, "") for line in lines], Words.of(lines))
    return mended(text, Words.of(lines))[0]


def test_an_address_keeps_its_hyphens_at_a_lines_end_and_words_lose_theirs() -> None:
    assert joined(
        "Se https://a.example/klima-", "og-energi/handle-plan-for-", "trafik og kom-", "munen."
    ) == ("Se https://a.example/klima-og-energi/handle-plan-for-trafik og kommunen.")
    assert joined("Se www.a.example/plan/", "del-to.") == "Se www.a.example/plan/del-to."
    assert joined("Skriv til by-", "raad@a.example nu.").endswith("nu.")
    assert joined("Se https://a.example/plan/", "Kommunen svarer.") == (
        "Se https://a.example/plan/ Kommunen svarer."
    )


def test_a_very_long_address_is_looked_at_once() -> None:
    assert len(joined(*["https://a.example/" + "x-" * 20, *["y-" * 40] * 2_000])) > 100_000


def test_a_number_that_a_sentence_ends_with_is_no_list_marker(tmp_path: Path) -> None:
    lines: list[PdfLine] = []
    for number in (1, 2, 3):
        lines += [f"Stk. {number}. Det gælder i sag 1.2.{number}.", None]
        lines += [f"Der henvises til reglen i § {number}.", None]
    draft = read_draft(pdf_file(tmp_path / "a.pdf", ["Regler", None, *lines]))
    assert words(draft) == [
        f"Stk. {n}. Det gælder i sag 1.2.{n}. Der henvises til reglen i § {n}." for n in (1, 2, 3)
    ]
    assert "number-moved" not in [w.code for w in draft.warnings]


def test_lines_that_differ_by_numbers_of_the_text_are_no_page_headers(tmp_path: Path) -> None:
    pages: list[list[PdfLine]] = [
        [
            f"Kapitel {chapter}",
            None,
            f"Havnen har regel {chapter} for alle både.",
            None,
            f"Side {page}",
        ]
        for page, chapter in enumerate((1, 4, 5, 9), 1)
    ]
    draft = read_draft(pdf_file(tmp_path / "a.pdf", *pages))
    text = " ".join([*words(draft), *(s.title for s in draft.sections), draft.title])
    assert all(f"Kapitel {chapter}" in text for chapter in (1, 4, 5, 9))
    assert "Side" not in text
