"""Home addresses: a street and a number, with a floor, a postcode or words that say that somebody lives there.

A street and a number without any of these is no finding: a hearing is about streets. Always low: it may as well be
the address of an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moderation.screening.finding import N_, Detection
from moderation.screening.folded import Folded

RULE = "address"
HINT = N_("A street and a number where somebody may live")

# The endings of street names: those that are hardly anything else, and those that are ordinary words as well.
_STREETS = r"vej|vejen|gade|gaden|all[eé]|stræde|plads|torv|boulevard|vænge|vænget|gyde|gyden|sving|svinget|krog|krogen|passage"
_PLACES = (
    r"park|parken|have|haven|toft|toften|bakke|bakken|sti|stien|dal|dalen|lund|lunden|eng|engen|bro|huse|husene|mark|marken"
    r"|kaj|kajen|ager|vang|vangen|høj|høje|kanal|strand|brygge|gård|gården|løkke|løkken|skov|skoven|ås|banke|skrænten|slette"
    r"|sletten|kær|mose|holm|vold|volden|dige|diget|torvet|kvarter|hegn|hegnet|leddet|g\."
)
_WORDED = "fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten"
STREET = re.compile(rf"(?:{_STREETS}|{_PLACES}),?$", re.IGNORECASE)
NUMBER = re.compile(
    rf"\s(?:(?:nr\.?|nummer)\s?)?(?:\d{{1,3}}(?:\s?[A-Za-z](?!\w))?(?![\d\w])|(?:{_WORDED})(?!\w))",
    re.IGNORECASE,
)
# A name without such an ending, a number and at once a floor.
NAMED = re.compile(
    r"[A-ZÆØÅ][a-zæøå]{2,24}\s\d{1,3}[A-Za-z]?(?=,?\s(?:\d{1,2}\.?\s?(?:sal|th|tv|mf)|st\.?\s?(?:th|tv|mf))(?!\w))"
)

_FLOOR = re.compile(
    r"[\s,.]{1,3}(?:\d{1,2}\.?\s?(?:sal|th|tv|mf|t\.h|t\.v)(?!\w)\.?(?:[\s,]{1,2}(?:th|tv|mf)(?!\w)\.?)?"
    r"|st\.?(?!\w)(?:[\s,.]{0,2}(?:th|tv|mf)(?!\w)\.?)?|\d{1,2}\.(?=[\s,.)]|$)(?! [a-zæøå]{3})|kld\.?|kælder(?!\w)"
    r"|(?:lejl|dør)\.?\s?\d{1,4})",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"[\s,.]{1,4}(?:DK[- ]?)?(?:[1-9]\d{3}\s[A-Za-zÆØÅæøå][a-zæøå.]{1,24}(?:\s[A-ZÆØÅ](?!\w))?"
    r"|(?!(?:19|20)\d\d)[1-9]\d{3}(?!\d))"
)
_YEAR = re.compile(r"[\s,.]{1,4}(?:19|20)\d\d\s[a-zæøå]")
# Somebody lives there. At most a few words before the street.
_LIVES_BEFORE = re.compile(
    r"(?:\bbor|boed|boet\b|boend|bopæl|adress|flyttet|hjemme|\bhos\b|nabo|genbo|beboer|lejlighed|\bhus,? |\bopgang|"
    r"familie|\blejer|\bejer|vokset op|født|underteg|\bhjem til|holder til|skriv til|send .{0,12}til|"
    r"\b(?:min|mine|vores|hans|hendes) [^\W\d_]{2,20} (?:i|på)|"
    r"\b(?:live|living|address|home)\b|hilsen|mvh|kom forbi|besøg|أسكن|اسكن|عنوان|أعيش)[^\d.!?]{0,36}$",
    re.IGNORECASE,
)
_LIVES_AFTER = re.compile(
    r"[^\d.!?\n]{0,24}(?:\bbor\b|hvor (?:vi|jeg)|er min(?:e)? (?:adresse|bopæl|lejlighed)|er mit hjem)",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(r"(?:^|\n)[A-ZÆØÅ][^\d\n.!?]{2,50}\n$")
_LINE_ENDS = re.compile(r"\s{0,3}(?:\n|$)")
_STREET_NAME = re.compile(
    r"(?:(?:[A-ZÆØÅ][a-zæøå]{1,8}\.? )(?=[A-ZÆØÅ]))?[^\W\d_][^\W\d_.'’-]{0,30}$"
)
_ENDING_REACH, _STREET_REACH, _LIFE_REACH = 12, 42, 80
_DIGITS = "0123456789" + "ABCDEFGH" + "abcdefgh"


def find(folded: Folded) -> Iterator[Detection]:
    """The addresses, in order of their spelling; none of them overlaps another. Raises TooDense."""
    past = 0
    for match, ending in folded.candidates_after(STREET, NUMBER, _ENDING_REACH):
        reach = min(_STREET_REACH, max(0, ending - past))
        name = _STREET_NAME.search(folded.before(ending, reach))
        start = ending - (len(name[0]) if name else 0)
        end = _end(folded, start, match.end())
        if name and end and start >= past:
            past = end
            yield folded.finding(RULE, start, end, "low", HINT)
    for match in folded.candidates(NAMED):
        if STREET.search(match[0].rstrip(_DIGITS).rstrip()) is None:
            end, _ = _place_ends(folded, match.end())
            yield folded.finding(RULE, match.start(), end, "low", HINT)


def _end(folded: Folded, start: int, end: int) -> int:
    """Where the address that begins with this street and number ends; 0 when nobody need live there."""
    place_ends, is_place = _place_ends(folded, end)
    after = folded.after(end, 48)
    if is_place:
        return place_ends
    before = folded.before(start, _LIFE_REACH)
    signed = _NAME_LINE.search(before) and _LINE_ENDS.match(after)
    if signed or _LIVES_BEFORE.search(before) or _LIVES_AFTER.match(after):
        return end
    return 0


def _place_ends(folded: Folded, end: int) -> tuple[int, bool]:
    """Where floor, door and postcode after the number end, and whether there is any."""
    place = end
    for pattern in (_FLOOR, _POSTCODE):
        after = folded.after(place, 48)
        if (match := pattern.match(after)) and not _YEAR.match(after):
            place += match.end()
    return place, place > end
