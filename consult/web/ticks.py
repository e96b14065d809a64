"""Boxes to tick in a list. Each is called by what it stands for ("remark-17"): a browser that goes back fills a form
again by name and order, and would tick another row where all boxes have one name."""

from __future__ import annotations

from collections.abc import Iterable


def tick_name(field: str, key: object) -> str:
    """The name of the box of the row with this key."""
    return f"{field}-{key}"


def ticked(names: Iterable[str], field: str) -> list[str]:
    """The keys of the rows that are ticked, of the names of fields (those of a form, or of an address)."""
    before = tick_name(field, "")
    return [each.removeprefix(before) for each in dict.fromkeys(names) if each.startswith(before)]
