"""Each tracked change and comment of a Word file, and the file without single ones of them."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from lxml import etree

from consult.metadata import NotCleaned
from consult.metadata.annotation import AnnotationKind
from consult.metadata.removal import without_metadata
from consult.metadata.word_annotations import read_annotations, without_annotations
from tests.support.telling_files import AUTHOR, WORDS, W, everything_in, word

BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
)
INSERTED = '<w:ins w:id="{0}"><w:r><w:t>{1}</w:t></w:r></w:ins>'


def document(body: str) -> bytes:
    """A Word file with this in its body."""
    made, out = io.BytesIO(), io.BytesIO()
    Document().save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
            target.writestr(name, part)
    return out.getvalue()


def test_each_has_a_number_a_kind_and_its_words() -> None:
    found = [(each.number, each.kind, each.words) for each in read_annotations(word())]
    assert found == [
        (1, AnnotationKind.INSERTION, "indsat"),
        (2, AnnotationKind.DELETION, "slettet"),
        (3, AnnotationKind.COMMENT, "Hvorfor ikke?"),
    ]


@pytest.mark.parametrize(("number", "words"), [(1, "indsat"), (2, "slettet"), (3, "Hvorfor ikke?")])
def test_the_words_of_one_that_is_left_out_are_nowhere_and_all_others_stay(
    number: int, words: str
) -> None:
    abridged = without_annotations(word(), [number])
    left = everything_in(abridged).decode("utf-8", "replace")
    assert words not in left
    everything = {"indsat", "slettet", "Hvorfor ikke?", WORDS, "Se her."}
    assert [each for each in everything - {words} if each not in left] == []
    clean = without_metadata(abridged, AUTHOR)
    assert (clean.changes, clean.comments) == (2 - (number < 3), 1 - (number == 3))
    assert Document(io.BytesIO(clean.content)).paragraphs


def test_nothing_points_to_a_comment_that_is_left_out() -> None:
    with zipfile.ZipFile(io.BytesIO(without_annotations(word(), [3]))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    assert [each.tag for each in root.iter("*") if "comment" in each.tag.lower()] == []


def test_what_answers_a_comment_stands_alone_without_it() -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    said = "".join(
        f'<w:comment w:id="{n}"><w:p w14:paraId="0000000{n}"><w:r><w:t>Nr. {n}</w:t></w:r></w:p></w:comment>'
        for n in (1, 2)
    )
    comments = f'<w:comments xmlns:w="{W}" xmlns:w14="{w14}">{said}</w:comments>'
    threads = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000001"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>'
    )
    content = word(**{
        "word__comments1.xml": comments.encode(), "word__commentsExtended.xml": threads.encode(),
    })  # fmt: skip
    number = next(each.number for each in read_annotations(content) if each.words == "Nr. 1")
    with zipfile.ZipFile(io.BytesIO(without_annotations(content, [number]))) as archive:
        left = archive.read("word/commentsExtended.xml")
    assert b"00000001" not in left
    assert b"00000002" in left


def test_a_text_box_is_one_and_goes_with_the_copy_for_old_programs() -> None:
    box = BOX.format(INSERTED.format(1, "hemmeligt"))
    content = document(f"<w:p><w:r>{box}</w:r></w:p><w:p>{INSERTED.format(2, 'andet')}</w:p>")
    assert [each.words for each in read_annotations(content)] == ["hemmeligt", "andet"]
    left = everything_in(without_annotations(content, [1]))
    assert b"hemmeligt" not in left
    assert b"andet" in left


def test_the_mark_of_a_paragraphs_end_is_none() -> None:
    end = '<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr></w:p>'
    assert read_annotations(document(end)) == []


def test_what_is_no_word_file_says_so() -> None:
    with pytest.raises(NotCleaned):
        read_annotations(b"PK\x03\x04 no such")
