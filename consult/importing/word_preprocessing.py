"""Prepares a Word file for pandoc: what pandoc would drop, or show though it is hidden.

Numbers that Word prints before headings become text, text boxes come below their paragraph,
hidden text goes. Must not interpret the text beyond that.
"""

import re

from consult.importing.archive import Archive
from consult.importing.formulas import Formulas
from consult.importing.list_numbers import list_number
from consult.importing.markers import BOX, HIDDEN
from consult.importing.word_drawings import Drawings
from consult.importing.word_styles import Levels, Styles
from consult.importing.word_symbols import TEXTS, Symbols
from consult.importing.xml_splicing import Element, XmlEditor, is_utf_8

_TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_STYLES_PART = "word/styles.xml"
# Word's number formats by pandoc's names.
_FORMS = {
    "decimal": "Decimal",
    "decimalZero": "Decimal",
    "upperRoman": "UpperRoman",
    "lowerRoman": "LowerRoman",
    "upperLetter": "UpperAlpha",
    "lowerLetter": "LowerAlpha",
}
_LEVEL_NUMBER = re.compile(r"%([1-9])")
_OFF = ("0", "false", "none", "off")


def preprocessed(content: bytes, archive: Archive) -> bytes:
    """The same file, ready for pandoc; the same bytes object when there was nothing to do.

    Raises ImportRefused for a file that is damaged or nested too deeply.
    """
    styles = Styles.of(archive)
    before = {name: archive.part(name) for name in (*_TEXT_PARTS, _STYLES_PART)}
    after = {name: part for name, part in before.items() if is_utf_8(part)}
    for name in set(_TEXT_PARTS) & set(after):
        after[name] = _preprocessed_part(after[name], styles)
    if _STYLES_PART in after and styles.unrecognised_headings():
        renaming = _HeadingNames(before[_STYLES_PART], styles.unrecognised_headings())
        after[_STYLES_PART] = renaming.run()
    changed = {name: part for name, part in after.items() if part != before[name]}
    return archive.with_parts(changed) if changed else content


def _preprocessed_part(part: bytes, styles: Styles) -> bytes:
    for editor in (Formulas, Drawings, Symbols):
        if any(element in part for element in editor.ELEMENTS):
            part = editor(part).run()
    return _TextEditor(part, styles).run() if part else b""


class _HeadingNames(XmlEditor):
    """Gives heading styles the English name by which pandoc recognises them; `levels` are by style id."""

    def __init__(self, content: bytes, levels: dict[str, int]) -> None:
        super().__init__(content)
        self._levels = levels

    def on_close(self, element: Element, end: int) -> None:
        style = self.open_elements[-1].attributes if self.open_elements else {}
        level = self._levels.get(style.get("w:styleId", ""))
        if element.name == "w:name" and level:
            self.splices.replace(element.start, end, f'<w:name w:val="heading {level}"/>'.encode())


class _OpenParagraph:
    """What is known of an open paragraph: style id, numbering of its own, whether its text has begun."""

    def __init__(self) -> None:
        self.style = ""
        self.numbering: str | None = None
        self.depth: int | None = None
        self.has_text = False


class _TextEditor(XmlEditor):
    """Replaces hidden runs by a marker, moves text boxes, and puts printed numbers before headings."""

    def __init__(self, content: bytes, styles: Styles) -> None:
        super().__init__(content)
        self._styles = styles
        # Id of the counters → depth → the last number.
        self._counts: dict[str, dict[int, int]] = {}
        self._paragraphs: list[_OpenParagraph] = []
        self._boxes: list[bytes] = []
        self._is_hidden = False

    def on_open(self, element: Element) -> None:
        value = element.attributes.get("w:val", "")
        opened = self.open_elements
        if element.name == "w:p":
            self._paragraphs.append(_OpenParagraph())
        elif element.name == "w:r":
            self._is_hidden = False
        elif element.name == "w:vanish" and len(opened) > 2 and opened[-3].name == "w:r":
            self._is_hidden = value not in _OFF
        elif self._paragraphs and self.is_inside("w:pPr") and not self.is_inside("w:pPrChange"):
            self._read_property(element.name, value)

    def _read_property(self, name: str, value: str) -> None:
        paragraph = self._paragraphs[-1]
        if name == "w:pStyle":
            paragraph.style = value
        elif name == "w:numId":
            paragraph.numbering = value
        elif name == "w:ilvl" and value.isdecimal():
            paragraph.depth = int(value)

    def on_text(self, text: str, at: int) -> None:
        is_text = self.open_elements[-1].name in TEXTS and text.strip()
        if not is_text or not self._paragraphs or self._is_hidden:
            return
        paragraph = self._paragraphs[-1]
        if not paragraph.has_text:
            paragraph.has_text = True
            number = self._next_number(paragraph)
            if number and self._styles.heading_level(paragraph.style):
                self.splices.insert(at, f"{number} ")

    def on_close(self, element: Element, end: int) -> None:
        if element.name == "w:r" and self._is_hidden:
            self._is_hidden = False
            marker = f"<w:r><w:t>{HIDDEN}</w:t></w:r>"
            self.splices.replace(element.start, end, marker.encode())
        elif element.name == "w:txbxContent":
            self._take_box(element, end)
        elif element.name == "w:p" and self._paragraphs:
            self._paragraphs.pop()
            if not self._paragraphs and self._boxes:
                self.splices.replace(end, end, b"".join(self._boxes))
                self._boxes.clear()

    def _take_box(self, element: Element, end: int) -> None:
        """Take a text box out of its paragraph; only the outermost one, and not its copy for old programs."""
        if self.is_inside("w:txbxContent", "mc:Fallback"):
            return
        inside = self.content[element.content_start : end - len("</w:txbxContent>")]
        if b"<w:t" in inside:
            marker = f"<w:p><w:r><w:t>{BOX}</w:t></w:r></w:p>"
            self._boxes += [marker.encode(), inside]
            self.splices.replace(element.start, end, b"")

    def _next_number(self, paragraph: _OpenParagraph) -> str:
        """What Word prints before the paragraph, "" for nothing; must be called for every paragraph in order."""
        numbering = self._numbering(paragraph)
        if numbering is None:
            return ""
        id, depth = numbering
        counters, levels = self._styles.numberings[id]
        counts = self._counts.setdefault(counters, {})
        start = levels[depth].start if depth in levels else 1
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _printed(levels, counts, depth)

    def _numbering(self, paragraph: _OpenParagraph) -> tuple[str, int] | None:
        """(number id, depth), of the paragraph itself or else of its style."""
        of_style = self._styles.numbering_of(paragraph.style)
        if paragraph.numbering is None:
            return of_style
        if paragraph.numbering not in self._styles.numberings:
            return None
        depth = paragraph.depth
        return paragraph.numbering, depth if depth is not None else (of_style or ("", 0))[1]


def _printed(levels: Levels, counts: dict[int, int], depth: int) -> str:
    """The number by the level's template; "" for a bullet."""
    level = levels.get(depth)
    if level is None or level.form not in _FORMS:
        return ""

    def number(match: re.Match[str]) -> str:
        above = int(match[1]) - 1
        form = levels[above].form if above in levels else "decimal"
        start = levels[above].start if above in levels else 1
        return list_number(counts.get(above, start), _FORMS.get(form, "Decimal"))

    return _LEVEL_NUMBER.sub(number, level.template)
