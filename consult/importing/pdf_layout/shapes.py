"""The things on a page, with their places in points from its left edge and its foot.

Holds shapes only; what they mean is for the steps of this package.
"""

from typing import Any, NamedTuple, TypeAlias

from consult.importing.draft import Cell

Cells: TypeAlias = tuple[tuple[Cell, ...], ...]


class Stretch(NamedTuple):
    """Words in one kind of letter; `turn` in degrees, `mark` as the tags name it, -1 for none."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    turn: int = 0
    mark: int = -1

    @property
    def middle(self) -> tuple[float, float]:
        """A point within the words."""
        return (self.left + self.right) / 2, self.base + self.size / 4


class Rule(NamedTuple):
    """A straight line."""

    left: float
    foot: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        """Rather level than upright."""
        return self.right - self.left >= self.top - self.foot


class Raster(NamedTuple):
    """A picture; `name` is that of its bytes, "" where they cannot be had."""

    left: float
    foot: float
    right: float
    top: float
    mark: int
    name: str


class Sheet(NamedTuple):
    """One page."""

    width: float
    height: float
    stretches: list[Stretch]
    rules: list[Rule]
    rasters: list[Raster]


class Printed(NamedTuple):
    """A line as it is read, or a table (`cells`) or a picture (`picture`) in its place among them.

    `size` is the letters' height, `place` the distance from the page's foot and `left`
    and `right` are how far it reaches across, in points.
    """

    text: str
    size: float
    place: float
    bold: bool = False
    cells: Cells = ()
    picture: str = ""
    left: float = 0.0
    right: float = 0.0


def sheet_of(said: dict[str, Any]) -> Sheet:
    """A page as the child process says it."""
    return Sheet(
        said["width"],
        said["height"],
        [Stretch(*one) for one in said["stretches"]],
        [Rule(*one) for one in said["rules"]],
        [Raster(*one) for one in said["pictures"]],
    )
