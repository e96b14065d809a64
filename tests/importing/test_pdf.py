import resource
import tempfile
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from consult.importing import Draft, ImportRefused, child_process, pdf, read_draft
from consult.importing.child_process import ImportFault
from consult.importing.line import MOST_LINES
from tests.importing.pdf_files import Bold, PdfLine, encrypted, pdf_bytes, pdf_file

TEXT: list[PdfLine] = [
    ("Træpolitik", 22),
    None,
    ("1 Mål", 15),
    None,
    "Vi vil plante mange flere træer i alle byens gader og på alle byens plad-",
    "ser, så byen bliver grøn og god at gå i for både små og store mennesker.",
    None,
    "Vi begynder i det næste år med de gader, som har færrest træer, og som",
]
MORE: list[PdfLine] = [
    "derfor trænger mest. Det sker sammen med dem, der bor der (beboerne).",
    None,
    "• Et punkt om bænke.",
    "• Et punkt om pladser.",
    None,
    ("2 Penge", 15),
    None,
    "Ingen.",
]


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefused) as caught:
        read_draft(path)
    assert caught.value.message.endswith(".")
    assert caught.value.message.count(". ") == 0
    return caught.value.code


def test_a_pdf_has_its_title_headings_paragraphs_and_items(tmp_path: Path) -> None:
    draft = read_draft(pdf_file(tmp_path / "a.pdf", TEXT, MORE))
    assert draft.title == "Træpolitik"
    assert [(s.path, s.number, s.title) for s in draft.sections] == [
        ("1", "1", "Mål"),
        ("2", "2", "Penge"),
    ]
    found = [(p.kind, p.text) for p in draft.sections[0].paragraphs]
    assert found == [
        (
            "paragraph",
            "Vi vil plante mange flere træer i alle byens gader og på alle byens pladser, så "
            "byen bliver grøn og god at gå i for både små og store mennesker.",
        ),
        (
            "paragraph",
            "Vi begynder i det næste år med de gader, som har færrest træer, og som derfor "
            "trænger mest. Det sker sammen med dem, der bor der (beboerne).",
        ),
        ("item", "Et punkt om bænke."),
        ("item", "Et punkt om pladser."),
    ]


def test_letters_that_are_turned_twice_stand_upright(tmp_path: Path) -> None:
    turned: list[PdfLine] = [
        (line, -11) if isinstance(line, str) else line and (line[0], -line[1]) for line in TEXT
    ]
    upright = read_draft(pdf_file(tmp_path / "a.pdf", TEXT))
    assert read_draft(pdf_file(tmp_path / "b.pdf", turned)).sections == upright.sections


def test_mirrored_words_in_columns_are_read(tmp_path: Path) -> None:
    """What looks for tables needs a left side that is left."""
    rows: list[PdfLine] = [f"{number} ord" for number in range(1, 5)]
    content = pdf_bytes([*TEXT, *rows])
    for column in (b"300", b"500"):
        more = b"".join(
            b"1 0 0 1 %b %d Tm (spejl) Tj\n" % (column, 800 - 14 * (len(TEXT) + number))
            for number in range(1, 5)
        )
        content = content.replace(b"\nET", b"\n-100 Tz %bET" % more, 1)
    (tmp_path / "a.pdf").write_bytes(content)
    assert "spejl" in str(read_draft(tmp_path / "a.pdf").sections)


def test_joins_and_guesses_are_warnings_that_name_the_page(tmp_path: Path) -> None:
    draft = read_draft(pdf_file(tmp_path / "a.pdf", TEXT, MORE))
    places = {warning.code: warning.where for warning in draft.warnings}
    assert places["structure-guessed"] == ""
    assert places["page-break-joined"] == "page 1, line 5"
    assert places["hyphen-mended"] == "page 1, line 3"
    assert "letter-count" not in places


