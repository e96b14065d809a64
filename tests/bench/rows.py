"""A line of the bench's table."""

from __future__ import annotations


def row(name: str, *figures: str) -> None:
    """Print what was measured and its figures."""
    print(f"{name:60}" + "".join(f"{figure:>18}" for figure in figures), flush=True)
