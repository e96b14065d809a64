"""Prepares a Word file for pandoc: what pandoc would drop, or show though it is hidden.

Numbers that Word prints before headings and items become text, levels of the outline become styles.
Must not interpret the text beyond that.
"""

from dataclasses import dataclass

from consult.importing.archive import Archive
from consult.importing.formulas import Formulas
from consult.importing.markers import NUMBER, NUMBER_END, without_markers
from consult.importing.printed_numbers import Counters
from consult.importing.word_drawings import Drawings
from consult.importing.word_hidden import HiddenText
from consult.importing.word_styles import OUTLINE_LEVELS, Styles
from consult.importing.word_symbols import TEXTS, Symbols
from consult.importing.word_text_boxes import without_text_boxes
from consult.importing.xml_splicing import Element, XmlEditor

_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_STYLES_PART = "word/styles.xml"
_DELETIONS = ("w:del", "w:moveFrom")
# The ids of styles of ours: for headings by a level of their own, and for text in a heading's style.
_OWN_STYLE = "ConsultOutline"


def preprocessed(content: bytes, archive: Archive) -> bytes:
    """The same file, ready for pandoc; the same bytes object when there was nothing to do.

    Raises ImportRefused for a file that is damaged or nested too deeply.
    """
    styles = Styles.of(archive)
    before = {name: archive.part(name) for name in (_DOCUMENT, *_NOTES, _STYLES_PART)}
    after = {name: part for name, part in before.items() if part}
    for name in {_DOCUMENT, *_NOTES} & set(after):
        after[name] = _preprocessed_part(after[name], styles, is_note=name in _NOTES)
    if _STYLES_PART in after:
        after[_STYLES_PART] = _StyleNames(before[_STYLES_PART], styles.new_names()).run()
    changed = {name: part for name, part in after.items() if part != before[name]}
    return archive.with_parts(changed) if changed else content


def _preprocessed_part(part: bytes, styles: Styles, *, is_note: bool) -> bytes:
    part = without_text_boxes(HiddenText(part, styles).run())
    for editor in (Formulas, Drawings, Symbols):
        if any(element in part for element in editor.ELEMENTS):
            part = editor(part).run()
    return _TextEditor(part, styles, is_note=is_note).run()


class _StyleNames(XmlEditor):
    """Gives styles the names by which pandoc reads them as what they are, and adds our own; `names` are by style id."""

    def __init__(self, content: bytes, names: dict[str, str]) -> None:
        super().__init__(content)
        self._names = names

    def on_close(self, element: Element, end: int) -> None:
        style = self.open_elements[-1].attributes if self.open_elements else {}
        name = self._names.get(style.get("w:styleId", ""))
        if element.name == "w:name" and name:
            self.splices.replace(element.start, end, f'<w:name w:val="{_escaped(name)}"/>'.encode())
        elif element.name == "w:basedOn" and name:
            # What a style is based on would make it a heading of that style's level.
            self.splices.replace(element.start, end, b"")
        elif element.name == "w:styles":
            at = self.content_end(element, end)
            self.splices.insert(at, "".join(map(_own_style, range(OUTLINE_LEVELS + 1))))


def _own_style(level: int) -> str:
    name = f"heading {level}" if level else "Normal text"
    return f'<w:style w:type="paragraph" w:styleId="{_OWN_STYLE}{level}"><w:name w:val="{name}"/></w:style>'


