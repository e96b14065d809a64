"""A clean copy says nothing of who made the file; what it says to its reader stays."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pypdf
import pytest
from docx import Document
from lxml import etree
from PIL import Image

from consult.metadata.clean_file import NotCleaned
from consult.metadata.removal import without_metadata
from tests.support.telling_files import (
    AUTHOR,
    MAKER,
    SHORT,
    WORDS,
    W,
    drawing,
    everything_in,
    pdf,
    photo,
    word,
)


def clean(content: bytes) -> bytes:
    return without_metadata(content, AUTHOR).content


@pytest.mark.parametrize("telling", [photo, drawing, word, pdf])
def test_nothing_of_who_made_it_is_left(telling: Callable[[], bytes]) -> None:
    content = telling()
    assert MAKER.encode() in everything_in(content), "the test file tells"
    left = everything_in(clean(content))
    assert MAKER.encode() not in left
    assert SHORT.encode() not in left
    assert b"Exif" not in left


def test_a_photo_has_no_place_and_stands_upright() -> None:
    with Image.open(io.BytesIO(clean(photo(64, 32)))) as image:
        assert (image.format, image.size) == ("JPEG", (32, 64))
        assert not image.getexif()
        assert not image.info.keys() & {"exif", "xmp", "comment", "icc_profile"}


def test_a_drawing_keeps_its_pixels() -> None:
    with Image.open(io.BytesIO(clean(drawing()))) as image:
        assert (image.format, image.mode, image.getpixel((3, 3))) == (
            "PNG",
            "RGBA",
            (0, 0, 200, 100),
        )


def test_changes_and_comments_of_a_word_file_stay_under_the_senders_name() -> None:
    copy = without_metadata(word(), AUTHOR)
    assert (copy.changes, copy.comments) == (2, 1)
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        comments = etree.fromstring(archive.read("word/comments.xml"))
    changes = document.findall(f".//{{{W}}}ins") + document.findall(f".//{{{W}}}del")
    assert {each.get(f"{{{W}}}author") for each in changes} == {AUTHOR}
    [comment] = comments.findall(f"{{{W}}}comment")
    assert comment.get(f"{{{W}}}author") == AUTHOR
    assert comment.get(f"{{{W}}}initials") == "CP"
    text = "".join(document.itertext()) + "".join(comments.itertext())
    assert all(words in text for words in (WORDS, "indsat", "slettet", "Se her.", "Hvorfor ikke?"))


def test_a_word_file_opens_without_the_parts_that_told() -> None:
    copy = without_metadata(word(), AUTHOR)
    document = Document(io.BytesIO(copy.content))
    assert document.paragraphs[0].text == "Se her."
    assert document.core_properties.author == ""
    assert copy.removed == 1, "the spreadsheet inside"
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        names = set(archive.namelist())
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
        types = archive.read("[Content_Types].xml")
        relations = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
        everything = b"".join(archive.read(name) for name in names)
    assert not [n for n in names if n.startswith(("docProps", "customXml")) or "people" in n]
    assert b"docProps" not in types
    assert b"docProps" not in relations
    assert b"embeddings" not in relations
    assert b"rsid" not in everything.lower()


def test_a_pictures_kind_that_nobody_draws_is_counted() -> None:
    copy = without_metadata(word(word__media__old=b"\xd7\xcd\xc6\x9a wmf"), AUTHOR)
    assert copy.leftovers == 1


def test_a_document_within_the_document_is_cleaned_with_it() -> None:
    copy = without_metadata(word(word__chunk=b"", word__afchunk=word()), AUTHOR)
    assert copy.leftovers == 2, "parts of no kind that is known"
    copy = without_metadata(word(**{"word__afchunk.docx": word()}), AUTHOR)
    assert MAKER.encode() not in everything_in(copy.content)
    assert (copy.changes, copy.comments, copy.leftovers) == (4, 2, 0)
    deep = word(**{"word__a.docx": word(**{"word__b.docx": word(**{"word__c.docx": word()})})})
    with pytest.raises(NotCleaned):
        without_metadata(deep, AUTHOR)


def test_a_pdf_shows_what_it_showed() -> None:
    copy = without_metadata(pdf(), AUTHOR)
    assert (copy.comments, copy.removed, copy.leftovers) == (1, 1, 0)
    reader = pypdf.PdfReader(io.BytesIO(copy.content))
    assert WORDS in reader.pages[0].extract_text()
    assert not reader.metadata
    assert not reader.attachments
    with pikepdf.open(io.BytesIO(copy.content)) as opened:
        note, field, link = list(opened.pages[0].obj.Annots)
        assert (str(note.T), str(note.Contents)) == (AUTHOR, "Hvorfor?")
        assert (str(field.T), str(field.V)) == ("felt", "svar")
        assert "/A" not in link
        assert "/OpenAction" not in opened.Root
        [picture] = opened.pages[0].get_images().values()
        assert isinstance(picture, pikepdf.Stream)
        with pikepdf.PdfImage(picture).as_pil_image() as image:
            assert image.size == (64, 32)


def test_a_pdf_that_only_its_owner_may_change_is_cleaned() -> None:
    left = everything_in(clean(pdf(owner="ejer")))
    assert MAKER.encode() not in left
    assert b"/Encrypt" not in left


@pytest.mark.parametrize(
    "content, code",
    [
        (pdf("kode", owner="ejer"), "encrypted"),
        (b"%PDF-1.4 <script>", "damaged"),
        (b"PK\x03\x04 no archive", "damaged"),
        (photo()[:200], "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (word()[:-300], "damaged"),
        (b"\xd0\xcf\x11\xe0", "encrypted"),
        (b"\x00\x01", "unknown"),
    ],
)
def test_what_cannot_be_cleaned_says_why(content: bytes, code: str) -> None:
    with pytest.raises(NotCleaned) as refused:
        without_metadata(content, AUTHOR)
    assert refused.value.code == code


def test_plain_text_has_nothing_to_take_out() -> None:
    assert clean("Æbler;3\n".encode()) == "Æbler;3\n".encode()
