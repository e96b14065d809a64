"""Writes `draft.docx` from `draft.md`: Word headings, lists, table, footnote, tracked changes (w:ins, w:del).

Run `python -m consult.sample.write_draft` after changing the source. The same source gives
the same bytes: dates are fixed, changes are numbered in order. Must not be imported by
anything that serves.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from consult.sample.source import SourceBlock, SourceRun, read_source

DRAFT = Path(__file__).with_name("draft.docx")

_STYLES = {"title": "Title", "item": "List Bullet", "numbered": "List Number"}
_PICTURE_WIDTH = Cm(12)
_CHANGED_AT = "2026-09-14T09:00:00Z"
_WRITTEN_AT = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
_ZIP_TIME = (2026, 9, 14, 9, 0, 0)
_REFERENCE = re.compile(r"\[\^(\d+)\]")
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class _DraftWriter:
    """Fills one Word document block by block and numbers its tracked changes."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.changes = 0

    def write(self, blocks: list[SourceBlock]) -> None:
        """Append all blocks; neighbouring table rows become one table."""
        rows: list[SourceBlock] = []
        for block in blocks:
            if rows and block.kind != "row":
                self._table(rows)
                rows = []
            if block.kind == "row":
                rows.append(block)
            elif block.kind == "picture":
                self._picture(block)
            elif block.kind != "footnote":
                self._paragraph(block)
        if rows:
            self._table(rows)

    def _paragraph(self, block: SourceBlock) -> None:
        style = f"Heading {block.level}" if block.kind == "heading" else _STYLES.get(block.kind)
        paragraph = self.document.add_paragraph(style=style)
        for run in block.runs:
            self._run(paragraph, run, block.unit)
        if all(run.change == "insertion" for run in block.runs):
            # The paragraph mark is tracked by itself: without this, rejecting the change
            # would leave an empty line behind.
            mark = OxmlElement("w:rPr")
            mark.append(self._change("w:ins", block.unit))
            paragraph._p.get_or_add_pPr().append(mark)

    def _picture(self, block: SourceBlock) -> None:
        name, _, description = block.text.partition(" ")
        run = self.document.add_paragraph().add_run()
        picture = run.add_picture(str(DRAFT.with_name(name)), width=_PICTURE_WIDTH)
        picture._inline.docPr.set("descr", description)

    def _run(self, paragraph: Paragraph, run: SourceRun, unit: str) -> None:
        if run.change is None:
            for index, part in enumerate(_REFERENCE.split(run.text)):
                paragraph._p.append(_footnote_reference(part) if index % 2 else _text_run(part))
            return
        inserted = run.change == "insertion"
        change = self._change("w:ins" if inserted else "w:del", unit)
        change.append(_text_run(run.text, "w:t" if inserted else "w:delText"))
        paragraph._p.append(change)

    def _change(self, tag: str, unit: str) -> BaseOxmlElement:
        self.changes += 1
        change = OxmlElement(tag)
        change.set(qn("w:id"), str(self.changes))
        change.set(qn("w:author"), unit)
        change.set(qn("w:date"), _CHANGED_AT)
        return change

    def _table(self, rows: list[SourceBlock]) -> None:
        table = self.document.add_table(len(rows), len(rows[0].cells), style="Table Grid")
        for row, block in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, block.cells, strict=True):
                cell.text = text
        header = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(header)


def _text_run(text: str, tag: str = "w:t") -> BaseOxmlElement:
    run = OxmlElement("w:r")
    content = OxmlElement(tag)
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.append(content)
    return run


def _footnote_reference(number: str) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    raised = OxmlElement("w:vertAlign")
    raised.set(qn("w:val"), "superscript")
    properties.append(raised)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), number)
    run.append(properties)
    run.append(reference)
    return run


def _add_footnotes(document: WordDocument, texts: list[str]) -> None:
    """Add the footnotes part, which python-docx does not write. Ids count from 1."""
    frame = '<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    notes = frame.format(kind="separator", id=-1)
    notes += frame.format(kind="continuationSeparator", id=0)
    for number, text in enumerate(texts, start=1):
        notes += (
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{notes}</w:footnotes>'
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _describe(document: WordDocument, title: str) -> None:
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = "Fjordby Kommune"
    properties.comments = "Opdigtet eksempel"
    properties.language = "da-DK"
    properties.created = properties.modified = _WRITTEN_AT
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")


def draft_bytes() -> bytes:
    """The Word file as bytes, the same bytes for the same `draft.md`."""
    blocks = read_source()
    document = Document()
    _describe(document, next(block.text for block in blocks if block.kind == "title"))
    _DraftWriter(document).write(blocks)
    _add_footnotes(document, [block.text for block in blocks if block.kind == "footnote"])
    written = io.BytesIO()
    document.save(written)
    return _with_fixed_times(written)


def _with_fixed_times(written: io.BytesIO) -> bytes:
    """The file with a fixed time for each zip entry; the current time would change the bytes every time."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()


if __name__ == "__main__":
    DRAFT.write_bytes(draft_bytes())
