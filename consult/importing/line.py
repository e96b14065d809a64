"""One line of a text file or of a PDF page, with where it is.

Must not know what a line means; that is for the readers.
"""

from dataclasses import dataclass, replace

from consult.importing.draft import Cell, ImportRefused

# About two thousand pages: no draft has more, and every later step is kept short by it.
MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """`where` is "line 48" or "page 3, line 7", for warnings.

    `size` is the font size, `left` and `right` its ends in points, 0 where the file does not give them;
    `bold` is set when the whole line is. `cells` is set for a table among the lines, `picture` for a
    picture: the name of its file. `starts_page` is set for the first line after a page break or
    after a header that was left out: a sentence may continue here.
    """

    text: str
    where: str
    starts_page: bool = False
    size: float = 0.0
    bold: bool = False
    cells: tuple[tuple[Cell, ...], ...] = ()
    picture: str = ""
    left: float = 0.0
    right: float = 0.0

    @property
    def is_blank(self) -> bool:
        """Whether it has nothing but spaces."""
        return not self.text.strip()

    def with_text(self, text: str) -> "Line":
        """The same line with another text."""
        return replace(self, text=text)


def lines_of(text: str) -> list[Line]:
    """The lines of a text file; a form feed before a line is a page break.

    Raises ImportRefused when there are more than MOST_LINES.
    """
    if text.count("\n") > MOST_LINES:
        raise ImportRefused("too-long", f"The file has more than {MOST_LINES} lines.")
    return [
        Line(line.replace("\f", ""), f"line {number}", starts_page="\f" in line)
        for number, line in enumerate(text.split("\n"), 1)
    ]
