import socket
import tempfile
import zipfile
from pathlib import Path

import pytest

from consult.importing import ImportRefused, archive, child_process, pandoc, read_draft
from consult.importing.child_process import ImportFault
from tests.importing.pdf_files import pdf_bytes
from tests.importing.word_files import NAMESPACES, heading, paragraph, word_file


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefused) as caught:
        read_draft(path)
    assert caught.value.message.endswith(".")
    return caught.value.code


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"%PDF-1.7", "damaged"),
        ("a.doc", b"x", "old-word"),
        ("a.exe", b"MZ", "unknown-kind"),
        ("noending", b"x", "unknown-kind"),
        ("a.txt", b"  \n", "empty"),
        ("a.txt", b"a\0b", "not-text"),
        ("a.docx", b"no zip at all", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old-word"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old-word"),
        ("a.rtf", rb"{\rtf1 Hej}", "rich-text"),
        ("a.docx", rb"{\rtf1 Hej}", "rich-text"),
        ("a.txt", rb"{\rtf1 Hej}", "rich-text"),
        ("a.pages", b"PK\3\4", "pages"),
        ("a.xlsx", b"PK\3\4", "spreadsheet"),
        ("a.ods", b"PK\3\4", "spreadsheet"),
        ("a.pptx", b"PK\3\4", "slides"),
        ("a.msg", b"\xd0\xcf\x11\xe0", "mail"),
        ("a.eml", b"From: x", "mail"),
        ("a.JPG", b"\xff\xd8\xff", "scanned"),
        ("a.zip", b"PK\3\4", "packed"),
        ("a.docx", b"PK\3\4 and no more", "damaged"),
    ],
)
def test_what_is_no_draft_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    assert refusal(written(tmp_path / name, content)) == code


def test_a_file_with_the_wrong_ending_is_read_as_what_it_is(tmp_path: Path) -> None:
    new = word_file(tmp_path / "a.docx", heading("Mål"), paragraph("Vi planter."))
    old = written(tmp_path / "a.doc", new.read_bytes())
    assert read_draft(old).sections == read_draft(new).sections
    printed = written(tmp_path / "a.txt", pdf_bytes([("Mål", 22), None, "Vi planter træer."]))
    assert read_draft(printed).sections[0].paragraphs[0].text == "Vi planter træer."


def test_a_zip_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as plain:
        plain.writestr("hello.txt", "x")
    assert refusal(tmp_path / "a.docx") == "damaged"


def test_a_word_file_without_words_is_refused(tmp_path: Path) -> None:
    assert refusal(word_file(tmp_path / "a.docx", "<w:p/>")) == "empty"


def test_entities_names_leading_outside_and_doubled_names_are_refused(tmp_path: Path) -> None:
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:styles {NAMESPACES}/>'
    hostile = word_file(tmp_path / "a.docx", heading("a"), parts={"word/styles.xml": entity})
    assert refusal(hostile) == "hostile"
    wide = word_file(tmp_path / "b.docx", heading("a"))
    with zipfile.ZipFile(wide, "a") as opened:
        opened.writestr("word/styles2.xml", entity.encode("utf-16"))
    assert refusal(wide) == "hostile"
    assert refusal(word_file(tmp_path / "c.docx", heading("a"), parts={"../x": ""})) == "hostile"
    with zipfile.ZipFile(tmp_path / "d.docx", "w") as doubled:
        doubled.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            doubled.writestr("word/document.xml", "<b/>")
    assert refusal(tmp_path / "d.docx") == "hostile"


def test_a_file_that_unpacks_to_far_more_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("pandoc saw the bomb")

    monkeypatch.setattr(pandoc, "_run", never)
    bomb = word_file(tmp_path / "a.docx", heading("a"), parts={"word/x.bin": "0" * 20_000_000})
    assert refusal(bomb) == "too-large"


def test_too_many_parts_and_too_many_bytes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = {f"word/{number}.bin": "" for number in range(archive.ENTRIES)}
    assert refusal(word_file(tmp_path / "a.docx", heading("a"), parts=parts)) == "hostile"
    monkeypatch.setattr("consult.importing.reader.TEXT_FILE_BYTES", 10)
    assert refusal(written(tmp_path / "a.txt", b"eleven chars")) == "too-large"


def test_deeply_nested_markup_is_refused(tmp_path: Path) -> None:
    nested = "<w:sdt><w:sdtContent>" * 5000 + paragraph("a") + "</w:sdtContent></w:sdt>" * 5000
    assert refusal(word_file(tmp_path / "a.docx", nested)) in {"hostile", "unreadable", "damaged"}


@pytest.mark.parametrize("name, deep", [("a.md", ">"), ("a.html", "<div>"), ("a.html", "<b><i>")])
@pytest.mark.parametrize("times", [400, 5_000])
def test_deeply_nested_pages_are_refused_in_a_sentence(
    tmp_path: Path, name: str, deep: str, times: int
) -> None:
    path = tmp_path / name
    path.write_text(deep * times + " x", "utf-8")
    with pytest.raises(ImportRefused):
        read_draft(path)


