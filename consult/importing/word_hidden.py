"""Takes hidden text out of a Word file: by its own formatting, by its styles, and hidden rows of tables.

A marker stands where it was. Must not look at anything else.
"""

from dataclasses import dataclass

from consult.importing.markers import HIDDEN
from consult.importing.word_styles import Styles
from consult.importing.word_symbols import TEXTS
from consult.importing.xml_splicing import Element, XmlEditor

_OFF = ("0", "false", "none", "off")
_RUNS = {"w:r": f"<w:r><w:t>{HIDDEN}</w:t></w:r>", "m:r": f"<m:r><m:t>{HIDDEN}</m:t></m:r>"}
# What a run shows beside its text. A run with none of these may hold a field's mark, and stays.
_SHOWN = (
    "w:drawing", "w:object", "w:pict", "w:sym", "w:footnoteReference", "w:endnoteReference"
)  # fmt: skip
_MARKED_PARAGRAPH = f"<w:p><w:r><w:t>{HIDDEN}</w:t></w:r></w:p>".encode()


@dataclass(slots=True)
class _Run:
    """An open run: its paragraph's style, its own, whether it says itself that it is hidden, and whether it shows anything."""

    paragraph_style: str
    style: str = ""
    hidden: bool | None = None
    is_shown: bool = False


@dataclass(slots=True)
class _Table:
    """An open table: whether its current row is hidden, and how many rows are and are not."""

    row_is_hidden: bool = False
    hidden_rows: int = 0
    visible_rows: int = 0


class HiddenText(XmlEditor):
    """Replaces hidden runs and rows by a marker."""

    def __init__(self, content: bytes, styles: Styles) -> None:
        super().__init__(content)
        self._styles = styles
        self._paragraph_styles: list[str] = []
        self._runs: list[_Run] = []
        self._tables: list[_Table] = []

    def on_open(self, element: Element) -> None:
        value = element.attributes.get("w:val", "")
        parents = [parent.name for parent in self.open_elements[-3:-1]]
        if element.name == "w:p":
            self._paragraph_styles.append("")
        elif element.name == "w:pStyle" and parents == ["w:p", "w:pPr"]:
            self._paragraph_styles[-1] = value
        elif element.name in _RUNS:
            self._runs.append(_Run(self._paragraph_styles[-1] if self._paragraph_styles else ""))
        elif element.name == "w:tbl":
            self._tables.append(_Table())
        elif element.name == "w:hidden" and parents == ["w:tr", "w:trPr"] and self._tables:
            self._tables[-1].row_is_hidden = value not in _OFF
        elif element.name in _SHOWN and self._runs:
            self._runs[-1].is_shown = True
        elif self._runs and parents[-1:] == ["w:rPr"] and parents[0] in _RUNS:
            self._read_property(element.name, value)

    def _read_property(self, name: str, value: str) -> None:
        if name == "w:rStyle":
            self._runs[-1].style = value
        elif name == "w:vanish":
            self._runs[-1].hidden = value not in _OFF

    def on_text(self, text: str, at: int) -> None:
        if self._runs and self.open_elements[-1].name in (*TEXTS, "m:t") and text.strip():
            self._runs[-1].is_shown = True

    def on_close(self, element: Element, end: int) -> None:
        if element.name in _RUNS and self._runs:
            run = self._runs.pop()
            if run.is_shown and self._is_hidden(run):
                self.splices.replace(element.start, end, _RUNS[element.name].encode())
        elif element.name == "w:p" and self._paragraph_styles:
            self._paragraph_styles.pop()
        elif element.name == "w:tr" and self._tables:
            self._close_row(element, end, self._tables[-1])
        elif element.name == "w:tbl" and self._tables:
            self._close_table(element, end, self._tables.pop())

    def _is_hidden(self, run: _Run) -> bool:
        if run.hidden is not None:
            return run.hidden
        return self._styles.hides(run.paragraph_style, run.style)

    def _close_row(self, element: Element, end: int, table: _Table) -> None:
        if table.row_is_hidden:
            self.splices.replace(element.start, end, b"")
        table.hidden_rows += table.row_is_hidden
        table.visible_rows += not table.row_is_hidden
        table.row_is_hidden = False

    def _close_table(self, element: Element, end: int, table: _Table) -> None:
        if table.hidden_rows:
            start = end if table.visible_rows else element.start
            self.splices.replace(start, end, _MARKED_PARAGRAPH)