def test_headers_and_page_numbers_are_left_out_once_they_recur(tmp_path: Path) -> None:
    pages: list[list[PdfLine]] = [
        ["Byen", None, f"Her står der noget nyt om emne {word}.", None, f"Side {number}"]
        for number, word in enumerate(("et", "to", "tre", "fire"), 1)
    ]
    draft = read_draft(pdf_file(tmp_path / "a.pdf", *pages))
    words = " ".join(p.text for s in draft.sections for p in s.paragraphs)
    assert "Byen" not in words
    assert "Side" not in words
    assert words.count("noget nyt") == 4
    said = [w.message for w in draft.warnings if w.code == "header-left-out"]
    assert len(said) == 2
    assert all("4 pages" in message for message in said)


def test_a_line_on_two_pages_only_is_text(tmp_path: Path) -> None:
    draft = read_draft(pdf_file(tmp_path / "a.pdf", ["Vi planter."], ["Vi planter."]))
    assert [p.text for p in draft.sections[0].paragraphs] == ["Vi planter.", "Vi planter."]


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    draft = read_draft(pdf_file(tmp_path / "a.pdf", TEXT, [], MORE, []))
    [warning] = [w for w in draft.warnings if w.code == "page-without-text"]
    assert warning.message.endswith("2, 4.")
    assert warning.where == "page 2"


def test_links_comments_and_form_fields_are_counted(tmp_path: Path) -> None:
    marks = " ".join(
        f"<< /Type /Annot /Subtype /{kind} /Rect [0 0 1 1] >>"
        for kind in ("Link", "Link", "Text", "Widget")
    )
    draft = read_draft(pdf_file(tmp_path / "a.pdf", TEXT, page=f"/Annots [{marks}]"))
    said = {warning.code: warning.message for warning in draft.warnings}
    assert said["links-left-out"].startswith("2 ")
    assert said["comments-left-out"].startswith("1 ")
    assert said["fields-left-out"].startswith("1 ")


def test_signs_that_are_marks_elsewhere_are_words_in_a_pdf(tmp_path: Path) -> None:
    draft = read_draft(pdf_file(tmp_path / "a.pdf", ["Et **ord** og [et](#) til ~~her~~."]))
    [found] = draft.sections[0].paragraphs
    assert found.text == "Et **ord** og [et](#) til ~~her~~."
    assert {run.change for run in found.runs} == {None}


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    assert refusal(pdf_file(tmp_path / "a.pdf", [], [])) == "scanned"


@pytest.mark.parametrize("password", ["hemmeligt", ""])
def test_a_locked_pdf_is_refused_even_without_a_password(tmp_path: Path, password: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(encrypted(pdf_bytes(TEXT), password))
    assert refusal(path) == "encrypted"


@pytest.mark.parametrize(
    ("catalog", "page"),
    [
        ("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", ""),
        ("/Names << /JavaScript << /Names [] >> >>", ""),
        ("/OpenAction << /S /Launch /F (x.exe) >>", ""),
        ("/AcroForm << /XFA (x) >>", ""),
        ("", "/AA << /O << /S /JavaScript /JS (1) >> >>"),
        ("", "/Annots [<< /Subtype /Link /A << /S /JavaScript /JS (1) >> >>]"),
    ],
    ids=["opening", "named", "program", "form", "page", "link"],
)
def test_a_pdf_that_does_things_is_refused(tmp_path: Path, catalog: str, page: str) -> None:
    assert refusal(pdf_file(tmp_path / "a.pdf", TEXT, catalog=catalog, page=page)) == "scripted"


def test_a_pdf_that_opens_at_a_page_is_read(tmp_path: Path) -> None:
    opening = "/OpenAction << /S /GoTo /D [5 0 R /Fit] >>"
    assert read_draft(pdf_file(tmp_path / "a.pdf", TEXT, catalog=opening)).title == "Træpolitik"


def test_too_many_pages_are_refused_even_when_the_file_claims_one(tmp_path: Path) -> None:
    assert refusal(pdf_file(tmp_path / "a.pdf", *[[] for _ in range(10_000)])) == "too-many-pages"
    many: list[list[PdfLine]] = [[] for _ in range(pdf.PAGES + 1)]
    (tmp_path / "b.pdf").write_bytes(pdf_bytes(*many).replace(b"/Count 1001", b"/Count 1   "))
    assert refusal(tmp_path / "b.pdf") == "too-many-pages"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"\xff" * 5000,
        b"no pdf at all",
        pdf_bytes(TEXT)[:300],
        pdf_bytes(TEXT).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        pdf_bytes(TEXT).replace(b"/Pages 2 0 R", b"/Pages 1 0 R"),
    ],
    ids=["head", "noise", "words", "cut", "own-child", "no-pages"],
)
def test_a_damaged_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert refusal(path) in {"damaged", "unreadable", "scanned"}