def test_an_open_document_with_a_password_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", b"\x17\x03 no markup")
        archive.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
    with pytest.raises(ImportRefused, match="password"):
        read_draft(path)


def test_a_part_that_is_not_where_the_archive_says_is_damage(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", heading("Mål"), paragraph("Ord."))
    content = bytearray(path.read_bytes())
    # The place of the list of contents, told wrong: every part seems to begin before the file does.
    at = content.rindex(b"PK\x05\x06") + 16
    told = int.from_bytes(content[at : at + 4], "little")
    content[at : at + 4] = (told + 200).to_bytes(4, "little")
    path.write_bytes(content)
    assert refusal(path) == "damaged"


def test_no_more_lost_paragraphs_are_named_than_anybody_reads(tmp_path: Path) -> None:
    lost = "".join(paragraph(f"helt tabt {number}") for number in range(1_000))
    path = word_file(tmp_path / "a.docx", heading("Mål"), f"<w:ukendt>{lost}</w:ukendt>")
    codes = [warning.code for warning in read_draft(path).warnings]
    assert codes.count("text-not-placed") == 200
    assert "letter-count" in codes


def test_pandoc_is_stopped_when_it_takes_too_long_or_says_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    assert refusal(written(tmp_path / "a.md", b"*a **b " * 20_000)) == "too-slow"
    monkeypatch.setattr(pandoc, "SECONDS", 30)
    path = word_file(tmp_path / "a.docx", *(paragraph("ord " * 50) for _ in range(2000)))
    monkeypatch.setattr(pandoc, "OUTPUT_BYTES", 1000)
    assert refusal(path) == "too-large"


def test_what_pandoc_cannot_be_asked_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ("no-such-form", "markdown+no_such_extension"):
        with pytest.raises(ImportFault) as caught:
            pandoc.read_with_pandoc(b"ord", form)
        assert caught.value.code == "fault"
        assert caught.value.kind.startswith("pandoc with status ")
    monkeypatch.setattr(child_process, "answer", lambda *_, **__: b"no JSON")
    with pytest.raises(ImportFault):
        pandoc.read_with_pandoc(b"ord", "markdown")


def test_pandoc_out_of_memory_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "MEMORY", "8M")
    path = word_file(tmp_path / "a.docx", *(paragraph("ord " * 50) for _ in range(2000)))
    assert refusal(path) == "unreadable"


def test_a_word_file_that_carries_macros_is_refused(tmp_path: Path) -> None:
    parts = {"word/vbaProject.bin": "Sub Auto_Open"}
    assert refusal(word_file(tmp_path / "a.docx", heading("a"), parts=parts)) == "macros"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_million_paragraphs_are_refused(tmp_path: Path, name: str) -> None:
    before, after = ("<p>", "") if name.endswith("html") else ("", "\n\n")
    path = written(tmp_path / name, f"{before}a{after}".encode() * 1_000_000)
    assert refusal(path) == "too-long"


def test_more_paragraphs_than_any_draft_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consult.importing.pandoc_pieces.MOST_LINES", 3)
    path = word_file(tmp_path / "a.docx", *(paragraph("a") for _ in range(5)))
    assert refusal(path) == "too-long"
    monkeypatch.setattr("consult.importing.line.MOST_LINES", 3)
    assert refusal(written(tmp_path / "a.txt", b"a\n" * 5)) == "too-long"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", '<p>Se her.</p><img src="{url}"><link rel="stylesheet" href="{url}">'),
        ("a.html", '<p>Se her.</p><iframe src="{url}"></iframe><object data="{url}"></object>'),
        ("a.md", "Se her.\n\n![billede]({url})\n"),
        ("a.txt", "Se her.\n\n![billede]({url})\n"),
    ],
    ids=["picture", "frame", "markdown", "text"],
)
def test_pictures_and_files_elsewhere_are_never_fetched(
    tmp_path: Path, name: str, content: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        for url in (f"http://127.0.0.1:{server.getsockname()[1]}/a.png", secret.as_uri()):
            draft = read_draft(written(tmp_path / name, content.format(url=url).encode()))
            assert draft.sections[0].paragraphs[0].text == "Se her."
            assert "hemmelig" not in str(draft)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_refused_or_read_file_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:styles {NAMESPACES}/>'
    hostile = word_file(tmp_path / "a.docx", heading("a"), parts={"word/styles.xml": entity})
    assert refusal(hostile) == "hostile"
    assert refusal(written(tmp_path / "b.docx", b"PK\x03\x04 no zip")) == "damaged"
    assert read_draft(word_file(tmp_path / "c.docx", heading("a"), paragraph("b"))).sections
    assert read_draft(written(tmp_path / "d.md", b"# a\n\nb\n")).sections
    assert list(folder.iterdir()) == []
