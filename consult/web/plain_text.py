"""Text as people meant it: the one place where every text that somebody writes, pastes or sends by program passes.

Linear in its length whatever it holds; long ones are cleaned off the event loop by whoever calls.
"""

from __future__ import annotations

import re
import unicodedata

# What ends a line in Word (VT), on a page (FF), on mainframes (NEL), in Unicode (U+2028, U+2029) and in old records.
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c\x1d\x85\u2028\u2029]")
# Word's no-break hyphen as it leaves Word, and as Unicode has it.
_HYPHENS = re.compile("[\x1e\u2011]")
# Show nothing and part nothing: Word's optional hyphen, NUL, half characters, signs that reorder what stands around them.
_NOTHING = re.compile("[\0\x1f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
# No signs at all. U+FFFC is the mark of words left out (consult.responses.omission): nobody can write one.
_NO_SIGNS = re.compile("[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffc]+")
# Bullets of a list in Word: Symbol's and Wingdings' own codes, which show nothing or a box in any other font.
_BULLETS = re.compile("^([ \\t]*)[\uf020-\uf0ff](?=[ \\t\u00a0]|$)", re.MULTILINE)
# Other signs of those fonts, and of any font's private area: no two fonts agree on them.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
# No script puts so many marks on one letter, and NFC takes the square of their number in time: an
# unbroken run of them as long as a field stops the server for minutes.
MOST_MARKS = 30

# Letters and symbols that are drawn as nothing: Hangul fillers, the Braille blank, the null notehead.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159")
# Letters, numbers, punctuation, symbols. Spaces, format signs and marks without a letter show nothing.
_SHOWN_CATEGORIES = frozenset("LNPS")


def _is_mark(sign: str) -> bool:
    """Whether nothing but marks is left of it where Unicode takes signs apart; a few are no marks before that."""
    return all(map(unicodedata.combining, unicodedata.normalize("NFD", sign)))


_MARKS = "".join(filter(_is_mark, map(chr, range(0x300, 0x20000))))
_BEYOND = "\U00010000"  # from here on a search is a hundred times slower


def _towers(marks: str) -> re.Pattern[str]:
    """Runs of too many marks; each run is looked at once, from its beginning."""
    return re.compile(f"(?<![{marks}])[{marks}]{{{MOST_MARKS + 1},}}+")


_TOWERS = _towers("".join(c for c in _MARKS if c < _BEYOND))
_RARE_TOWERS = _towers(_MARKS)
_RARE_MARKS = re.compile(f"[{min(c for c in _MARKS if c >= _BEYOND)}-{max(_MARKS)}]")


def plain_text(raw: str) -> str:
    """NFC, lines ending in \\n, hyphens that are hyphens; no NUL or other control signs, no lone surrogates, no bidi
    overrides that reorder what stands around them, no towers of marks, nothing that looks like a mark of the office.
    No two words grow together for it. "" for what shows nothing."""
    text = _HYPHENS.sub("-", _LINE_BREAKS.sub("\n", raw))
    text = _NO_SIGNS.sub(_gap, _NOTHING.sub("", text))
    text = _PRIVATE.sub(_gap, _BULLETS.sub(r"\1•", text))
    towers = _RARE_TOWERS if _RARE_MARKS.search(text) else _TOWERS
    text = unicodedata.normalize("NFC", towers.sub(lambda tower: tower[0][:MOST_MARKS], text))
    return text if shows_anything(text) else ""


def shows_anything(text: str) -> bool:
    """Whether a reader sees anything of it."""
    return any(
        unicodedata.category(sign)[0] in _SHOWN_CATEGORIES and sign not in _BLANK for sign in text
    )


def _gap(signs: re.Match[str]) -> str:
    """A space in place of signs that stood between two words."""
    text, start, end = signs.string, signs.start(), signs.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    return " " if before.strip() and after.strip() else ""
