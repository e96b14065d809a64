"""Danish CPR numbers (personnumre), found by the date they begin with.

Sources: cpr.dk, "Opbygning af CPR-nummeret" (DDMMYY and four digits, of which the first tells the
century; numbers that fail modulo 11 are issued since 1 October 2007) and "Erstatningspersonnummer
i eksterne systemer" (a substitute number adds 60 to the day). Vejen Kommune was criticised in 2021
for publishing one, so the check digit only ever raises confidence; it clears nothing.
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

RULE = "cpr"
CHECKED = N_("A date of birth and four digits that fit the check of a CPR number")
LABELLED = N_("A date of birth and four digits, called a CPR number")
DATED = N_("A date of birth and four digits, as in a CPR number")
SUBSTITUTE = N_("Built like a substitute CPR number: the day plus 60, and four digits")
MISTYPED = N_("Called a CPR number, but there is no such date of birth")
DISGUISED = N_("A date of birth and four digits, written in an unusual way")

# 010190-1234 in its spellings: the six together or as dd.mm.yy or dd.mm.yyyy, then four more.
# Every repetition is bounded, so that each place costs a constant however the text is built.
# A look-ahead, because a candidate that is no date must not hide one that begins inside it.
# A line may break after the hyphen only: a date above a postcode is no number.
_GAP = r"(?P<gap>[ \t]{0,2}(?:[-./_]\s{0,2})?)"
NUMBER = re.compile(
    r"(?<!\d)(?=(?P<all>"
    rf"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d){_GAP}(?P<serial>\d{{4}})"
    r"|(?P<day2>\d\d)(?P<apart>[ ./-])(?P<month2>\d\d)(?P=apart)(?P<century>19|20)?(?P<year2>\d\d)"
    r"[ \t]{0,2}[-./_ \t][ \t]{0,2}(?P<serial2>\d{4})"
    r")(?!\d))"
)
_LABEL = re.compile(
    r"(?:cpr|c\.p\.r|person|sygesikrings?|sundhedskort)[^\w\n]{0,3}(?:nr|nummer|no|number)?(?:et)?[^\w\n]{0,4}(?:er|is)?"
    r"(?:[^\w\n]|_){0,12}$",
    re.IGNORECASE,
)
# Ten digits in any grouping, or twelve with the century, and letters for digits: only where a date begins them.
_LOOSE = re.compile(
    rf"{BEGIN}(?=(?P<all>{DIGIT}(?:{APART}{DIGIT}){{11}}|{DIGIT}(?:{APART}(?:\n(?=\d{{4}}\b(?! [A-ZÆØÅ])))?{DIGIT}){{9}})(?!\d))"
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<apart>[./ -])(?P<month>\d\d)(?P=apart)(?P<day>\d\d)[-./_ ]{1,3}(?P<serial>\d{4})(?!\d)"
)
_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
# "født 010190, de sidste fire er 1234"
_LAST_FOUR = re.compile(
    rf"(?<!\d)(?:\d{{6}}|\d{{1,2}}[./ -]{{1,2}}(?:\d{{1,2}}|{_MONTHS})[./ -]{{1,2}}(?:\d{{4}}|\d\d))(?!\d)"
    r"[^\d\n]{0,30}(?:sidste|cifre|ender|last)[^\d\n]{0,30}\d{4}(?!\d)",
    re.IGNORECASE,
)
_TOWN_AFTER = re.compile(r" [A-ZÆØÅ][a-zæøå]")
_LONGER_BEFORE, _LONGER_AFTER = re.compile(r"\d[ .,/-]{1,2}$"), re.compile(r"[ .,/-]\d")
# Ten digits in a row that the writer says are something else. A number written 6-4 stays a finding.
_OTHER_NUMBER = re.compile(
    r"(?:\+|\b(?:konto|reg\.?|ean|gln|sags|sag|j\.?|journal|faktura|ordre)[ -]?(?:nr|nummer)?"
    r"[^\w\n]{0,4}(?:\d{4}[ -])?)$",
    re.IGNORECASE,
)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_LABEL_REACH = 32


def find(folded: Folded) -> Iterator[Detection]:
    """The CPR numbers: those in the usual spellings in order, then the disguised ones. Raises TooDense."""
    past = 0
    usual = list[Detection]()
    for match in folded.candidates(NUMBER):
        start, end = match.span("all")
        judged = _judge(folded, match) if start >= past else None
        if judged is not None:
            past = end
            usual.append(folded.finding(RULE, start, end, *judged))
            yield usual[-1]
    seen = {place for each in usual for place in range(each.start, each.end)}
    for start, end in _disguised(folded):
        each = folded.finding(RULE, start, end, "low", DISGUISED)
        if each.start not in seen and each.end - 1 not in seen:
            seen.update(range(each.start, each.end))
            yield each


def _disguised(folded: Folded) -> Iterator[tuple[int, int]]:
    """Where numbers stand that the usual spellings do not have. Raises TooDense."""
    for match in folded.candidates(_LOOSE):
        if _is_disguised(folded, match.start(), match["all"]):
            yield match.span("all")
    for match in folded.candidates(_YEAR_FIRST):
        if _is_date(int(match["year"]), int(match["month"]), int(match["day"])):
            yield match.span()
    for match in folded.candidates(_LAST_FOUR):
        yield match.span()
    for start, end, digits in spelled_numbers(folded.text):
        if len(digits) == 10 and _has_birthday(digits):
            yield start, end


def _is_disguised(folded: Folded, start: int, written: str) -> bool:
    """Whether ten or twelve loosely written digits are a number: called one, or begun by a date."""
    digits = digits_of(written)
    if len(digits) == 12:
        digits = _without_century(digits)
    before, after = folded.before(start, _LABEL_REACH), folded.after(start + len(written), 4)
    if not digits or not is_mostly_digits(written) or written.isdecimal():
        return False
    if _LABEL.search(before):
        return True
    is_part = _LONGER_BEFORE.search(before) or _LONGER_AFTER.match(after)
    return not is_part and not _TOWN_AFTER.match(after) and _has_birthday(digits)


def _without_century(digits: str) -> str:
    """Ten of twelve digits; none when the century is another than the seventh digit tells."""
    short = digits[:4] + digits[6:]
    return short if str(birth_year(int(short[4:6]), int(short[6])))[:2] == digits[4:6] else ""


def _has_birthday(digits: str) -> bool:
    """Whether ten digits begin with a day that was, or with that of a substitute number."""
    day, month, year = (int(digits[place : place + 2]) for place in (0, 2, 4))
    born = birth_year(year, int(digits[6]))
    return _is_date(born, month, day) or _is_date(born, month, day - 60)


def passes_modulo_11(digits: str) -> bool:
    """Whether ten digits fit the check that every number kept until 1 October 2007."""
    return sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def birth_year(year: int, seventh: int) -> int:
    """The four-digit year, from the two digits of the year (0-99) and the seventh digit (0-9)."""
    if seventh <= 3:
        return 1900 + year
    if seventh in (4, 9):
        return (2000 if year <= 36 else 1900) + year
    return (2000 if year <= 57 else 1800) + year


def _judge(folded: Folded, match: re.Match[str]) -> tuple[Confidence, str] | None:
    """How sure, and why; None when it is no CPR number."""
    day, month, year, serial = (
        match[name] or match[f"{name}2"] for name in ("day", "month", "year", "serial")
    )
    labelled = _LABEL.search(folded.before(match.start(), _LABEL_REACH)) is not None
    if not labelled and match["gap"] == "" and _is_another_number(folded, match.start()):
        return None
    if not labelled and match["apart"] and _TOWN_AFTER.match(folded.after(match.end("all"), 4)):
        return None  # a date before a postcode
    born = birth_year(int(year), int(serial[0]))
    fits_century = match["century"] in (None, str(born)[:2])
    if fits_century and _is_date(born, int(month), int(day)):
        if passes_modulo_11(day + month + year + serial):
            return "high", CHECKED
        return ("high", LABELLED) if labelled else ("low", DATED)
    if fits_century and _is_date(born, int(month), int(day) - 60):
        return "low", SUBSTITUTE
    return ("low", MISTYPED) if labelled else None


def _is_another_number(folded: Folded, start: int) -> bool:
    return _OTHER_NUMBER.search(folded.before(start, _LABEL_REACH)) is not None


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
