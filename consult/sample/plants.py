"""Sensitive information planted in citizens' texts, for moderators and screening to find."""

from __future__ import annotations

from consult.sample.deck import Decks
from consult.sample.identifiers import IMPLAUSIBLE_CPR, plausible_cpr, telephone
from consult.sample.people import STREETS, People
from consult.sample.response import Planted, PlantKind

_SENTENCES: tuple[tuple[PlantKind, str], ...] = (
    ("cpr", "Mit cpr-nummer er {}, hvis I vil slå min sag op."),
    ("phone", "I kan fange mig på {}, helst efter klokken 16."),
    ("health", "{}, så jeg ved, hvad jeg taler om."),
    ("email", "Skriv endelig til {}, hvis I vil høre mere."),
    ("cpr_implausible", "Jeg har skrevet om det før, se jeres brev {}."),
    ("ethnicity", "{}, og det får vi stadig at høre."),
    ("person", "{}, så spørg bare."),
    ("cpr", "Venlig hilsen, {}"),
    ("address", "Jeg bor {} og kan se det hele fra vinduet."),
)
_HEALTH = (
    "Jeg har selv været sygemeldt med depression siden foråret",
    "Min mand har fået konstateret sklerose",
    "Jeg har været indlagt på psykiatrisk afdeling to gange",
    "Vores yngste har epilepsi og får medicin hver morgen",
)
_ETHNICITY = (
    "Vi er kurdere",
    "Min familie er romaer",
    "Jeg er muslim og går med tørklæde",
    "Mine forældre er kristne syrere",
)
_GOSSIP = "Min opgangsnabo {} har siddet inde og aldrig haft et job"

_EVERY = 9


class Plants:
    """Adds sensitive sentences to texts, each kind in turn."""

    def __init__(self, decks: Decks, people: People) -> None:
        self._decks = decks
        self._people = people
        self._texts = 0

    def in_every_ninth(self, text: str) -> tuple[str, tuple[Planted, ...]]:
        """Every ninth text with a planted sentence, the others as they are; and what was planted."""
        self._texts += 1
        if self._texts % _EVERY:
            return text, ()
        return self.plant(text)

    def plant(self, text: str) -> tuple[str, tuple[Planted, ...]]:
        """The text with one more sentence, and what was planted in it."""
        kind, sentence = self._decks.draw("plant", _SENTENCES)
        planted = Planted(kind, self._information(kind))
        return f"{text} {sentence.format(planted.text)}", (planted,)

    def _information(self, kind: PlantKind) -> str:
        rng, draw = self._decks.rng, self._decks.draw
        if kind == "cpr":
            return plausible_cpr(rng)
        if kind == "cpr_implausible":
            return draw("implausible", IMPLAUSIBLE_CPR)
        if kind == "phone":
            return telephone(rng)
        if kind == "email":
            return f"privat{rng.randint(10, 9999)}@example.dk"
        if kind == "address":
            return f"{draw('street', STREETS)} {rng.randint(1, 98)}, {rng.randint(1, 4)}. th., 9812 Prøveby"
        if kind == "person":
            return _GOSSIP.format(self._people.name())
        return draw(kind, _HEALTH if kind == "health" else _ETHNICITY)
