"""Makes a Word file ready for pandoc: what pandoc would drop, or print though nobody sees it.

Numbers that Word prints before headings become words, text boxes come below their paragraph,
hidden text goes. Must not interpret the text beyond that.
"""

import re

from consult.importing.archive import Archive
from consult.importing.formulas import Formulas
from consult.importing.markers import BOX, HIDDEN
from consult.importing.pandoc_blocks import numeral
from consult.importing.word_drawings import Drawings
from consult.importing.word_styles import Level, Styles
from consult.importing.word_symbols import Signs
from consult.importing.xml_splicing import Element, Walk, is_plain

_TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_STYLES = "word/styles.xml"
_FORMS = {
    "decimal": "Decimal",
    "decimalZero": "Decimal",
    "upperRoman": "UpperRoman",
    "lowerRoman": "LowerRoman",
    "upperLetter": "UpperAlpha",
    "lowerLetter": "LowerAlpha",
}
_PLACE = re.compile(r"%([1-9])")
_OFF = ("0", "false", "none", "off")


def prepared(content: bytes, archive: Archive) -> bytes:
    """The same file, ready; the very same bytes when there was nothing to do.

    Raises ImportRefused for a file that is damaged or nested too deeply.
    """
    styles = Styles.of(archive)
    before = {name: archive.part(name) for name in (*_TEXTS, _STYLES)}
    after = {name: part for name, part in before.items() if is_plain(part)}
    for name in set(_TEXTS) & set(after):
        for step in (Formulas, Drawings, Signs):
            if any(element in after[name] for element in step.ELEMENTS):
                after[name] = step(after[name]).run()
        after[name] = _Text(after[name], styles).run() if after[name] else b""
    if _STYLES in after and styles.unnamed_headings():
        after[_STYLES] = _Named(before[_STYLES], styles.unnamed_headings()).run()
    changed = {name: part for name, part in after.items() if part != before[name]}
    return archive.with_parts(changed) if changed else content


class _Named(Walk):
    """Gives heading styles the name by which everybody knows them."""

    def __init__(self, content: bytes, levels: dict[str, int]) -> None:
        super().__init__(content)
        self._levels = levels

    def closed(self, element: Element, end: int) -> None:
        above = self.above[-1].attributes if self.above else {}
        level = self._levels.get(above.get("w:styleId", ""))
        if element.name == "w:name" and level:
            self.splices.replace(element.start, end, f'<w:name w:val="heading {level}"/>'.encode())


class _Paragraph:
    """What is known of the paragraph that is open."""

    def __init__(self) -> None:
        self.style = ""
        self.numbering: str | None = None
        self.depth: int | None = None
        self.begun = False


class _Text(Walk):
    """The body: hidden runs, text boxes, and headings with the numbers Word prints."""

    def __init__(self, content: bytes, styles: Styles) -> None:
        super().__init__(content)
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._paragraphs: list[_Paragraph] = []
        self._boxes: list[bytes] = []
        self._hidden = False

    def opened(self, element: Element) -> None:
        value = element.attributes.get("w:val", "")
        if element.name == "w:p":
            self._paragraphs.append(_Paragraph())
        elif element.name == "w:r":
            self._hidden = False
        elif element.name == "w:vanish" and len(self.above) > 2 and self.above[-3].name == "w:r":
            self._hidden = value not in _OFF
        elif self._paragraphs and self.inside("w:pPr") and not self.inside("w:pPrChange"):
            self._note(element.name, value)

    def _note(self, name: str, value: str) -> None:
        paragraph = self._paragraphs[-1]
        if name == "w:pStyle":
            paragraph.style = value
        elif name == "w:numId":
            paragraph.numbering = value
        elif name == "w:ilvl" and value.isdecimal():
            paragraph.depth = int(value)

    def said(self, text: str, at: int) -> None:
        words = self.above[-1].name in ("w:t", "w:delText") and text.strip()
        if not words or not self._paragraphs or self._hidden:
            return
        paragraph = self._paragraphs[-1]
        if not paragraph.begun:
            paragraph.begun = True
            number = self._number(paragraph)
            if number and self._styles.heading(paragraph.style):
                self.splices.put(at, f"{number} ")

    def closed(self, element: Element, end: int) -> None:
        if element.name == "w:r" and self._hidden:
            self._hidden = False
            hidden = f"<w:r><w:t>{HIDDEN}</w:t></w:r>"
            self.splices.replace(element.start, end, hidden.encode())
        elif element.name == "w:txbxContent":
            self._box(element, end)
        elif element.name == "w:p" and self._paragraphs:
            self._paragraphs.pop()
            if not self._paragraphs and self._boxes:
                self.splices.replace(end, end, b"".join(self._boxes))
                self._boxes.clear()

    def _box(self, element: Element, end: int) -> None:
        """Only the outermost box is moved, and never its copy for old programs."""
        if self.inside("w:txbxContent") or self.inside("mc:Fallback"):
            return
        inside = self.content[element.inside : end - len("</w:txbxContent>")]
        if b"<w:t" in inside:
            sign = f"<w:p><w:r><w:t>{BOX}</w:t></w:r></w:p>"
            self._boxes += [sign.encode(), inside]
            self.splices.replace(element.start, end, b"")

    def _number(self, paragraph: _Paragraph) -> str:
        """What Word prints before the paragraph; counts every numbered one on the way."""
        at = self._numbering(paragraph)
        if at is None:
            return ""
        counters, levels = self._styles.numberings[at[0]]
        depth = at[1]
        counts = self._counts.setdefault(counters, {})
        start = levels[depth].start if depth in levels else 1
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _printed(levels, counts, depth)

    def _numbering(self, paragraph: _Paragraph) -> tuple[str, int] | None:
        styled = self._styles.numbered(paragraph.style)
        if paragraph.numbering is None:
            return styled
        if paragraph.numbering not in self._styles.numberings:
            return None
        depth = paragraph.depth
        return paragraph.numbering, depth if depth is not None else (styled or ("", 0))[1]


def _printed(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    """The number as its level's shape has it; "" for a bullet."""
    level = levels.get(depth)
    if level is None or level.form not in _FORMS:
        return ""

    def written(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        form = levels[at].form if at in levels else "decimal"
        start = levels[at].start if at in levels else 1
        return numeral(counts.get(at, start), _FORMS.get(form, "Decimal"))

    return _PLACE.sub(written, level.shape)
