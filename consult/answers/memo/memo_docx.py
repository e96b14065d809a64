"""The memo as a Word document that can be navigated and read aloud: real headings, language, header rows."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from consult.answers.memo.blocks import Block, Changes, Gap, Heading, Quotation, Table, Text
from consult.answers.memo.memo import Memo
from consult.answers.memo.memo_blocks import memo_blocks, title_of
from consult.lineage import Difference
from consult.locale import gettext as _
from consult.locale import speaking

TAGS = {"da": "da-DK", "en": "en-GB", "ar": "ar-SA"}
# What XML 1.0 cannot hold; the form lets none of it in, an import might.
_FORBIDDEN = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])


def memo_docx(memo: Memo, *, with_gaps: bool) -> bytes:
    """The whole document as a .docx file. Some seconds for tens of thousands of remarks: call it in a thread."""
    with speaking(memo.language):
        return _document(
            title_of(memo), memo.unit, memo.language, memo_blocks(memo, with_gaps=with_gaps)
        )


def _document(title: str, author: str, language: str, blocks: Iterable[Block]) -> bytes:
    from docx import Document

    document = Document()
    tag = TAGS.get(language, language)
    document.core_properties.title = _clean(title)
    document.core_properties.author = _clean(author)
    document.core_properties.language = tag
    _set_language(document, tag)
    document.add_heading(_clean(title), level=0)
    for block in blocks:
        _add(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_language(document: Any, tag: str) -> None:
    """Note the language in the default style, where screen readers and spell checkers look for it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), tag)
    if tag.startswith("ar"):
        language.set(qn("w:bidi"), tag)


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading(level=level, text=text):
            document.add_heading(_clean(text), level=level - 1)
        case Text(text=text, label=label):
            paragraph = document.add_paragraph()
            if label:
                paragraph.add_run(_clean(label) + ": ").bold = True
            paragraph.add_run(_clean(text))
        case Quotation():
            _add_quotation(document.add_paragraph(style="Quote"), block)
        case Changes(pieces=pieces):
            _add_changed(document.add_paragraph(), pieces)
        case Gap(text=text):
            document.add_paragraph(_clean(text), style="Intense Quote")
        case Table():
            _add_table(document, block)


def _add_quotation(paragraph: Any, quotation: Quotation) -> None:
    """What the office left out is marked by the run's ground, not by signs that anybody can write."""
    from docx.enum.text import WD_COLOR_INDEX

    paragraph.add_run("»")
    for piece in quotation.pieces:
        if piece.is_left_out:
            run = paragraph.add_run(_("words left out"))
            run.font.highlight_color = WD_COLOR_INDEX.GRAY_25
        else:
            paragraph.add_run(_clean(piece.text))
    paragraph.add_run(f"« ({quotation.source})")


def _add_changed(paragraph: Any, pieces: Iterable[Difference]) -> None:
    """Marked by a line and by words: a line alone is not read aloud."""
    marks = {"deleted": (_("[taken out:"), "strike"), "inserted": (_("[put in:"), "underline")}
    for piece in pieces:
        if piece.change == "same":
            paragraph.add_run(_clean(piece.text))
            continue
        before, line = marks[piece.change]
        paragraph.add_run(f"{before} ")
        setattr(paragraph.add_run(_clean(piece.text.strip())).font, line, True)
        paragraph.add_run(" " + _("end]") + " ")


def _add_table(document: Any, block: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document.add_paragraph(_clean(block.caption), style="Caption")
    table = document.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
        cell.paragraphs[0].add_run(_clean(head)).bold = True
    # A header row is repeated on every page, and read aloud with each cell.
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    # python-docx looks through the whole table for each row it adds: minutes, with tens of thousands.
    for row in block.rows:
        table._tbl.append(_row(row))


def _row(texts: Iterable[str]) -> Any:
    from docx.oxml import OxmlElement

    row = OxmlElement("w:tr")
    for text in texts:
        cell, paragraph = OxmlElement("w:tc"), OxmlElement("w:p")
        paragraph.add_r().text = _clean(text)
        cell.append(paragraph)
        row.append(cell)
    return row


def _clean(text: str) -> str:
    return text.translate(_FORBIDDEN)