def test_a_pdf_that_takes_too_long_or_says_too_much_is_stopped_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf_file(tmp_path / "a.pdf", TEXT)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(pdf, "OUTPUT_BYTES", 50)
    assert refusal(path) == "too-large"
    monkeypatch.setattr(pdf, "OUTPUT_BYTES", 5_000)
    monkeypatch.setattr(child_process, "WAITING", 0.0)
    assert refusal(path) == "too-slow"
    assert list(folder.iterdir()) == []


def test_an_external_file_in_a_pdf_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig")
    other = f"/Contents << /Length 0 /F ({secret}) >>"
    draft = read_draft(pdf_file(tmp_path / "a.pdf", TEXT, page=other.replace("/Contents", "/X")))
    assert "hemmelig" not in str(draft)


def test_a_sentence_cut_before_a_name_and_a_heading_in_bold_are_read(tmp_path: Path) -> None:
    first: list[PdfLine] = [
        ("Træpolitik", 22),
        None,
        "Vi vil plante mange flere træer i alle byens gader og på alle byens",
        "pladser, så byen bliver grøn og god at gå i for alle, også dem fra",
    ]
    second: list[PdfLine] = [
        "Valby og Vanløse, som har færrest.",
        None,
        Bold("Penge"),
        None,
        "Ingen.",
    ]
    draft = read_draft(pdf_file(tmp_path / "a.pdf", first, second))
    [cut, money] = draft.sections
    assert [p.text[-53:] for p in cut.paragraphs] == [
        "for alle, også dem fra Valby og Vanløse, som har færrest."[-53:]
    ]
    assert (money.title, money.paragraphs[0].text) == ("Penge", "Ingen.")
    assert codes(draft).count("page-break-joined") == 1


def test_a_hyphen_at_a_line_end_stays_where_the_text_writes_one(tmp_path: Path) -> None:
    lines: list[PdfLine] = [
        "Børn med ikke-vestlig baggrund har samme ret som alle andre børn, og ikke-",
        "vestlige forældre har samme pligt. Det gælder i 2027-",
        "2030 og for BIF-",
        "SOF samt social-",
        "og sundhedshjælpere.",
    ]
    draft = read_draft(pdf_file(tmp_path / "a.pdf", lines))
    [found] = draft.sections[0].paragraphs
    assert found.text.endswith(
        "og ikke-vestlige forældre har samme pligt. Det gælder i 2027-2030 og for BIF-SOF samt "
        "social- og sundhedshjælpere."
    )
    assert "hyphen-guessed" not in codes(draft)


def unpacking_to(megabytes: int) -> bytes:
    """A page whose content is so many megabytes of blanks, and packed next to nothing."""
    packer = zlib.compressobj(9)
    first, block = (
        packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH) for _ in "ab"
    )
    packed = first + block * (megabytes - 1) + packer.flush()
    page = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed)
    return pdf_bytes([]).replace(b"<< /Length 5 >>\nstream\nBT\nET\nendstream", page)


