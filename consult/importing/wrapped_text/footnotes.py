"""Moves footnotes from the middle of a text behind the paragraph that refers to them.

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
# The ² of m² is no reference.
_NO_UNIT = r"(?<!\b[kcdm]m)(?<!\bm)"
# A number attached to a word; and one alone at the end of a block.
_ATTACHED = re.compile(
    rf"(?<=[a-zæøå]{{2}})(?P<number>\d{{1,2}})(?=$|[\s.,:;])"
    rf"|(?<!^){_NO_UNIT}(?<=[^\s{NUMERALS}])(?P<raised>[{NUMERALS}]{{1,2}})(?![{NUMERALS}])"
)
_LOOSE = re.compile(r"(?<=[a-zæøå]\.) (?P<number>\d{1,2})\s*$")
_SENTENCE_END = '.!?:”")'


@dataclass(frozen=True, slots=True)
class _Reference:
    """A number that may refer to a note: from `start` to `end` in a line, the `order`-th of all.

    `certain` is set for a number that is attached to a word.
    """

    line: Line
    order: int
    start: int
    end: int
    certain: bool


@dataclass(frozen=True, slots=True)
class _References:
    """All possible references by their number, and the order of every line by its `where`."""

    by_number: dict[int, list[_Reference]]
    order: dict[str, int]

    def of(self, number: int, note: Line) -> _Reference | None:
        """The certain reference nearest to a note, else the nearest one, else None."""
        references = self.by_number.get(number, [])
        candidates = [reference for reference in references if reference.certain] or references
        order = self.order[note.where]
        return min(candidates, key=lambda one: abs(one.order - order), default=None)


def lift_footnotes(blocks: list[Block]) -> tuple[list[Block], list[Block], list[DraftWarning]]:
    """The text without its footnotes, with raised references (`²`); the footnotes; warnings."""
    references = _references(blocks)
    usual = _usual_size(blocks)
    text: list[Block] = []
    notes: list[Block] = []
    in_note = False
    for block in blocks:
        rest, block_notes = _split_off_notes(block, references, len(notes), usual)
        if in_note and rest and _continues(notes[-1], rest):
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, *rest))
        elif rest:
            text.append(replace(block, lines=tuple(rest)))
        notes += block_notes
        in_note = bool(block_notes)
    changed: dict[str, Line] = {}
    warnings: list[DraftWarning] = []
    for number, note in enumerate(notes, 1):
        reference = references.of(number, note.lines[0])
        if reference is not None:
            where = reference.line.where
            changed[where] = _raised(changed.get(where, reference.line), reference, number)
            warnings += [] if reference.certain else [_guess_warning(reference.line, number)]
    text = [replace(b, lines=tuple(changed.get(x.where, x) for x in b.lines)) for b in text]
    return text, [_as_note(number, note) for number, note in enumerate(notes, 1)], warnings


def place_footnotes(pieces: list[DraftPiece], notes: list[DraftPiece]) -> list[DraftPiece]:
    """Every note behind the paragraph that has its raised number, and behind earlier notes."""
    result = list(pieces)
    for number, note in enumerate(notes, 1):
        numeral = raised(str(number))
        alone = re.compile(rf"{_NO_UNIT}(?<![{NUMERALS}]){numeral}(?![{NUMERALS}])")
        at = next((i for i, one in enumerate(result) if alone.search(one.text)), len(result) - 1)
        at += 1
        while at < len(result) and result[at].text[:1] in NUMERALS:
            at += 1
        result.insert(at, note)
    return result


def _usual_size(blocks: list[Block]) -> float:
    """The font size of most letters in points, 0 where the file does not give it."""
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
            numbers = [(match, True) for match in _ATTACHED.finditer(line.text)]
            if line is block.lines[-1]:
                numbers += [(match, False) for match in _LOOSE.finditer(line.text)]
            for match, certain in numbers:
                reference = _Reference(line, order[line.where], *match.span(), certain)
                by_number.setdefault(_number(match), []).append(reference)
    return _References(by_number, order)


def _number(match: re.Match[str]) -> int:
    written = match["number"] or match["raised"]
    return int(unicodedata.normalize("NFKC", written))


def _split_off_notes(
    block: Block, references: _References, notes: int, usual: float
) -> tuple[list[Line], list[Block]]:
    """The lines before the first footnote in a block, and the footnotes that end it.

    `notes` is how many there were before, `usual` the usual font size.
    """
    rest: list[Line] = []
    block_notes: list[Block] = []
    if block.kind != "paragraph":
        return list(block.lines), []
    for index, line in enumerate(block.lines):
        match = _NOTE.match(line.text)
        # Larger letters are a heading's.
        can_begin = line.size <= usual and (index == 0 or line.starts_page or bool(block_notes))
        number = notes + len(block_notes) + 1
        is_next = can_begin and match is not None and _number(match) == number
        if match and is_next and references.of(number, line):
            block_notes.append(Block((line.with_text(match["words"]),), "footnote"))
        elif block_notes:
            last = block_notes[-1]
            block_notes[-1] = replace(last, lines=(*last.lines, line))
        else:
            rest.append(line)
    return rest, block_notes


def _continues(note: Block, rest: list[Line]) -> bool:
    """Whether lines after a blank one belong to a note that stops in mid-sentence."""
    return note.last[-1:] not in _SENTENCE_END and rest[0].text.strip()[:1].islower()


def _raised(line: Line, reference: _Reference, number: int) -> Line:
    before, after = line.text[: reference.start], line.text[reference.end :]
    return line.with_text(before + raised(str(number)) + after)


def _guess_warning(line: Line, number: int) -> DraftWarning:
    message = f"The {number} in “{line.text.strip()}” is taken as the mark of footnote {number}."
    return DraftWarning("footnote-mark-guessed", message, line.where)


def _as_note(number: int, note: Block) -> Block:
    first = note.lines[0].with_text(f"{raised(str(number))} {note.first}")
    whole = replace(note, lines=(first, *note.lines[1:]))
    message = f"Footnote {number} stood in the middle of the text and was placed where it belongs."
    return whole.with_warning("footnote-moved", message)
