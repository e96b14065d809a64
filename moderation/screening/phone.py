"""Telephone numbers: Danish ones of eight digits, and foreign ones with their + in front.

Source: the Danish numbering plan (eight digits, the first 2-9; country code 45). Eight digits are
also what a CVR number, a case number or a pair of years looks like, so what stands round them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from moderation.screening.disguised_digits import (
    APART,
    BEGIN,
    DIGIT,
    digits_of,
    is_mostly_digits,
    spelled_numbers,
)
from moderation.screening.finding import N_, Confidence, Detection
from moderation.screening.folded import Folded

RULE = "phone"
LABELLED = N_("Called a telephone number, or begins with a country code")
EIGHT_DIGITS = N_("Eight digits, as in a Danish telephone number")

DISGUISED = N_("Eight digits written in an unusual way, as a number to ring")

_GAP = r"[ .-]"
DANISH = re.compile(
    r"(?<![\d+])(?P<country>(?:\(?(?:\+|00)45\)?|45(?= ))[ -]?)?"
    r"(?P<number>[2-9]\d{7}"
    rf"|[2-9]\d(?P<pair>{_GAP})\d\d(?P=pair)\d\d(?P=pair)\d\d"
    r"|[2-9]\d{3}[ -]\d{4}"
    r"|[2-9]\d \d{3} \d{3}"
    r"|[2-9]\d\d \d\d \d{3})(?!\d)"
)
FOREIGN = re.compile(r"(?<![\d+])(?:\+|00)(?!45)[1-9]\d{0,2}(?:[ -]?\(0\))?(?:[ -]?\d){6,12}(?!\d)")
# Eight digits in any grouping, and letters for digits: only after a word that calls them a number to ring.
_LOOSE = re.compile(
    rf"{BEGIN}(?:(?:\(?(?:\+|00)45\)?)[ -]?)?(?P<number>{DIGIT}(?:{APART}{DIGIT}){{7}})(?!\d|[-.,/]\d)"
)
_REACHED = re.compile(
    r"(?:tlf|telefon|mobil|phone|\btel|\bmob|\bring|\bsms|whatsapp|nummer|kontakt|besked|træffe|nå|fang|find|giv lyd|"
    r"opkald|\bkald|\bcall|\bt:|\bm:|hilsen|mvh|اتصل|هاتف|رقم)[^\d\n]{0,30}$",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:tlf|telefon|mobil|\bphone|\btel|\bmob|\bring|\bsms|\bwhatsapp|\bnummer)\w{0,8}"
    r"[^\d\n]{0,16}$",
    re.IGNORECASE,
)
OTHER_NUMBER = re.compile(
    r"\b(?:(?:cvr|ean|gln|konto|iban|sag|sags|journal|dok|dokument|isbn|issn|matrikel|faktura|ordre|cpr|"
    r"side|siderne|tabel|punkt|kapitel|linje|licens|akt|figur|foreningsnummer)"
    r"[- .]{0,2}(?:nr|nummer|id)?|(?:se|p|j|reg)[- .]{0,2}(?:nr|nummer))"
    r"(?:et)?[^\w\n]{0,4}(?:er)?[^\w\n]{0,4}$",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:kr\.?|dkk|eur|€|\$|£) {0,2}$", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r" {0,2}(?:kr\b|kroner|dkk|eur\b|euro|€|%|pct|mio|mia|m2|m²)|,-|,\d\d(?!\d)|\.\d{3}(?!\d)",
    re.IGNORECASE,
)
# The rest of a longer number: eight digits in a row go on only when something joins them, or after
# a bank's four-digit branch; eight in groups go on with the next group.
_WHOLE_BEFORE, _WHOLE_AFTER = re.compile(r"\d[.,/-]$|(?<!\d)\d{4} $"), re.compile(r"[.,-]\d")
_GROUPS_BEFORE, _GROUPS_AFTER = re.compile(r"\d[ .,/-]$"), re.compile(r"[ .-]\d")
_CASE_YEAR_AFTER = re.compile(r"/\d{1,3}(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d(?:-\d{4}| (?:19|20)\d\d)$")
_REACH = 24
_WORDED = re.compile(r"[^\W\d_]|[€$£]")


def find(folded: Folded) -> Iterator[Detection]:
    """The telephone numbers: the Danish ones in order, then the foreign, then the disguised ones. Raises TooDense."""
    seen = set[int]()
    for match in folded.candidates(DANISH):
        confidence = _confidence(folded, match)
        if confidence is not None:
            seen.update(range(match.start(), match.end()))
            hint = LABELLED if confidence == "high" else EIGHT_DIGITS
            yield folded.finding(RULE, match.start(), match.end(), confidence, hint)
    for match in folded.candidates(FOREIGN):
        confidence = _foreign_confidence(folded, match)
        if confidence is not None:
            seen.update(range(match.start(), match.end()))
            yield folded.finding(RULE, match.start(), match.end(), confidence, LABELLED)
    for start, end in _disguised(folded):
        if start not in seen and end - 1 not in seen:
            yield folded.finding(RULE, start, end, "low", DISGUISED)


def _disguised(folded: Folded) -> Iterator[tuple[int, int]]:
    """Where numbers stand that the usual groupings do not have. Raises TooDense."""
    for match in folded.candidates(_LOOSE):
        written = match["number"]
        digits, before = digits_of(written), folded.before(match.start(), 48)
        if (
            digits[0] in "23456789"
            and is_mostly_digits(written)
            and _REACHED.search(before)
            and not OTHER_NUMBER.search(before)
            and not _MONEY_AFTER.match(folded.after(match.end(), _REACH))
        ):
            yield match.span()
    for start, end, digits in spelled_numbers(folded.text):
        if len(digits) == 8 and digits[0] in "23456789":
            yield start, end


def _foreign_confidence(folded: Folded, match: re.Match[str]) -> Confidence | None:
    """How sure; None when it is an amount, or when the two zeros begin or go on another number."""
    if _MONEY_AFTER.match(folded.after(match.end(), _REACH)):
        return None
    if match[0].startswith("+"):
        return "high"
    before = folded.before(match.start(), _REACH)
    return None if OTHER_NUMBER.search(before) or _GROUPS_BEFORE.search(before) else "low"


def _confidence(folded: Folded, match: re.Match[str]) -> Confidence | None:
    """How sure; None when it is something else."""
    if (match["country"] or "").lstrip("(").startswith(("+", "00")):
        return "high"
    before, after = folded.before(match.start(), _REACH), folded.after(match.end(), _REACH)
    if _MONEY_AFTER.match(after):
        return None
    # Each of these looks for a word, and looks long where there is none.
    if _WORDED.search(before):
        if OTHER_NUMBER.search(before) or _MONEY_BEFORE.search(before):
            return None
        if LABEL.search(before):
            return "high"
    if _goes_on(match["number"], before, after) or _is_time(match["number"]):
        return None
    return "low"


def _goes_on(number: str, before: str, after: str) -> bool:
    """Whether the eight digits are part of a longer number."""
    if _CASE_YEAR_AFTER.match(after):
        return True
    if number.isdigit():
        return bool(_WHOLE_BEFORE.search(before) or _WHOLE_AFTER.match(after))
    return bool(_GROUPS_BEFORE.search(before) or _GROUPS_AFTER.match(after))


def _is_time(number: str) -> bool:
    """Whether it reads as two years, a year's case number, or a day written 20270414."""
    if _YEARS.match(number) or _are_years(number):
        return True
    try:
        return 1900 <= date.fromisoformat(number).year < 2100
    except ValueError:
        return False


def _are_years(number: str) -> bool:
    """Whether eight digits in a row are a year and a later one: 20152016."""
    if not number.isdecimal() or len(number) != 8:
        return False
    first, second = int(number[:4]), int(number[4:])
    return 1900 <= first < second < min(first + 30, 2100)