@pytest.mark.parametrize(
    ("megabytes", "code"), [(100, "scanned"), (2_000, "unreadable")], ids=["fits", "does-not"]
)
def test_a_page_that_unpacks_to_far_more_is_refused(
    tmp_path: Path, megabytes: int, code: str
) -> None:
    """One that fits into the memory it may take is a page without a word."""
    bomb = unpacking_to(megabytes)
    assert len(bomb) < 5_000 + megabytes * 2_000
    (tmp_path / "a.pdf").write_bytes(bomb)
    assert refusal(tmp_path / "a.pdf") == code


def test_a_pdf_that_says_the_same_on_every_page_and_nothing_else_is_empty(tmp_path: Path) -> None:
    pages: list[list[PdfLine]] = [["Side til notater"] for _ in range(5)]
    assert refusal(pdf_file(tmp_path / "a.pdf", *pages)) == "empty"


ORDINARY_PAGE: list[PdfLine] = [
    f"Linje {n} med ganske almindelige ord om byens træer, gader og pladser, som alle kan bruge."
    for n in range(45)
]


def test_as_many_pages_as_promised_are_read(tmp_path: Path) -> None:
    # No two are alike: what recurs from page to page is taken for a header.
    words = ["".join("abcdefghij"[int(digit)] for digit in str(n)) for n in range(pdf.PAGES)]
    pages: list[list[PdfLine]] = [[f"Her står ordet {word}."] for word in words]
    draft = read_draft(pdf_file(tmp_path / "a.pdf", *pages))
    text = " ".join(one.text for section in draft.sections for one in section.paragraphs)
    assert [word for word in words if f"ordet {word}." not in text] == []


def test_as_many_pages_of_text_as_promised_fit_into_what_the_child_may_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measured on a few and counted up, with as much again to spare; the bench reads them all."""
    pages = 40
    printed = 0

    def counting(*arguments: Any, **limits: Any) -> bytes:
        nonlocal printed
        answer = child_process.answer(*arguments, **limits)
        printed = len(answer)
        return answer

    monkeypatch.setattr(pdf, "child_process", SimpleNamespace(answer=counting))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    draft = read_draft(pdf_file(tmp_path / "a.pdf", *[ORDINARY_PAGE for _ in range(pages)]))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert draft.sections
    assert computed * pdf.PAGES / pages * 2 < pdf.SECONDS
    assert printed * pdf.PAGES / pages * 2 < pdf.OUTPUT_BYTES
    assert len(ORDINARY_PAGE) * pdf.PAGES * 2 < MOST_LINES


FAULTY = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
from consult.importing.pdf_child import page

def fail(*_arguments):
    raise KeyError("hemmelige ord")

{where} = fail
runpy.run_module("consult.importing.pdf_child", run_name="__main__")
"""


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (FAULTY.format(where="page._upright"), "pdf_child: KeyError in "),
        (FAULTY.format(where="page.nowhere.at_all"), "python"),
        ("import nothing_of_this_name", "python"),
    ],
    ids=["reading", "starting", "importing"],
)
def test_a_fault_of_ours_is_no_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, kind: str
) -> None:
    monkeypatch.setattr(pdf, "_START", start)
    with pytest.raises(ImportFault) as caught:
        read_draft(pdf_file(tmp_path / "a.pdf", TEXT))
    assert caught.value.code == "fault"
    assert kind in caught.value.kind
    assert "hemmelige" not in f"{caught.value.kind}{caught.value}"


def test_drawings_that_draw_themselves_end(tmp_path: Path) -> None:
    form = b"/X Do /X Do /X Do"
    content = pdf_bytes(["Her er der ord."], page="/Note (x)")
    used = b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /X 7 0 R >> >>"
    content = content.replace(b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>", used)
    drawn = b"7 0 obj\n<< /Type /XObject /Subtype /Form %b /Length %d >>\nstream\n%b\nendstream\nendobj\n"
    content = content.replace(b"xref\n", drawn % (used, len(form), form) + b"xref\n", 1)
    content = content.replace(b"BT\n/F1", b"/X Do BT\n/F1")
    (tmp_path / "a.pdf").write_bytes(content)
    assert "Her er der ord." in str(read_draft(tmp_path / "a.pdf"))
