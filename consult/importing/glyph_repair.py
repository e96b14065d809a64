"""Repairs letters to which a PDF's font gave the wrong code point, before anything is normalised.

Unicode's normal form turns U+037E, which such files have for a bracket, into a semicolon, so
the repair comes first. Each repair is scored by the undamaged words of the same text.
"""

import re
import unicodedata
from collections.abc import Iterator

from consult.importing.draft import DraftWarning
from consult.importing.line import Line

# Of a widespread office font: glyph numbers, taken for code points where a PDF has no table for them.
_LETTERS = dict(zip("ĂďĐĚĞĨŐŚŝŬůŵŶŽƉƌƐƚƵǀǁǆǌ", "abcdefghiklmnoprstuvwyz", strict=True))
_DIGITS = dict(zip("ϬϭϮϯϰϱϲϳϴϵ", "0123456789", strict=True))
_BRACKETS = {"\u037e": "(", "\u037f": ")"}
# Characters of symbol fonts, at code points that mean nothing elsewhere.
_SYMBOLS = {
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf06e\uf06c\uf071\uf0be\uf0d2", "•"),
    "\uf02d": "–",
    "\uf0fc": "✓",
}
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_ALWAYS = str.maketrans(_SYMBOLS | _LIGATURES)

_WORD = re.compile(r"[^\W\d_]+")
_DAMAGED = set(_LETTERS) | set(_DIGITS) | set(_BRACKETS)
# A letter counts as damaged when so many different words have it, and at least this share of the
# letter pairs of the repaired words is in the undamaged ones too.
_FEWEST_WORDS = 2
_LEAST_SCORE = 0.8


def plain_characters(text: str) -> str:
    """Text with bullets for symbol fonts' characters and letters for ligatures, in composed form."""
    return unicodedata.normalize("NFC", text.translate(_ALWAYS))


def repaired(lines: list[Line]) -> tuple[list[Line], list[DraftWarning]]:
    """The lines in Unicode's composed form, damaged letters replaced where the text is evidence for it.

    Every repaired line is a warning with its words before and after and their score, 0 to 1: the
    share of the repaired words' letter pairs that are in undamaged words too. Lines with a table are
    returned as they are.
    """
    known = _known_pairs(lines)
    table = _substitutions(lines, known)
    result: list[Line] = []
    warnings: list[DraftWarning] = []
    for line in lines:
        if line.cells:
            result.append(line)
            continue
        text = line.text.translate(table)
        if text != line.text:
            warnings.append(_repair_warning(line, text, known))
        text = plain_characters(text)
        warnings += _unknown_character_warnings(text, line)
        result.append(line.with_text(_without_controls(text)))
    return result, warnings


def _known_pairs(lines: list[Line]) -> set[str]:
    words = {word for line in lines for word in _WORD.findall(line.text)}
    return {pair for word in words if not _DAMAGED & set(word) for pair in _pairs(word)}


def _pairs(word: str) -> Iterator[str]:
    """Each two neighbouring letters, a blank standing for the word's ends."""
    edged = f" {word.lower()} "
    return (edged[index : index + 2] for index in range(len(edged) - 1))


def _score(words: set[str], known: set[str]) -> float:
    pairs = [pair for word in words for pair in _pairs(word)]
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else 1.0


def _substitutions(lines: list[Line], known: set[str]) -> dict[int, str]:
    """The damaged letters of this text with what they mean, for str.translate."""
    words = {w for line in lines for w in _WORD.findall(line.text) if _DAMAGED & set(w)}
    everything = str.maketrans(_LETTERS)
    table: dict[str, str] = {}
    for letter, meant in _LETTERS.items():
        repaired_words = {word.translate(everything) for word in words if letter in word}
        is_likely = _score(repaired_words, known) >= _LEAST_SCORE
        if len(repaired_words) >= _FEWEST_WORDS and is_likely:
            table[letter] = meant
    text = "".join(line.text for line in lines)
    if table:
        table |= _DIGITS
    if table or text.count("\u037e") == text.count("\u037f"):
        table |= _BRACKETS
    return str.maketrans(table)


def _repair_warning(line: Line, text: str, known: set[str]) -> DraftWarning:
    before, after = line.text.split(), text.split()
    pairs = [(b, a) for b, a in zip(before, after, strict=True) if a != b]
    changes = ", ".join(f"“{b}” is read as “{a}”" for b, a in pairs)
    words = {word for _, a in pairs for word in _WORD.findall(a)}
    message = f"Damaged letters were repaired: {changes} (score {_score(words, known):.2f})."
    return DraftWarning("letters-repaired", message, line.where)


def _unknown_character_warnings(text: str, line: Line) -> Iterator[DraftWarning]:
    """Warnings of characters that mean nothing or are doubtful, and of lost letters."""
    for sign in sorted(set(text)):
        code = f"U+{ord(sign):04X}"
        if sign == "\ufffd":
            yield DraftWarning("letter-lost", "A letter of this line is lost.", line.where)
        elif sign in _DAMAGED:
            message = f"The sign {sign} ({code}) may be a damaged letter; kept as it stands."
            yield DraftWarning("letters-doubtful", message, line.where)
        elif unicodedata.category(sign) == "Co":
            message = f"The sign {code} belongs to no alphabet; kept as it stands."
            yield DraftWarning("sign-unknown", message, line.where)
        elif _is_control(sign):
            message = f"The invisible sign {code} was left out."
            yield DraftWarning("sign-left-out", message, line.where)


def _without_controls(text: str) -> str:
    return "".join(sign for sign in text if not _is_control(sign))


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" and sign != "\t"
