"""Made-up bodies: local committees, councils, associations, authorities. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from consult.sample.identifiers import cvr

BodyKind = Literal["district", "council", "organisation", "authority"]


@dataclass(frozen=True)
class Body:
    """One body. `area` is the area it writes about, empty for all; `cvr` its number, empty without one."""

    name: str
    kind: BodyKind
    area: str = ""
    cvr: str = ""


DISTRICTS = tuple(
    Body(f"{district} Lokaludvalg", "district")
    for district in (
        *("Nørrehavn", "Strandmarken", "Møllebakken", "Bymidten"),
        *("Sønderport", "Gasværkskvarteret", "Fjordengen", "Vestereng"),
    )
)
COUNCILS = (
    Body("Ældrerådet", "council", "sundhed"),
    Body("Handicaprådet", "council", "sundhed"),
    Body("Udsatterådet", "council", "social"),
    Body("Ungerådet", "council", "boern"),
    Body("Frivilligrådet", "council", "kultur"),
    Body("Rådet for Medborgerskab", "council"),
)
_ORGANISATIONS = (
    ("Foreningen Prøvebroen", "beskaeftigelse"),
    ("Boligselskabet Attrappen", "by"),
    ("Kvindenetværket Eksempel", "social"),
    ("Fagforeningen Skabelon", "beskaeftigelse"),
    ("Idrætsklubben Demo 08", "kultur"),
    ("Lektiecaféen Kladden", "kultur"),
    ("Skole og Hjem i Modelby", "boern"),
    ("Sprogskolen Prøvestenen", "beskaeftigelse"),
    ("Patientforeningen Mønster", "sundhed"),
    ("Handelsforeningen Udkast", "beskaeftigelse"),
    ("Natteravnene i Tænkt Kvarter", "by"),
    ("Ældrehøjskolen Øvelsen", "sundhed"),
    ("Helhedsplanen Fire Gårde", "by"),
    ("Krisecentret Forsøget", "social"),
    ("Mentorforeningen Paradigmet", "social"),
    ("Danseforeningen Pladsholder", "kultur"),
    ("Børnehaverne i Påfund", "boern"),
    ("Tolkelauget Fiktion", "sundhed"),
)
# Every third association has no CVR number.
ORGANISATIONS = tuple(
    Body(name, "organisation", area, cvr(order) if order % 3 else "")
    for order, (name, area) in enumerate(_ORGANISATIONS)
)
AUTHORITIES = (
    Body("Nabokommunen Opdigtum", "authority", "by", cvr(101)),
    Body("Politikredsen Fantasien", "authority", "by", cvr(102)),
    Body("Seminariet i Eksempelby", "authority", "boern", cvr(103)),
    Body("Regionshospitalet Modellen", "authority", "sundhed", cvr(104)),
)
# Bodies that answer without remarks.
BODIES_WITHOUT_REMARKS = (
    Body("Beredskabet Attrap", "authority", cvr=cvr(105)),
    Body("Museet for Tænkt Historie", "organisation", cvr=cvr(106)),
    Body("Havnebestyrelsen i Opdigtum", "authority", cvr=cvr(107)),
    Body("Kolonihaveforeningen Skabelon", "organisation"),
)
EXPERTS = (
    "Center for Tænkte Data",
    "Instituttet for Opdigtet Samfundsforskning",
    "Netværket af Prøvede Eksperter",
)
# Institutions whose users write together: name, area, who they are.
INSTITUTIONS = (
    ("Prøvegårdens Skole", "boern", "forældre ved"),
    ("Børnehuset Attrappen", "boern", "forældre og ansatte i"),
    ("Modelskolen ved Havnen", "boern", "forældre ved"),
    ("Plejecentret Eksempelhøj", "sundhed", "pårørende til beboere på"),
    ("Beboerhuset Kladden", "by", "brugere af"),
    ("Fritidshjemmet Skabelonen", "kultur", "forældre ved"),
    ("Gården ved Attrapgade 9-17", "by", "naboer i"),
    ("Værestedet Øvelsen", "social", "frivillige på"),
    ("Sprogklubben Prøvetid", "beskaeftigelse", "kursister i"),
)
# The consulted parties. Some never answer, as in real consultations.
CONSULTED = (
    *DISTRICTS,
    *COUNCILS,
    *ORGANISATIONS[:6],
    *AUTHORITIES[:1],
    *BODIES_WITHOUT_REMARKS[:2],
)
