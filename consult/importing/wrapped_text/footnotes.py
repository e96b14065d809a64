"""Lifts footnotes out of the middle of a text and puts them behind the paragraph they belong to.

Must not take anything for a footnote whose number nothing in the text refers to.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from consult.importing.draft import DraftWarning
from consult.importing.line import Line
from consult.importing.piece import DraftPiece
from consult.importing.superscript import NUMERALS, raised
from consult.importing.wrapped_text.block import Block

_NOTE = re.compile(
    rf"\s*(?P<number>\d{{1,2}}|[{NUMERALS}]{{1,2}})\s*(?<=[\s{NUMERALS}])(?P<words>[A-ZÆØÅ].*)"
)
# The ² of m² is no mark.
_NO_UNIT = r"(?<!\b[kcdm]m)(?<!\bm)"
# A mark glued to a word, and a number alone at the end of a block, as behind an amount.
_GLUED = re.compile(
    rf"(?<=[a-zæøå]{{2}})(?P<number>\d{{1,2}})(?=$|[\s.,:;])"
    rf"|(?<!^){_NO_UNIT}(?<=[^\s{NUMERALS}])(?P<raised>[{NUMERALS}]{{1,2}})(?![{NUMERALS}])"
)
_LOOSE = re.compile(r"(?<=[a-zæøå]\.) (?P<number>\d{1,2})\s*$")
_SENTENCE_END = '.!?:”")'


@dataclass(frozen=True, slots=True)
class _Reference:
    """Where a note is referred to: the line, and the stretch of it to be raised."""

    line: Line
    order: int
    start: int
    end: int
    certain: bool


@dataclass(frozen=True, slots=True)
class _References:
    """All numbers that may refer to a note, found in one pass, and every line's order."""

    by_number: dict[int, list[_Reference]]
    order: dict[str, int]

    def of(self, number: int, note: Line) -> _Reference | None:
        """The mark glued to a word nearest to the note; else a number alone at a block's end."""
        places = self.by_number.get(number, [])
        places = [at for at in places if at.certain] or places
        here = self.order[note.where]
        return min(places, key=lambda at: abs(at.order - here), default=None)


def lift_footnotes(blocks: list[Block]) -> tuple[list[Block], list[Block], list[DraftWarning]]:
    """The text without its footnotes, references raised (`²`); the footnotes; what was guessed."""
    references = _references(blocks)
    usual = _usual_size(blocks)
    kept: list[Block] = []
    notes: list[Block] = []
    in_note = False
    for block in blocks:
        rest, found = _part(block, references, len(notes), usual)
        if in_note and rest and _goes_on(notes[-1], rest):
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, *rest))
        elif rest:
            kept.append(replace(block, lines=tuple(rest)))
        notes += found
        in_note = bool(found)
    raised: dict[str, Line] = {}
    warnings: list[DraftWarning] = []
    for number, note in enumerate(notes, 1):
        at = references.of(number, note.lines[0])
        if at is not None:
            raised[at.line.where] = _raised(raised.get(at.line.where, at.line), at, number)
            warnings += [] if at.certain else [_about_guess(at.line, number)]
    kept = [replace(b, lines=tuple(raised.get(x.where, x) for x in b.lines)) for b in kept]
    return kept, [_as_note(number, note) for number, note in enumerate(notes, 1)], warnings


def place_footnotes(found: list[DraftPiece], notes: list[DraftPiece]) -> list[DraftPiece]:
    """Every note behind the paragraph that has its raised number, and behind earlier notes."""
    result = list(found)
    for number, note in enumerate(notes, 1):
        sign = raised(str(number))
        alone = re.compile(rf"{_NO_UNIT}(?<![{NUMERALS}]){sign}(?![{NUMERALS}])")
        at = next((i for i, one in enumerate(result) if alone.search(one.text)), len(result) - 1)
        at += 1
        while at < len(result) and result[at].text[:1] in NUMERALS:
            at += 1
        result.insert(at, note)
    return result


def _usual_size(blocks: list[Block]) -> float:
    """The height of most letters, 0 where the file does not say it."""
    letters: Counter[float] = Counter()
    for line in (line for block in blocks for line in block.lines):
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _references(blocks: list[Block]) -> _References:
    by_number: dict[int, list[_Reference]] = {}
    order: dict[str, int] = {}
    for block in blocks:
        for line in block.lines:
            order[line.where] = len(order)
            marks = [(match, True) for match in _GLUED.finditer(line.text)]
            if line is block.lines[-1]:
                marks += [(match, False) for match in _LOOSE.finditer(line.text)]
            for match, certain in marks:
                at = _Reference(line, order[line.where], *match.span(), certain)
                by_number.setdefault(_number(match), []).append(at)
    return _References(by_number, order)


def _number(match: re.Match[str]) -> int:
    written = match["number"] or match["raised"]
    return int(unicodedata.normalize("NFKC", written))


def _part(
    block: Block, references: _References, notes: int, usual: float
) -> tuple[list[Line], list[Block]]:
    """The lines before the first footnote in a block, and the footnotes that end it."""
    rest: list[Line] = []
    found: list[Block] = []
    if block.kind != "paragraph":
        return list(block.lines), []
    for index, line in enumerate(block.lines):
        match = _NOTE.match(line.text)
        # Larger letters are a heading's.
        opens = line.size <= usual and (index == 0 or line.starts_page or bool(found))
        number = notes + len(found) + 1
        numbered = opens and match is not None and _number(match) == number
        if match and numbered and references.of(number, line):
            found.append(Block((line.with_text(match["words"]),), "footnote"))
        elif found:
            found[-1] = replace(found[-1], lines=(*found[-1].lines, line))
        else:
            rest.append(line)
    return rest, found


def _goes_on(note: Block, rest: list[Line]) -> bool:
    """A note cut by a blank line: it stops in mid-sentence."""
    return note.last[-1:] not in _SENTENCE_END and rest[0].text.strip()[:1].islower()


def _raised(line: Line, at: _Reference, number: int) -> Line:
    sign = raised(str(number))
    return line.with_text(line.text[: at.start] + sign + line.text[at.end :])


def _about_guess(line: Line, number: int) -> DraftWarning:
    message = f"The {number} in “{line.text.strip()}” is taken as the mark of footnote {number}."
    return DraftWarning("footnote-mark-guessed", message, line.where)


def _as_note(number: int, note: Block) -> Block:
    sign = raised(str(number))
    first = note.lines[0].with_text(f"{sign} {note.first}")
    whole = replace(note, lines=(first, *note.lines[1:]))
    message = f"Footnote {number} stood in the middle of the text and was placed where it belongs."
    return whole.noting("footnote-moved", message)
