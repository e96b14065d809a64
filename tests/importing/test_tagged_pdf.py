import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from consult.importing import Draft, read_draft
from consult.importing.pandoc import program
from tests.importing.pdf_files import tagged_pdf

SAMPLE = Path(__file__).parents[2] / "consult" / "sample" / "draft.docx"


def tag(role: str, kids: str, page: int = 11) -> str:
    return f"<< /S /{role} /Pg {page} 0 R /K [{kids}] >>"


PAGES = [
    ["- Fjordby Kommune 1", "0 Havnen", "1 Vandet er rent, og vi vil gerne have det endnu", "2 1)"],
    ["- Fjordby Kommune 2", "0 renere.", "1 Badning for alle", "2 Pris", "3 10 kr."],
]
TREE = " ".join(
    [
        tag("Overskrift", "0"),
        tag("P", "1 << /MCID 0 /Pg 13 0 R >>"),
        tag("L", tag("LI", tag("Lbl", "2") + tag("LBody", tag("P", "1", 13), 13))),
        tag("Table", tag("TR", tag("TH", "2", 13) + tag("TD", "3", 13), 13), 13),
    ]
)


def read(folder: Path, tree: str = TREE, pages: list[list[str]] = PAGES) -> Draft:
    path = folder / "a.pdf"
    path.write_bytes(tagged_pdf(*pages, tree=tree, words={}))
    return read_draft(path)


def test_the_tags_say_what_is_a_heading_a_paragraph_an_item_and_a_table(tmp_path: Path) -> None:
    draft = read(tmp_path)
    assert [(s.title, s.level) for s in draft.sections] == [("Havnen", 1)]
    assert [(p.kind, p.marker, p.text) for p in draft.sections[0].paragraphs] == [
        ("paragraph", "", "Vandet er rent, og vi vil gerne have det endnu renere."),
        ("item", "1)", "Badning for alle"),
        ("table", "", "Pris\t10 kr."),
    ]


def test_headers_outside_the_tags_are_left_out_once_with_their_page(tmp_path: Path) -> None:
    said = [(w.code, w.where) for w in read(tmp_path).warnings]
    assert said == [
        ("structure-by-tags", ""),
        ("title-missing", ""),
        ("header-left-out", "page 1"),
    ]


def test_tags_that_leave_out_much_of_the_text_are_not_believed(tmp_path: Path) -> None:
    draft = read(tmp_path, tag("H1", "0"))
    assert "structure-guessed" in [w.code for w in draft.warnings]
    assert "Badning for alle" in str(draft)


def test_tags_that_lead_back_to_themselves_end(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    words = {5: "<< /S /Sect /K [6 0 R 6 0 R] >>", 6: "<< /S /Sect /K [5 0 R 7 0 R] >>"}
    words[7] = tag("H1", "0")
    body = tag("P", "1 2 << /MCID 0 /Pg 13 0 R >> << /MCID 1 /Pg 13 0 R >>")
    path.write_bytes(tagged_pdf(*PAGES, tree=f"5 0 R {body}", words=words))
    assert [s.title for s in read_draft(path).sections] == ["Havnen"]


def bare(draft: Draft) -> Counter[tuple[str, str]]:
    return Counter(
        (p.kind, p.text) for s in draft.sections for p in s.paragraphs if p.kind != "figure"
    )


def printed(source: Path, folder: Path) -> Draft:
    """What is read from a browser's print of a Word file."""
    page, pdf = folder / "a.html", folder / "a.pdf"
    command = [
        program(),
        str(source),
        "--track-changes=accept",
        "-s",
        "-M",
        "title=x",
        "-o",
        str(page),
    ]
    subprocess.run(command, check=True, capture_output=True)
    browser = [str(shutil.which("chromium")), "--headless", "--no-sandbox", "--disable-gpu"]
    subprocess.run([*browser, f"--print-to-pdf={pdf}", str(page)], check=True, capture_output=True)
    return read_draft(pdf)


@pytest.mark.journey
def test_a_browsers_print_gives_the_paragraphs_headings_and_lists_of_the_word_file(
    tmp_path: Path,
) -> None:
    word, pdf = read_draft(SAMPLE), printed(SAMPLE, tmp_path)
    wanted = bare(word)
    assert (wanted & bare(pdf)).total() >= 0.97 * wanted.total()
    titles = [s.title for s in pdf.sections]
    assert [s.title for s in word.sections if s.title not in titles] == []
