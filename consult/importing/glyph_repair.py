"""Repairs letters that a PDF's font gave the wrong code, before anything is normalised.

Unicode's normal form turns U+037E, which such files have for a bracket, into a semicolon, so
the repair comes first. Each repair is scored by the text's own undamaged words, never guessed.
"""

import re
import unicodedata
from collections.abc import Iterator

from consult.importing.draft import DraftWarning
from consult.importing.line import Line

# What a widespread office font's letters become when a PDF lost its table of codes.
_LETTERS = dict(zip("ĂďĐĚĞĨŐŚŝŬůŵŶŽƉƌƐƚƵǀǁǆǌ", "abcdefghiklmnoprstuvwyz", strict=True))
_DIGITS = dict(zip("ϬϭϮϯϰϱϲϳϴϵ", "0123456789", strict=True))
_BRACKETS = {"\u037e": "(", "\u037f": ")"}
# Signs of symbol fonts, which have no code of their own anywhere else.
_SYMBOLS = {
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf06e\uf06c\uf071\uf0be\uf0d2", "•"),
    "\uf02d": "–",
    "\uf0fc": "✓",
}
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_ALWAYS = str.maketrans(_SYMBOLS | _LIGATURES)

_WORD = re.compile(r"[^\W\d_]+")
_DAMAGED = set(_LETTERS) | set(_DIGITS) | set(_BRACKETS)
# A letter is believed damaged when so many different words need it and so many of their pairs
# of letters are at home in the rest of the text.
_FEWEST_WORDS = 2
_LEAST_SCORE = 0.8


def plain_signs(text: str) -> str:
    """Signs of symbol fonts and two letters in one as what they stand for, composed."""
    return unicodedata.normalize("NFC", text.translate(_ALWAYS))


def repaired(lines: list[Line]) -> tuple[list[Line], list[DraftWarning]]:
    """The lines in Unicode's composed form, repaired where the text itself bears it out.

    Every repaired line is a warning with its words before and after and its score, 0 to 1: the
    share of the repaired words' letter pairs that stand in undamaged words too.
    """
    known = _known_pairs(lines)
    table = _believed(lines, known)
    result: list[Line] = []
    warnings: list[DraftWarning] = []
    for line in lines:
        if line.cells:
            # A table's cells have their words already.
            result.append(line)
            continue
        text = line.text.translate(table)
        if text != line.text:
            warnings.append(_about_repair(line, text, known))
        text = plain_signs(text)
        warnings += _about_strangers(text, line)
        result.append(line.with_text(_without_controls(text)))
    return result, warnings


def _known_pairs(lines: list[Line]) -> set[str]:
    words = {word for line in lines for word in _WORD.findall(line.text)}
    return {pair for word in words if not _DAMAGED & set(word) for pair in _pairs(word)}


def _pairs(word: str) -> Iterator[str]:
    """Neighbouring letters, the word's two ends included."""
    edged = f" {word.lower()} "
    return (edged[index : index + 2] for index in range(len(edged) - 1))


def _score(words: set[str], known: set[str]) -> float:
    pairs = [pair for word in words for pair in _pairs(word)]
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else 1.0


def _believed(lines: list[Line], known: set[str]) -> dict[int, str]:
    """The letters this text has damaged, as a table for str.translate."""
    words = {w for line in lines for w in _WORD.findall(line.text) if _DAMAGED & set(w)}
    everything = str.maketrans(_LETTERS)
    table: dict[str, str] = {}
    for letter, meant in _LETTERS.items():
        those = {word.translate(everything) for word in words if letter in word}
        if len(those) >= _FEWEST_WORDS and _score(those, known) >= _LEAST_SCORE:
            table[letter] = meant
    text = "".join(line.text for line in lines)
    if table:
        table |= _DIGITS
    if table or text.count("\u037e") == text.count("\u037f"):
        table |= _BRACKETS
    return str.maketrans(table)


def _about_repair(line: Line, text: str, known: set[str]) -> DraftWarning:
    before, after = line.text.split(), text.split()
    pairs = [(b, a) for b, a in zip(before, after, strict=True) if a != b]
    changes = ", ".join(f"“{b}” is read as “{a}”" for b, a in pairs)
    words = {word for _, a in pairs for word in _WORD.findall(a)}
    message = f"Damaged letters were repaired: {changes} (score {_score(words, known):.2f})."
    return DraftWarning("letters-repaired", message, line.where)


def _about_strangers(text: str, line: Line) -> Iterator[DraftWarning]:
    """Signs without a meaning of their own, and letters that are gone."""
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
