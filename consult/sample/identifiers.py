"""CVR, CPR and telephone numbers that look right and belong to nobody.

- CVR: 98000000 and up, which the register has not reached, with a valid check digit.
- CPR, plausible: real dates with a seventh digit for the years 1858–1862, and a check digit that
  is invalid by the rule all numbers followed before 2007. Nobody born then was alive when the
  register began in 1968, so none was ever issued; screening must still report them.
- CPR, implausible: shaped like one, but with a date that does not exist.
- Telephone: from the British series reserved for drama (07700 900000-900999), which screening
  recognises as a telephone number; or beginning with 12, which no Danish subscriber's number does.
"""

from __future__ import annotations

from random import Random

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

IMPLAUSIBLE_CPR = ("421399-1234", "000000-0000", "310258-5123", "123456-7890", "990001-2026")


def weighted(digits: str, weights: tuple[int, ...]) -> int:
    """The weighted sum of `digits` modulo 11; 0 means the check digit is valid.

    Raises ValueError when there are not as many digits as weights, or one is no digit.
    """
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11


def cvr(order: int) -> str:
    """The `order`-th (from 0) made-up CVR number with a valid check digit; always the same for an order."""
    stem = 9_800_000 + order
    check = (11 - weighted(f"{stem}0", CVR_WEIGHTS)) % 11
    # One stem in eleven has no valid check digit; a stem far away is used instead.
    return f"{stem}{check}" if check < 10 else cvr(order + 100_003)


def plausible_cpr(rng: Random) -> str:
    """A CPR-like number with a real date that was never issued to anybody."""
    date = f"{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.randint(58, 62)}"
    serial = f"{rng.choice('5678')}{rng.randint(0, 999):03}"
    if weighted(date + serial, CPR_WEIGHTS) == 0:
        serial = f"{serial[:3]}{(int(serial[3]) + 1) % 10}"
    return f"{date}{rng.choice(('-', '', ' '))}{serial}"


def telephone(rng: Random) -> str:
    """A telephone number nobody can have, written in one of the usual ways."""
    last = rng.randint(100, 999)
    return rng.choice((f"+44 7700 900{last}", f"+44 7700900{last}", f"12 34 56 {last % 100:02}"))
