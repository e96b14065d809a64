"""Danish company numbers (CVR): how they are written and checked. Looks nothing up.

Source: Erhvervsstyrelsen: eight digits, weighted 2-7-6-5-4-3-2-1, the sum divisible by 11, always.
Production-unit numbers (P-numre, ten digits) are another thing.
"""

from __future__ import annotations

import re

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_WRITTEN = re.compile(r"(?:dk|cvr(?:[-. ]?nr)?)?[-.:]*((?:[0-9][-.]?){7}[0-9])", re.IGNORECASE)


def normalise_cvr(written: str) -> str | None:
    """The eight digits of a number written "13 74 81 36", "DK-13748136" or "CVR-nr. 13748136".

    None when it is not written as eight digits. Says nothing about whether they fit the check.
    """
    match = _WRITTEN.fullmatch("".join(written.split()))
    return re.sub(r"[-.]", "", match[1]) if match else None


def is_valid_cvr(written: str) -> bool:
    """Whether it is a CVR number by its weights, however spaced. The company need not exist."""
    digits = normalise_cvr(written)
    # Eight zeros would fit the sum; no number begins with one.
    if digits is None or digits.startswith("0"):
        return False
    return sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
