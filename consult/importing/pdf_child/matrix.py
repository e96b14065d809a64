"""The six numbers by which a PDF moves, turns and stretches what it draws."""

from typing import Any, NamedTuple


class Matrix(NamedTuple):
    """[a b c d e f] as PDF has it: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def of(cls, written: Any) -> "Matrix":
        """The six numbers of an operator or of a /Matrix; changes nothing where they are not six."""
        try:
            return cls(*(float(number) for number in written))
        except (TypeError, ValueError):
            return cls()

    def then(self, other: "Matrix") -> "Matrix":
        """This movement and after it another one."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def moved(self, x: float, y: float) -> "Matrix":
        """A step before this movement, in its own measure."""
        return Matrix(e=x, f=y).then(self)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f
