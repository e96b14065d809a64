"""What one page draws: its text runs, its straight lines and its pictures, from PDFium's page objects."""

from collections.abc import Callable
from ctypes import byref, c_float, c_void_p
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import PdfImage, PdfPage, raw

from consult.importing.pdf_child.characters import Characters, characters_by_object
from consult.importing.pdf_child.fonts import Fonts
from consult.importing.pdf_child.marked_content import Mark, MarkedContent
from consult.importing.pdf_child.matrix import Matrix
from consult.importing.pdf_child.page_pictures import PagePicture, PictureFiles
from consult.importing.pdf_child.ruled_lines import RuledLines
from consult.importing.pdf_child.text_runs import Setting, TextRuns

# A drawing inside a drawing inside a drawing …; and so many of them on one page.
MOST_DEPTH = 8
MOST_FORMS = 500


@dataclass(slots=True)
class PageContent:
    """What is drawn on a page, in points from its left edge and its foot as it is shown."""

    width: float
    height: float
    text: TextRuns = field(default_factory=TextRuns)
    lines: RuledLines = field(default_factory=RuledLines)
    pictures: list[PagePicture] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "width": round(self.width, 1),
            "height": round(self.height, 1),
            "stretches": [run.values() for run in self.text.runs if run.text.strip()],
            "rules": [[round(number, 1) for number in rule] for rule in self.lines.rules],
            "pictures": [picture.values() for picture in self.pictures],
        }


def read_page(page: PdfPage, files: PictureFiles) -> PageContent:
    """The content of an open page; its pictures are added to the file's. Costs about 2 µs a character."""
    upright, width, height = _upright(page)
    content = PageContent(width, height)
    text = page.get_textpage()
    try:
        characters = characters_by_object(text)
        content.text.has_blanks = any(
            one.text == " " for each in characters.values() for one in each
        )
        walk = _Walk(page, content, files, characters, upright)
        count = raw.FPDFPage_CountObjects(page)
        walk.objects(lambda at: raw.FPDFPage_GetObject(page, at), count, Matrix(), Mark(), 0)
    finally:
        text.close()
    return content


def _upright(page: PdfPage) -> tuple[Matrix, float, float]:
    """From the page's own measure to one whose foot is below, whichever way it is turned; its size."""
    left, foot, right, top = page.get_bbox()
    width, height = right - left, top - foot
    turned = {
        90: Matrix(0, -1, 1, 0, 0, width),
        180: Matrix(-1, 0, 0, -1, width, height),
        270: Matrix(0, 1, -1, 0, height, 0),
    }
    turn = page.get_rotation()
    if turn in (90, 270):
        width, height = height, width
    return Matrix(e=-left, f=-foot).then(turned.get(turn, Matrix())), width, height


@dataclass(slots=True)
class _Walk:
    """Goes through the objects of one page, and of the drawings among them."""

    page: PdfPage
    content: PageContent
    files: PictureFiles
    characters: dict[int, list[Characters]]
    upright: Matrix
    fonts: Fonts = field(default_factory=Fonts)
    marks: MarkedContent = field(default_factory=MarkedContent)
    _read_instead: set[int] = field(default_factory=set)
    _forms: int = 0

    def objects(
        self, get: Callable[[int], Any], count: int, form: Matrix, mark: Mark, depth: int
    ) -> None:
        """The objects of a page, or of a form that `form` puts on it, inside content with a mark."""
        for index in range(count):
            drawn = get(index)
            own = self.marks.of(drawn, mark)
            match raw.FPDFPageObj_GetType(drawn):
                case raw.FPDF_PAGEOBJ_TEXT:
                    self._text(drawn, form, own)
                case raw.FPDF_PAGEOBJ_PATH:
                    place = _matrix(drawn).then(form).then(self.upright)
                    self.content.lines.add(drawn, place)
                case raw.FPDF_PAGEOBJ_IMAGE:
                    place = _matrix(drawn).then(form).then(self.upright)
                    image = PdfImage(drawn, self.page, self.page.pdf)
                    self.content.pictures.append(self.files.add(image, place, own.number))
                case raw.FPDF_PAGEOBJ_FORM if depth < MOST_DEPTH and self._forms < MOST_FORMS:
                    self._forms += 1
                    inside = raw.FPDFFormObj_CountObjects(drawn)
                    place = _matrix(drawn).then(form)
                    self.objects(_inside(drawn), inside, place, own, depth + 1)

    def _text(self, text: Any, form: Matrix, mark: Mark) -> None:
        setting = self._setting(text, _matrix(text).then(form).then(self.upright), mark)
        if mark.actual_text is None:
            characters = self.characters.get(c_void_p.from_buffer(text).value or 0, [])
            self.content.text.add(_turned(characters, self.upright), setting)
        else:
            words = "" if mark.section in self._read_instead else mark.actual_text
            self._read_instead.add(mark.section)
            left, right = _reach(text, form.then(self.upright))
            self.content.text.add_actual_text(words, left, right, setting)

    def _setting(self, text: Any, place: Matrix, mark: Mark) -> Setting:
        size = c_float()
        raw.FPDFTextObj_GetFontSize(text, byref(size))
        return Setting(place, size.value, self.fonts.is_bold(text), mark.number)


def _inside(form: Any) -> Callable[[int], Any]:
    return lambda at: raw.FPDFFormObj_GetObject(form, at)


def _matrix(drawn: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, found)
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _reach(drawn: Any, place: Matrix) -> tuple[float, float]:
    left, foot, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(drawn, byref(left), byref(foot), byref(right), byref(top))
    corners = [
        place.point(x, y)[0] for x in (left.value, right.value) for y in (foot.value, top.value)
    ]
    return min(corners), max(corners)


def _turned(characters: list[Characters], place: Matrix) -> list[Characters]:
    if place == Matrix():
        return characters
    return [Characters(one.text, *place.point(one.x, one.y), one.width) for one in characters]
