"""The things on a page. All lengths are in points, measured from the page's left edge and its bottom.

Holds shapes only; what they mean is for the steps of this package.
"""

from typing import Any, NamedTuple, TypeAlias

from consult.importing.draft import Cell

Cells: TypeAlias = tuple[tuple[Cell, ...], ...]


class TextRun(NamedTuple):
    """Words in one font and size, from `left` to `right` on their `baseline`.

    `size` is the font size, `angle` the direction of reading in degrees anticlockwise, `mcid` the
    marked-content id by which the tags name the words, -1 for none.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    angle: int = 0
    mcid: int = -1

    @property
    def middle(self) -> tuple[float, float]:
        """A point (x, y) within the words."""
        return (self.left + self.right) / 2, self.baseline + self.size / 4


class Rule(NamedTuple):
    """A straight line, horizontal or vertical, as the box around it."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_horizontal(self) -> bool:
        """Whether it is at least as wide as it is high."""
        return self.right - self.left >= self.top - self.bottom


class PagePicture(NamedTuple):
    """A picture; `name` is that of its file, "" where the file cannot be had."""

    left: float
    bottom: float
    right: float
    top: float
    mcid: int
    name: str


class Page(NamedTuple):
    """One page as it is drawn; `width` and `height` are those it is shown with."""

    width: float
    height: float
    runs: list[TextRun]
    rules: list[Rule]
    pictures: list[PagePicture]


class PageLine(NamedTuple):
    """A line of text in reading order, or a table (`cells`) or a picture (`picture`) among the lines.

    `size` is the font size, `y` the baseline of text and the top of a table or picture, `left` and
    `right` are its ends.
    """

    text: str
    size: float
    y: float
    bold: bool = False
    cells: Cells = ()
    picture: str = ""
    left: float = 0.0
    right: float = 0.0


def page_of(values: dict[str, Any]) -> Page:
    """A page from the child process's JSON."""
    return Page(
        values["width"],
        values["height"],
        [TextRun(*run) for run in values["runs"]],
        [Rule(*rule) for rule in values["rules"]],
        [PagePicture(*picture) for picture in values["pictures"]],
    )
