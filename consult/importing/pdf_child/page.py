"""Follows what draws one page: its words with their places, its straight lines and its pictures."""

from dataclasses import dataclass, field, replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject

from consult.importing.pdf_child.font_decoder import Letters
from consult.importing.pdf_child.matrix import Matrix
from consult.importing.pdf_child.page_pictures import Raster
from consult.importing.pdf_child.pdf_objects import dictionary, text_of, whole
from consult.importing.pdf_child.ruled_lines import Strokes
from consult.importing.pdf_child.text_runs import Words, Writing

# A drawing inside a drawing inside a drawing …; and so many of them on one page.
MOST_DEPTH = 8
MOST_FORMS = 500
_PATHS = (b"re", b"m", b"l", b"n", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_NOTHING = -1


@dataclass(slots=True)
class _Marked:
    """Content between marks: its number, and whether other words are read in its place."""

    number: int
    is_read: bool = False


@dataclass(slots=True)
class Sheet:
    """One page, to be read once."""

    page: PageObject
    words: Words = field(default_factory=Words)
    strokes: Strokes = field(default_factory=Strokes)
    pictures: list[Raster] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    _place: Matrix = field(default_factory=Matrix)
    _kept: list[tuple[Matrix, Writing]] = field(default_factory=list)
    _marks: list[_Marked] = field(default_factory=lambda: [_Marked(_NOTHING)])
    _forms: int = 0
    _fonts: dict[int, Letters | None] = field(default_factory=dict)

    def read(self) -> "Sheet":
        """Follow everything that is drawn."""
        box = self.page.mediabox
        self.width, self.height = float(box.width), float(box.height)
        self._place = self._upright(float(box.left), float(box.bottom))
        contents = self.page.get("/Contents")
        found = contents.get_object() if contents is not None else None
        if isinstance(found, (ArrayObject, StreamObject)):
            self._follow(found, dictionary(self.page, "/Resources"), 0)
        return self

    def said(self) -> dict[str, Any]:
        """The page as values for JSON."""
        return {
            "width": round(self.width, 1),
            "height": round(self.height, 1),
            "stretches": [one.values() for one in self.words.stretches if one.text.strip()],
            "rules": [[round(number, 1) for number in rule] for rule in self.strokes.rules],
            "pictures": [one.values() for one in self.pictures],
        }

    def _upright(self, left: float, foot: float) -> Matrix:
        """From the page's own measure to one whose foot is below, whichever way it is turned."""
        turn = whole(self.page.get("/Rotate", 0)) % 360
        width, height = self.width, self.height
        if turn in (90, 270):
            self.width, self.height = height, width
        turned = {
            90: Matrix(0, -1, 1, 0, 0, width),
            180: Matrix(-1, 0, 0, -1, width, height),
            270: Matrix(0, 1, -1, 0, height, 0),
        }
        return Matrix(e=-left, f=-foot).then(turned.get(turn, Matrix()))

    def _follow(self, contents: Any, resources: DictionaryObject, depth: int) -> None:
        for operands, operator in ContentStream(contents, self.page.pdf, "bytes").operations:
            # What is wrong in one place of a page is passed over, and the rest is followed.
            try:
                self._one(operator, operands, resources, depth)
            except (IndexError, TypeError, ValueError, KeyError, AttributeError):
                continue

    def _one(self, operator: bytes, operands: Any, resources: DictionaryObject, depth: int) -> None:
        if operator in _SHOWS:
            self.words.show(operator, operands, self._place, self._marks[-1].number)
        elif operator in _PATHS:
            self.strokes.draw(operator, operands, self._place)
        elif operator == b"q":
            self._kept.append((self._place, replace(self.words.writing)))
        elif operator == b"Q" and self._kept:
            self._place, self.words.writing = self._kept.pop()
        elif operator == b"cm":
            self._place = Matrix.of(operands).then(self._place)
        elif operator == b"Tf":
            self.words.writing.letters = self._font(str(operands[0]), resources)
            self.words.writing.size = float(operands[1])
        elif operator in (b"BDC", b"BMC", b"EMC"):
            self._mark(operator, operands, resources)
        elif operator == b"Do":
            self._draw(dictionary(resources, "/XObject"), str(operands[0]), resources, depth)
        elif operator == b"INLINE IMAGE":
            self._picture(None)
        else:
            self.words.set(operator, operands)

    def _font(self, name: str, resources: DictionaryObject) -> Letters | None:
        resource = dictionary(dictionary(resources, "/Font"), name)
        if id(resource) not in self._fonts:
            self._fonts[id(resource)] = Letters(resource) if resource else None
        return self._fonts[id(resource)]

    def _mark(self, operator: bytes, operands: Any, resources: DictionaryObject) -> None:
        if operator == b"EMC":
            if len(self._marks) > 1:
                self._marks.pop()
                self.words.instead = "" if self._marks[-1].is_read else None
            return
        number, is_read = self._marks[-1].number, self._marks[-1].is_read
        about = operands[1] if len(operands) > 1 else None
        if isinstance(about, str):
            about = dictionary(dictionary(resources, "/Properties"), about)
        if isinstance(about, DictionaryObject):
            number = whole(about["/MCID"]) if "/MCID" in about else number
            if "/ActualText" in about and not is_read:
                self.words.instead, is_read = text_of(about["/ActualText"]), True
        if operands[0] == "/Artifact":
            number = _NOTHING
        self._marks.append(_Marked(number, is_read))

    def _draw(self, drawn: Any, name: str, resources: DictionaryObject, depth: int) -> None:
        """A picture, or a form: drawing operators of their own that may be used again."""
        found = dictionary(drawn, name)
        if not isinstance(found, StreamObject):
            return
        if found.get("/Subtype") == "/Image":
            self._picture(found)
        elif depth < MOST_DEPTH and self._forms < MOST_FORMS:
            self._forms += 1
            kept = self._place, replace(self.words.writing), len(self._kept)
            self._place = Matrix.of(found.get("/Matrix", ())).then(self._place)
            self._follow(found, dictionary(found, "/Resources") or resources, depth + 1)
            self._place, self.words.writing = kept[:2]
            del self._kept[kept[2] :]

    def _picture(self, stream: StreamObject | None) -> None:
        """A picture fills the square from 0 to 1 of the measure it is drawn in."""
        corners = [self._place.point(x, y) for x in (0, 1) for y in (0, 1)]
        across, up = zip(*corners, strict=True)
        mark = self._marks[-1].number
        self.pictures.append(Raster(min(across), min(up), max(across), max(up), mark, stream))
