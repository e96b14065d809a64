"""Whole sentences from a theme's clauses, in the words of a citizen or of a body."""

from __future__ import annotations

import re

from consult.sample.deck import Decks
from consult.sample.response import Stance
from consult.sample.topics import Theme

_GOOD = (
    "Godt, at {}.",
    "Jeg er glad for, at {}.",
    "Det er rigtig fint, at {}.",
    "Endelig! Jeg er enig i, at {}, og det er på tide.",
    "Stor ros for, at {}.",
    "Jeg bakker op om, at {}.",
    "Det betyder meget for mig, at {}.",
    "Tak, fordi {}.",
)
_WISH = (
    "Jeg håber, at {}.",
    "Sørg for, at {}.",
    "Skriv ind, at {}.",
    "Jeg ville ønske, at {}.",
    "Mit eneste ønske er, at {}.",
    "Kan I ikke love, at {}?",
    "Hvordan vil I sikre, at {}?",
    "Det vigtigste er, at {}.",
)
# The sentences of a text by letter, see `citizen_sentence`.
_PATTERNS: dict[Stance, tuple[str, ...]] = {
    "for": ("GR", "LG", "GW", "G", "RG", "LGW", "GRW", "LRG"),
    "against": ("BR", "B", "LB", "BW", "RB", "LBW", "BRW", "LBR"),
    "neutral": ("W", "LW", "RW", "WR", "LRW", "WW", "RWW", "LW"),
}
_BODY_GOOD = (
    "{S} hilser det velkomment, at {}.",
    "{S} finder det positivt, at {}.",
    "{S} bakker op om, at {}.",
    "{S} noterer med tilfredshed, at {}.",
    "{S} deler ønsket om, at {}.",
    "{S} lægger vægt på, at {}.",
)
_BODY_WISH = (
    "{S} opfordrer til, at {}.",
    "{S} foreslår, at {}.",
    "{S} anbefaler, at {}.",
    "{S} ser gerne, at {}.",
    "{S} savner en sikkerhed for, at {}.",
    "Det bør fremgå af teksten, at {}.",
    "{S} finder det afgørende, at {}.",
)
_BODY_CRITICISM = (
    "Under behandlingen blev det fremhævet: {}",
    "{S} har hørt samme bekymring fra flere sider: {}",
    "Et medlem formulerede det sådan: {}",
    "{}",
)


# The stop of "6. klasse" does not end a sentence.
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-ZÆØÅ])")
_FULL_STOP = re.compile(r"\. (?=[A-ZÆØÅ])")


def citizen_text(decks: Decks, theme: Theme, stance: Stance) -> str:
    """One to four sentences in the first person singular."""
    pattern = decks.draw(f"pattern {stance}", _PATTERNS[stance])
    return " ".join(citizen_sentence(decks, theme, letter) for letter in pattern)


def citizen_sentence(decks: Decks, theme: Theme, letter: str) -> str:
    """One sentence: G good, B bad, R reason, W wish, L lived experience."""
    if letter == "G":
        return decks.draw("good", _GOOD).format(next_phrase(decks, theme, "good"))
    if letter == "W":
        return decks.draw("wish", _WISH).format(next_phrase(decks, theme, "wishes"))
    return next_phrase(decks, theme, {"B": "bad", "R": "reasons", "L": "lived"}[letter])


def body_praise(decks: Decks, theme: Theme, subject: str) -> str:
    """A sentence of praise; `subject` is what the body calls itself: "Vi", "Rådet", "Lokaludvalget" …"""
    return decks.draw("body good", _BODY_GOOD).format(next_phrase(decks, theme, "good"), S=subject)


def body_wish(decks: Decks, theme: Theme, subject: str) -> str:
    """A sentence with a wish of a body."""
    return decks.draw("body wish", _BODY_WISH).format(
        next_phrase(decks, theme, "wishes"), S=subject
    )


def body_criticism(decks: Decks, theme: Theme, subject: str) -> str:
    """A sentence with a body's criticism."""
    frame = decks.draw("body criticism", _BODY_CRITICISM)
    return frame.format(next_phrase(decks, theme, "criticism"), S=subject)


def next_phrase(decks: Decks, theme: Theme, field: str) -> str:
    """The next clause or sentence of one field of the theme, "" where it has none."""
    sentences: tuple[str, ...] = getattr(theme, field)
    return decks.draw(f"{theme.tag} {field}", sentences) if sentences else ""


def roughen(decks: Decks, text: str) -> str:
    """The text as people type it in a hurry: capitals, lower case, exclamation marks or typing errors."""
    way = decks.draw("roughness", ("capitals", "lower", "loud", "typos", "typos", "breathless"))
    if way == "capitals":
        head, *rest = _BETWEEN_SENTENCES.split(text, maxsplit=1)
        return " ".join((head.upper(), *rest))
    if way == "lower":
        return text.lower()
    if way == "loud":
        return text.rstrip(".?") + "!!!"
    if way == "breathless":
        return _FULL_STOP.sub("   ", text).rstrip(".")
    return _mistype(text)


_TYPOS = (
    ("også", "osse"),
    ("ikke", "ik"),
    ("kommunen", "komunen"),
    ("nogen", "nogle"),
    (" at ", " af "),
    ("fordi", "fodi"),
    ("altid", "altidt"),
    (", ", " "),
)


def _mistype(text: str) -> str:
    """The text with up to two typing errors."""
    typos = [(right, wrong) for right, wrong in _TYPOS if right in text][:2]
    for right, wrong in typos:
        text = text.replace(right, wrong, 1)
    return text