def _escaped(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@dataclass(slots=True)
class _Paragraph:
    """What is known of an open paragraph.

    `numbering` and `depth` are its own, `outline` its own level (0 the top, 9 none), None where unset. `style_span`
    is the span that names its style, `properties_at` where its properties begin; `run_at` is where its first run
    with text begins, `text_at` its first text that stays, `deleted_at` its first deleted text.
    """

    style: str = ""
    numbering: str | None = None
    depth: int | None = None
    outline: int | None = None
    style_span: tuple[int, int] | None = None
    properties_at: int | None = None
    run_at: int | None = None
    text_at: int | None = None
    deleted_at: int | None = None
    end_is_deleted: bool = False
    has_marker: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether the new text is without it: deleted with its end, or hidden."""
        if self.text_at is not None:
            return False
        return self.end_is_deleted or self.deleted_at is not None or self.has_marker


class _TextEditor(XmlEditor):
    """Puts printed numbers before headings and items, and gives headings without a heading's style one."""

    def __init__(self, content: bytes, styles: Styles, *, is_note: bool) -> None:
        super().__init__(content)
        self._styles = styles
        self._is_note = is_note
        self._counters = Counters()
        self._paragraphs: list[_Paragraph] = []
        self._run_at = 0

    def on_open(self, element: Element) -> None:
        parents = [parent.name for parent in self.open_elements[-4:-1]]
        if element.name == "w:p":
            self._paragraphs.append(_Paragraph())
        elif element.name == "w:r":
            self._run_at = element.start
        elif element.name == "w:pPr" and parents[-1:] == ["w:p"]:
            self._paragraphs[-1].properties_at = element.content_start
        elif self._paragraphs and element.name in _DELETIONS and parents[-2:] == ["w:pPr", "w:rPr"]:
            self._paragraphs[-1].end_is_deleted = True
        elif self._paragraphs and "w:pPr" in parents and "w:p" in parents:
            self._read_property(element)

    def _read_property(self, element: Element) -> None:
        paragraph, value = self._paragraphs[-1], element.attributes.get("w:val", "")
        if element.name == "w:pStyle":
            paragraph.style = value
        elif element.name == "w:numId":
            paragraph.numbering = value
        elif element.name == "w:ilvl" and value.isdecimal():
            paragraph.depth = int(value)
        elif element.name == "w:outlineLvl" and value.isdecimal():
            paragraph.outline = min(int(value), OUTLINE_LEVELS)

    def on_text(self, text: str, at: int) -> None:
        if self.open_elements[-1].name not in TEXTS or not self._paragraphs or not text.strip():
            return
        paragraph = self._paragraphs[-1]
        if not without_markers(text).strip():
            paragraph.has_marker = True
            return
        if paragraph.run_at is None:
            paragraph.run_at = self._run_at
        if self.is_inside(*_DELETIONS):
            paragraph.deleted_at = at if paragraph.deleted_at is None else paragraph.deleted_at
        elif paragraph.text_at is None:
            paragraph.text_at = at

    def on_close(self, element: Element, end: int) -> None:
        if element.name == "w:pStyle" and self._paragraphs and self.open_elements[-2].name == "w:p":
            self._paragraphs[-1].style_span = element.start, end
        elif element.name == "w:p" and self._paragraphs:
            paragraph = self._paragraphs.pop()
            level = self._level(paragraph)
            self._number(paragraph, is_heading=level is not None)
            if level != self._styles.heading_level(paragraph.style):
                self._set_style(paragraph, level or 0)

    def _level(self, paragraph: _Paragraph) -> int | None:
        """The level of a heading, by the paragraph itself or else by its style; None for text."""
        if paragraph.outline is None:
            return self._styles.heading_level(paragraph.style)
        return paragraph.outline + 1 if paragraph.outline < OUTLINE_LEVELS else None

    def _set_style(self, paragraph: _Paragraph, level: int) -> None:
        named = f'<w:pStyle w:val="{_OWN_STYLE}{level}"/>'
        if paragraph.style_span:
            self.splices.replace(*paragraph.style_span, named.encode())
        elif paragraph.properties_at is not None:
            self.splices.insert(paragraph.properties_at, named)

    def _number(self, paragraph: _Paragraph, *, is_heading: bool) -> None:
        """Insert what Word prints before the paragraph; a deleted one is not counted."""
        of_paragraph = self._numbering(paragraph)
        if of_paragraph is None:
            return
        id, depth = of_paragraph
        count = self._counters.peek if paragraph.is_gone else self._counters.next
        number = count(id, self._styles.numberings[id], depth)
        if number is None or paragraph.run_at is None:
            return
        is_flat = self._is_note or self.is_inside("w:tc")
        if not is_heading and not is_flat:
            marker = f"<w:r><w:t>{NUMBER}{_escaped(number)}{NUMBER_END}</w:t></w:r>"
            self.splices.insert(paragraph.run_at, marker)
        elif paragraph.text_at is not None and number:
            self.splices.insert(paragraph.text_at, f"{_escaped(number)} ")

    def _numbering(self, paragraph: _Paragraph) -> tuple[str, int] | None:
        """(number id, depth), of the paragraph itself or else of its style."""
        style = self._styles.numbering_of(paragraph.style or self._styles.default)
        if paragraph.numbering is None:
            if style is None or paragraph.depth is None:
                return style
            return style[0], paragraph.depth
        if paragraph.numbering not in self._styles.numberings:
            return None
        depth = paragraph.depth
        return paragraph.numbering, depth if depth is not None else (style or ("", 0))[1]
