"""The six numbers by which a PDF moves, rotates and scales what it draws."""

from typing import NamedTuple


class Matrix(NamedTuple):
    """[a b c d e f] as PDF has it: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, other: "Matrix") -> "Matrix":
        """The matrix that does the same as this one and after it another one."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the matrix puts a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f
