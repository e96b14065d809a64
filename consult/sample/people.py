"""Made-up citizens: names nobody has, e-mail addresses that deliver nowhere."""

from __future__ import annotations

import re
import unicodedata

from consult.sample.deck import Decks
from consult.sample.response import SampleRespondent

FIRST_NAMES = (
    *("Maja", "Ahmed", "Birthe", "Fatima", "Jens", "Olena", "Karsten", "Amina", "Lone", "Yusuf"),
    *("Signe", "Mehmet", "Inger", "Layla", "Thomas", "Ngoc", "Kirsten", "Hassan", "Freja", "Ivana"),
    *("Bent", "Samira", "Mads", "Zahra", "Ole", "Natalia", "Gitte", "Omar", "Ida", "Emre"),
    *("Poul", "Leyla", "Rasmus", "Aisha", "Hanne", "Bilal", "Camilla", "Tariq", "Elsebeth", "Dina"),
)
SURNAMES = (
    *("Eksempelsen", "Prøvegaard", "Testrup", "Skabelonsen", "Attrapsen", "Opdigtsen"),
    *("Modelborg", "Kladdegaard", "Påfundsen", "Fiktorius", "Al-Eksempli", "Prøvenko"),
    *("Demosen", "Forsøgsted", "Udkastrup", "Fantasisen", "Ben Mønster", "Paradigmi"),
    *("Pladsholder", "Digtervang", "Tænktborg", "Mønstergaard", "Šablonović", "Øvelsesen"),
)
# Names that are known to break software: markup, quotes, formulas, length, direction.
ODD_NAMES = (
    "Per O'Prøvesen",
    "Ulla <3 Testrup",
    "Kim 🌻 Prøvegaard",
    "<b>Fed</b> Attrapsen",
    ("Maja " + "Eksempelsen-" * 20)[:200],
    "مها النموذجية",
    "=SUM(1;1) Formelsen",
    "Anne-Mette “Mette” d'Eksempel",
    "Оксана Прикладенко",
    "Robert'); DROP Prøvesen;--",
)
POSTCODES = {
    "9811": "Bymidten",
    "9812": "Møllebakken",
    "9813": "Strandmarken",
    "9814": "Nørrehavn",
    "9815": "Sønderport",
    "9816": "Gasværkskvarteret",
}
STREETS = ("Skabelonvej", "Prøvestien", "Attrapgade", "Eksempelallé", "Kladdevej")

_ODD_EVERY = 14


class People:
    """Draws citizens; every fourteenth without a given name has one of ODD_NAMES."""

    def __init__(self, decks: Decks) -> None:
        self._decks = decks
        self._drawn = 0

    def name(self) -> str:
        """A made-up first name and surname."""
        first = self._decks.draw("first name", FIRST_NAMES)
        return f"{first} {self._decks.draw('surname', SURNAMES)}"

    def citizen(self, name: str = "", postcode: str = "") -> SampleRespondent:
        """A citizen; about half have an e-mail address, a sixth ask not to be named."""
        self._drawn += 1
        if not name:
            odd = self._drawn % _ODD_EVERY == 0
            name = self._decks.draw("odd name", ODD_NAMES) if odd else self.name()
        chance = self._decks.chance
        email = address(name, self._drawn, "example.dk") if chance(0.55) else ""
        return SampleRespondent(
            kind="citizen",
            name=name,
            email=email,
            postcode=postcode or (self.postcode() if chance(0.7) else ""),
            publish_name=not chance(0.17),
            verified_by="email" if email and chance(0.6) else "none",
        )

    def postcode(self) -> str:
        """One of the made-up municipality's postcodes."""
        return self._decks.draw("postcode", tuple(POSTCODES))


def address(name: str, order: int, domain: str) -> str:
    """An e-mail address under a domain reserved for examples, made unique by `order`."""
    plain = name.lower().replace("ø", "oe").replace("æ", "ae").replace("å", "aa")
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z]+", ".", ascii_only).strip(".")[:30].strip(".") or "afsender"
    return f"{stem}{order}@{domain}"
