"""Cells of a CSV file: text that stays text, in whatever program opens it, and can be had back exactly."""

from __future__ import annotations

import re
import unicodedata

from consult.tables.column import Column, Kind, Value

GUARD = "'"
# What makes a spreadsheet take a cell for a formula, once full-width forms are folded.
_FORMULA = frozenset("=+-@−")
# Where another cell begins for a program that takes the file's commas for letters.
_CELL_BREAKS = re.compile(r"(?<=[;\t\r\n])")
# Words that programs take for an empty cell, a truth or a number. pandas' own list is longer by signs alone.
_TAKEN_WORDS = frozenset(
    {"na", "n/a", "nan", "null", "none", "nil", "true", "false", "sand", "falsk", "inf", "infinity", "sandt", "yes", "no"}
)  # fmt: skip
# Words beside digits that leave it a number, an amount, a time or a date.
_BESIDE_DIGITS = frozenset({"e", "x", "o", "b", "t", "z", "am", "pm", "kr", "dkk", "eur", "usd", "kl", "d", "den", "f", "st", "nd", "rd", "th"})  # fmt: skip
_DATE_WORDS = ("jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec", "man", "tir", "ons", "tor", "fre", "lør", "søn", "mon", "tue", "wed", "thu", "fri", "sat", "sun")  # fmt: skip
_LONGEST_NUMBER = 64
_BLANKS = ("\t", "\r", "\n")


def cell(column: Column, value: Value) -> str:
    """The value as a CSV file holds it: a key behind its sign, a text guarded, see ``guarded``."""
    if value is None or value == "":
        return ""
    if column.kind is Kind.KEY:
        return f"{column.sign}{value}"
    if column.kind is Kind.TEXT:
        return guarded(str(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def guarded(text: str) -> str:
    """The text with an apostrophe before all that a program would run or take for something else.

    That is at the start, and after each line break, tab and semicolon, where a spreadsheet that does not part at
    commas begins a cell. An apostrophe that stands there already gets a second one, so ``unguarded`` undoes it.
    """
    parts = _CELL_BREAKS.split(text)
    whole = GUARD if text[:1] in _BLANKS or _is_taken_for_a_value(text) else ""
    return whole + "".join(GUARD + each if _needs_guard(each) else each for each in parts)


def unguarded(cell: str) -> str:
    """The text that was guarded: one apostrophe less at the start, and after each line break, tab and semicolon."""
    return "".join(part.removeprefix(GUARD) for part in _CELL_BREAKS.split(cell))


def _needs_guard(part: str) -> bool:
    return part.startswith(GUARD) or _starts_a_formula(part)


def _starts_a_formula(text: str) -> bool:
    for character in text:
        # Spaces of every width, quotation marks, and marks that take no room, hide what follows from people alone.
        if (
            character.isspace()
            or character == '"'
            or unicodedata.category(character) in ("Cf", "Cc")
        ):
            continue
        return unicodedata.normalize("NFKC", character)[:1] in _FORMULA
    return False


def _is_taken_for_a_value(text: str) -> bool:
    """Whether a program that guesses at types would make something else of all of it."""
    bare = text.strip().casefold()
    if not bare or len(bare) > _LONGEST_NUMBER or _needs_guard(text):
        return False
    words = re.findall(r"[^\W\d_]+", bare)
    if not any(character.isdigit() for character in bare):
        return not words or bare.strip("#<>-+. ") in _TAKEN_WORDS
    return all(each in _BESIDE_DIGITS or each.startswith(_DATE_WORDS) for each in words)
