"""The layout of the memo as a Word file: paper, styles, header and footer. A template of the municipality's own keeps what
it has of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consult.answers.memo.docx_parts import clean, element, field, run_of

TAGS = {"da": "da-DK", "en": "en-GB", "ar": "ar-SA"}
# A font that every word processor has, with Arabic letters.
FONT = "Arial"
COLOUR = "0B6158"
# name → (points, points of room above)
HEADINGS = {
    "Title": (26, 0),
    "Heading 1": (17, 24),
    "Heading 2": (13, 18),
    "Heading 3": (11, 14),
    "Heading 4": (11, 14),
}
LEVELS = 4
TABLE = "Memo Table"


@dataclass(frozen=True)
class PageWords:
    """What stands in the header of each page: whose it is, and which one."""

    issuer: str
    title: str
    edition: str


def lay_out(document: Any, language: str, words: PageWords, *, is_ours: bool, is_rtl: bool) -> None:
    """Paper, styles, header and footer; of a template (not ``is_ours``) only the styles that it lacks."""
    if is_ours:
        _set_paper(document)
        _set_fonts(document)
    _add_missing_styles(document, is_rtl)
    _set_language(document, TAGS.get(language, language), is_rtl)
    if is_ours:
        _set_header(document, words)
        _set_footer(document)
    if is_rtl:
        for section in document.sections:
            _prepend_property(section._sectPr, "bidi")


def _set_paper(document: Any) -> None:
    from docx.shared import Mm

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin, section.bottom_margin = Mm(28), Mm(24)
        section.header_distance = section.footer_distance = Mm(12)
        # The title page has neither header nor footer.
        section.different_first_page_header_footer = True


def _set_fonts(document: Any) -> None:
    from docx.shared import Pt, RGBColor

    _set_font(document.styles["Normal"], 10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Normal"].paragraph_format.line_spacing = 1.2
    for name, (size, above) in HEADINGS.items():
        style = document.styles[name]
        _set_font(style, size)
        style.font.color.rgb = RGBColor.from_string(COLOUR if name != "Heading 3" else "454545")
        style.font.italic = False
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    _set_font(document.styles["Caption"], 9.5)
    document.styles["Caption"].font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    document.styles["Quote"].paragraph_format.left_indent = Pt(14)
    for name in ("Header", "Footer"):
        _set_font(document.styles[name], 8)


def _set_font(style: Any, points: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    style.font.size = Pt(points)
    size = properties.find(qn("w:szCs"))
    if size is None:
        size = element("szCs")
        properties.find(qn("w:sz")).addnext(size)
    size.set(qn("w:val"), str(round(points * 2)))


def _add_missing_styles(document: Any, is_rtl: bool) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    for name in (*HEADINGS, "Quote", "Intense Quote", "Caption"):
        _style(document, name, WD_STYLE_TYPE.PARAGRAPH)
    for level in range(1, LEVELS + 1):
        name = f"toc {level}"
        if name not in document.styles:
            style = _style(document, name, WD_STYLE_TYPE.PARAGRAPH)
            style.paragraph_format.left_indent = Pt(12 * (level - 1))
            style.paragraph_format.space_after = Pt(3)
            style.font.bold = level == 1
            style.paragraph_format.tab_stops.add_tab_stop(*_page_number_stop(document))
    if "Hyperlink" not in document.styles:
        link = _style(document, "Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb = RGBColor.from_string(COLOUR)
        link.font.underline = True
    if TABLE not in document.styles:
        _style(document, TABLE, WD_STYLE_TYPE.PARAGRAPH)
        document.styles[TABLE].font.size = Pt(9)
        document.styles[TABLE].paragraph_format.space_after = Pt(0)
    if is_rtl:
        normal = document.styles["Normal"].element
        normal.get_or_add_pPr().append(element("bidi"))
        normal.get_or_add_rPr().append(element("rtl"))


def _style(document: Any, name: str, kind: Any) -> Any:
    """The style of this name, added where a template has none."""
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, kind)
    if "Normal" in document.styles and kind == 1:
        style.base_style = document.styles["Normal"]
    return style


def text_width(document: Any) -> int:
    """Between the margins of the first section, in EMU (914,400 an inch); of A4 where a template says nothing."""
    section = document.sections[0]
    sides = (section.left_margin, section.right_margin)
    inside = int(section.page_width or _A4) - sum(int(each or 0) for each in sides)
    return inside if inside > 0 else _A4


_A4 = 210 * 36_000


def _page_number_stop(document: Any) -> tuple[Any, Any, Any]:
    """At the end of the line, with dots that lead there."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    return text_width(document), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS


def _set_language(document: Any, tag: str, is_rtl: bool) -> None:
    """Note the language in the default style, where screen readers and spell checkers look for it."""
    from docx.oxml.ns import qn

    properties = document.styles["Normal"].element.get_or_add_rPr()
    defaults = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    for each in (properties if defaults is None else defaults,):
        language = each.find(qn("w:lang"))
        if language is None:
            language = element("lang")
            each.append(language)
        language.set(qn("w:val"), tag)
        if is_rtl:
            language.set(qn("w:bidi"), tag)


def _set_header(document: Any, words: PageWords) -> None:
    header = document.sections[0].header
    paragraph = header.paragraphs[0]
    _stop_at_end(document, paragraph)
    paragraph.add_run(clean(words.issuer))
    paragraph.add_run("\t" + clean(f"{words.title} · {words.edition}"))


def _set_footer(document: Any) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    _stop_at_end(document, paragraph)
    paragraph.add_run("\t")
    paragraph._p.extend(field("PAGE", run_of("2")))
    paragraph.add_run(" / ")
    paragraph._p.extend(field("NUMPAGES", run_of("2")))


def _stop_at_end(document: Any, paragraph: Any) -> None:
    """One stop, at the end of the line: those of the style are for other paper."""
    width, alignment, _leader = _page_number_stop(document)
    stops = paragraph.paragraph_format.tab_stops
    from docx.shared import Twips

    for old in (Twips(4320), Twips(8640), Twips(4680), Twips(9360)):
        stops.add_tab_stop(old, _clear())
    stops.add_tab_stop(width, alignment)


def _clear() -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT

    return WD_TAB_ALIGNMENT.CLEAR


def _prepend_property(properties: Any, name: str) -> None:
    """``bidi`` of a section, in its place before the grid of the page."""
    from docx.oxml.ns import qn

    grid = properties.find(qn("w:docGrid"))
    made = element(name)
    if grid is None:
        properties.append(made)
    else:
        grid.addprevious(made)
