"""The memo as a Word document that can be navigated and read aloud: title page, contents, real headings, language, header
rows, links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import count
from typing import Any

from consult.answers.memo.blocks import (
    Block,
    Changes,
    Gap,
    Heading,
    Quotation,
    Run,
    Table,
    Text,
    runs_with_omissions,
)
from consult.answers.memo.contents import contents_of, depth_of
from consult.answers.memo.docx_layout import TABLE, PageWords, lay_out, text_width
from consult.answers.memo.docx_parts import (
    Links,
    bookmark_name,
    clean,
    element,
    field,
    run_of,
)
from consult.answers.memo.memo import Memo
from consult.answers.memo.memo_blocks import front_of, memo_blocks, short_title, title_of
from consult.lineage import Difference
from consult.locale import gettext as _
from consult.locale import speaking


def memo_docx(
    memo: Memo,
    *,
    with_gaps: bool,
    template: bytes | None = None,
    pages: Mapping[str, int] | None = None,
) -> bytes:
    """The whole document as a .docx file, in the styles, header and footer of a ``template`` that was checked before.
    ``pages`` are the page numbers of the contents by the headings' ids; without them it names none until the reader
    updates it. Some seconds for tens of thousands of remarks: call it in a thread."""
    with speaking(memo.language) as locale:
        writer = _Writer(memo, template, is_rtl=locale.dir == "rtl")
        writer.write(list(memo_blocks(memo, with_gaps=with_gaps)), pages or {})
        return writer.content()


class _Writer:
    """One document being written. Paragraphs are built as elements: python-docx looks through the styles for each, which
    costs seconds with tens of thousands."""

    def __init__(self, memo: Memo, template: bytes | None, *, is_rtl: bool) -> None:
        from docx import Document

        self.document = Document(BytesIO(template) if template else None)
        self.is_rtl = is_rtl
        self.memo = memo
        words = PageWords(memo.issuer or memo.unit, title_of(memo), short_title(memo))
        lay_out(self.document, memo.language, words, is_ours=template is None, is_rtl=is_rtl)
        self._empty_body()
        self._set_properties()
        self.links = Links(self.document.part)
        self.styles: dict[str, str] = {}
        self.bookmarks = count(1)
        # The first heading after the contents begins a page.
        self._break_next = True

    def _empty_body(self) -> None:
        """What a template says is not ours to print; its paper, header and footer are in the last section."""
        body = self.document.element.body
        for each in list(body):
            if each is not body.sectPr:
                body.remove(each)
        self.body = body

    def _set_properties(self) -> None:
        properties = self.document.core_properties
        moment = self.memo.edition.published_at if self.memo.edition else self.memo.made_at
        properties.title = clean(title_of(self.memo))[:255]
        properties.author = properties.last_modified_by = clean(self.memo.unit or self.memo.issuer)[
            :255
        ]
        properties.language = self.memo.language
        properties.comments = ""
        properties.created = properties.modified = moment.replace(tzinfo=None)
        properties.revision = 1

    def content(self) -> bytes:
        file = BytesIO()
        self.document.save(file)
        return file.getvalue()

    def write(self, blocks: Sequence[Block], pages: Mapping[str, int]) -> None:
        self._front()
        self._contents(blocks, pages)
        for block in blocks:
            self._block(block)

    def _paragraph(self, style: str, *inside: Any, **properties: str) -> Any:
        """Appended to the document; ``properties`` as of ``run_of``."""
        made = self._made_paragraph(style, *inside, **properties)
        self.body.sectPr.addprevious(made)
        return made

    def _made_paragraph(self, style: str, *inside: Any, **properties: str) -> Any:
        made = element("p")
        about = element("pPr")
        about.append(element("pStyle", val=self._style_id(style)))
        for name, value in properties.items():
            about.append(element(name, val=value) if value else element(name))
        made.append(about)
        made.extend(inside)
        return made

    def _style_id(self, name: str) -> str:
        if name not in self.styles:
            self.styles[name] = self.document.styles[name].style_id
        return self.styles[name]

    def _front(self) -> None:
        from docx.oxml.ns import qn

        memo = self.memo
        if memo.issuer or memo.unit:
            issuer = self._paragraph("Normal", run_of(memo.issuer or memo.unit, b=""))
            # A third of the way down the title page.
            issuer.find(qn("w:pPr")).append(element("spacing", before="3400"))
        self._paragraph("Title", run_of(title_of(memo)))
        for line in front_of(memo):
            self._paragraph("Normal", run_of(line))
        if memo.issuer and memo.unit:
            self._paragraph("Normal", run_of(memo.unit))
        if memo.edition:
            address = self._outcome()
            run = run_of(address, rStyle=self._style_id("Hyperlink"))
            self._paragraph(
                "Normal", run_of(_("Read on the site:") + " "), self.links.link(address, run)
            )

    def _outcome(self) -> str:
        from consult.web.urls import absolute

        return absolute("outcome", consultation=self.memo.slug)

    def _contents(self, blocks: Sequence[Block], pages: Mapping[str, int]) -> None:
        """A field that the reader can update, with its entries filled in."""
        headings = contents_of(blocks)
        depth = depth_of(blocks) - 1
        code = f'TOC \\o "1-{depth}" \\h' + ("" if pages else " \\n")
        begin = field(code)
        self._paragraph("Normal", run_of(_("Contents"), b=""), pageBreakBefore="")
        for place, heading in enumerate(headings):
            entry = self.links.link(f"#{heading.anchor}", *self._entry(heading, pages))
            inside = [*(begin[:3] if place == 0 else []), entry]
            inside += begin[3:] if place == len(headings) - 1 else []
            self._paragraph(f"toc {heading.level - 1}", *inside)

    def _entry(self, heading: Heading, pages: Mapping[str, int]) -> list[Any]:
        text = run_of(heading.text)
        page = pages.get(heading.anchor)
        if page is None:
            return [text]
        tab = run_of()
        tab.append(element("tab"))
        name = bookmark_name(heading.anchor)
        return [text, tab, *field(f"PAGEREF {name} \\h", run_of(str(page)))]

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Text(label=label):
                bold = [run_of(label + ": ", b="")] if label else []
                self._paragraph("Normal", *bold, *self._runs(block.runs))
            case Quotation():
                self._quotation(block)
            case Changes(pieces=pieces):
                self._paragraph("Normal", *_changed(pieces))
            case Gap(text=text):
                self._paragraph("Intense Quote", run_of(text))
            case Table():
                self._table(block)

    def _runs(self, runs: Iterable[Run], **properties: str) -> list[Any]:
        return self.links.runs(runs, self._style_id("Hyperlink"), **properties)

    def _heading(self, heading: Heading) -> None:
        number = str(next(self.bookmarks))
        properties = {"pageBreakBefore": ""} if self._break_next else {}
        self._break_next = False
        run = run_of(heading.text)
        self._paragraph(
            f"Heading {heading.level - 1}",
            element("bookmarkStart", id=number, name=bookmark_name(heading.anchor)),
            self.links.link(heading.href, run) if heading.href else run,
            element("bookmarkEnd", id=number),
            **properties,
        )

    def _quotation(self, quotation: Quotation) -> None:
        source = Run(quotation.source, quotation.href)
        self._paragraph(
            "Quote",
            run_of("»"),
            *self._runs(runs_with_omissions(quotation.text)),
            run_of("« ("),
            *self._runs([source]),
            run_of(")"),
        )

    def _table(self, block: Table) -> None:
        self._paragraph("Caption", run_of(block.caption))
        table = element("tbl")
        table.append(self._table_properties())
        grid = element("tblGrid")
        widths = self._widths(block)
        grid.extend(element("gridCol", w=str(width)) for width in widths)
        table.append(grid)
        head = self._row([(Run(text),) for text in block.heads], widths, block, b="")
        # A header row is repeated on every page, and read aloud with each cell.
        head[0].append(element("tblHeader", val="true"))
        table.append(head)
        last = len(block.rows) - 1
        for place, row in enumerate(block.cells):
            bold = {"b": ""} if block.is_summed and place == last else {}
            table.append(self._row(row, widths, block, **bold))
        self.body.sectPr.addprevious(table)
        self._paragraph("Normal")

    def _table_properties(self) -> Any:
        about = element("tblPr")
        if self.is_rtl:
            about.append(element("bidiVisual"))
        about.append(element("tblW", w="5000", type="pct"))
        borders = element("tblBorders")
        for side in ("top", "bottom", "insideH"):
            borders.append(element(side, val="single", sz="4", space="0", color="767676"))
        about.append(borders)
        about.append(element("tblLayout", type="fixed"))
        margins = element("tblCellMar")
        for side in ("top", "start", "bottom", "end"):
            margins.append(element(side, w="50" if side in ("top", "bottom") else "60", type="dxa"))
        about.append(margins)
        about.append(element("tblLook", firstRow="1", firstColumn="1", noVBand="1"))
        return about

    def _widths(self, block: Table) -> list[int]:
        """In twentieths of a point, together as wide as the text."""
        emu = text_width(self.document)
        shares = block.widths or (100 // len(block.heads),) * len(block.heads)
        return [emu * share // 100 // 635 for share in shares]

    def _row(
        self, cells: Iterable[Iterable[Run]], widths: Sequence[int], block: Table, **bold: str
    ) -> Any:
        row = element("tr")
        about = element("trPr")
        about.append(element("cantSplit"))
        row.append(about)
        for place, (runs, width) in enumerate(zip(cells, widths, strict=True)):
            cell = element("tc")
            about = element("tcPr")
            about.append(element("tcW", w=str(width), type="dxa"))
            cell.append(about)
            end = {"jc": "end"} if place in block.numbers else {}
            cell.append(self._made_paragraph(TABLE, *self._runs(runs, **bold), **end))
            row.append(cell)
        return row


def _changed(pieces: Iterable[Difference]) -> list[Any]:
    """Marked by a line and by words: a line alone is not read aloud."""
    marks: dict[str, tuple[str, dict[str, str]]] = {
        "deleted": (_("[taken out:"), {"strike": ""}),
        "inserted": (_("[put in:"), {"u": "single"}),
    }
    runs = []
    for piece in pieces:
        if piece.change == "same":
            runs.append(run_of(piece.text))
            continue
        before, line = marks[piece.change]
        runs += [
            run_of(f"{before} "),
            run_of(piece.text.strip(), **line),
            run_of(" " + _("end]") + " "),
        ]
    return runs
