"""What one page draws: its text runs, its straight lines and its pictures, from PDFium's page objects."""

from collections.abc import Callable
from ctypes import byref, c_float, c_void_p
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import PdfImage, PdfPage, raw

from consult.importing.pdf_child.characters import Characters, characters_by_object
from consult.importing.pdf_child.fonts import Fonts
from consult.importing.pdf_child.marked_content import MarkedContent, Marking
from consult.importing.pdf_child.matrix import Matrix
from consult.importing.pdf_child.page_pictures import PagePicture, PictureFiles
from consult.importing.pdf_child.ruled_lines import RuledLines
from consult.importing.pdf_child.text_runs import TextRuns, TextState

# A form is a drawing that is used like a single object. How deep they stand in each other, and how
# many are on one page:
MOST_DEPTH = 8
MOST_FORMS = 500


@dataclass(slots=True)
class PageContent:
    """What is drawn on a page; lengths are in points from its left edge and its bottom as it is shown."""

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
            "runs": [run.values() for run in self.text.runs if run.text.strip()],
            "rules": [[round(number, 1) for number in rule] for rule in self.lines.rules],
            "pictures": [picture.values() for picture in self.pictures],
        }


def read_page(page: PdfPage, files: PictureFiles) -> PageContent:
    """The content of an open page; its pictures are added to the file's.

    Costs about 3 µs of the processor a character. Raises PdfiumError for a damaged page.
    """
    upright, width, height = _upright(page)
    content = PageContent(width, height)
    text = page.get_textpage()
    try:
        characters = characters_by_object(text)
        content.text.has_blanks = any(
            one.text == " " for them in characters.values() for one in them
        )
        walk = _Walk(page, content, files, characters, upright)
        count = raw.FPDFPage_CountObjects(page)
        walk.objects(lambda at: raw.FPDFPage_GetObject(page, at), count, Matrix(), Marking(), 0)
    finally:
        text.close()
    return content


def _upright(page: PdfPage) -> tuple[Matrix, float, float]:
    """From the page's own coordinates to those of the page as it is shown; its width and height so."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    rotated = {
        90: Matrix(0, -1, 1, 0, 0, width),
        180: Matrix(-1, 0, 0, -1, width, height),
        270: Matrix(0, 1, -1, 0, height, 0),
    }
    rotation = page.get_rotation()
    if rotation in (90, 270):
        width, height = height, width
    return Matrix(e=-left, f=-bottom).then(rotated.get(rotation, Matrix())), width, height


@dataclass(slots=True)
class _Walk:
    """Goes through the objects of one page and of the forms among them."""

    page: PdfPage
    content: PageContent
    files: PictureFiles
    characters: dict[int, list[Characters]]
    upright: Matrix
    fonts: Fonts = field(default_factory=Fonts)
    marks: MarkedContent = field(default_factory=MarkedContent)
    _replaced: set[int] = field(default_factory=set)
    _forms: int = 0

    def objects(
        self, get: Callable[[int], Any], count: int, form: Matrix, outer: Marking, depth: int
    ) -> None:
        """The objects of the page (`form` is Matrix()), or of a form that its matrix puts on the page."""
        for index in range(count):
            drawn = get(index)
            marking = self.marks.marking(drawn, outer)
            matrix = _matrix(drawn).then(form)
            match raw.FPDFPageObj_GetType(drawn):
                case raw.FPDF_PAGEOBJ_TEXT:
                    self._text(drawn, matrix.then(self.upright), form.then(self.upright), marking)
                case raw.FPDF_PAGEOBJ_PATH:
                    self.content.lines.add(drawn, matrix.then(self.upright))
                case raw.FPDF_PAGEOBJ_IMAGE:
                    image = PdfImage(drawn, self.page, self.page.pdf)
                    picture = self.files.add(image, matrix.then(self.upright), marking.mcid)
                    self.content.pictures.append(picture)
                case raw.FPDF_PAGEOBJ_FORM if depth < MOST_DEPTH and self._forms < MOST_FORMS:
                    self._forms += 1
                    inside = raw.FPDFFormObj_CountObjects(drawn)
                    self.objects(_objects_in(drawn), inside, matrix, marking, depth + 1)

    def _text(self, text: Any, matrix: Matrix, form: Matrix, marking: Marking) -> None:
        """A text object, or once for each section the text that is read in its place."""
        size = c_float()
        raw.FPDFTextObj_GetFontSize(text, byref(size))
        state = TextState(matrix, size.value, self.fonts.is_bold(text), marking.mcid)
        if marking.actual_text is None:
            characters = self.characters.get(c_void_p.from_buffer(text).value or 0, [])
            self.content.text.add(_placed(characters, self.upright), state)
        else:
            words = "" if marking.section in self._replaced else marking.actual_text
            self._replaced.add(marking.section)
            self.content.text.add_actual_text(words, *_ends(text, form), state)


def _objects_in(form: Any) -> Callable[[int], Any]:
    return lambda at: raw.FPDFFormObj_GetObject(form, at)


def _matrix(drawn: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _ends(drawn: Any, form: Matrix) -> tuple[float, float]:
    """The left and the right end of an object on the page, in points."""
    left, bottom, right, top = (c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(drawn, byref(left), byref(bottom), byref(right), byref(top))
    corners = ((x.value, y.value) for x in (left, right) for y in (bottom, top))
    xs = [form.point(x, y)[0] for x, y in corners]
    return min(xs), max(xs)


def _placed(characters: list[Characters], matrix: Matrix) -> list[Characters]:
    if matrix == Matrix():
        return characters
    return [Characters(one.text, *matrix.point(one.x, one.y), one.width) for one in characters]
