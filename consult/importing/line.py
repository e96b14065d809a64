"""One line of a text file or of a PDF page, with the place it stands at.

Must not know what a line means; that is for the readers.
"""

from dataclasses import dataclass, replace

from consult.importing.draft import Cell, ImportRefused

# About two thousand pages: no draft has more, and every later step is kept short by it.
MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """`where` is "line 48" or "page 3, line 7"; `size` is the letters' height in points and `left`
    where it begins, 0 unknown.

    `bold` is set when every word of it is, in files that say so. `cells` and `picture` are set for
    what stands among the lines of a page and is none: a table, and the name of a picture's bytes.

    `starts_page` is set for the first line after a page break, or after something that stood
    between two lines and was taken away, so that a sentence may go on here.
    """

    text: str
    where: str
    starts_page: bool = False
    size: float = 0.0
    bold: bool = False
    cells: tuple[tuple[Cell, ...], ...] = ()
    picture: str = ""
    left: float = 0.0

    @property
    def is_blank(self) -> bool:
        """Nothing but spaces."""
        return not self.text.strip()

    def with_text(self, text: str) -> "Line":
        """The same line with other words."""
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
