"""Slugs: the readable part of an address, made of a Danish title. Pure; asks no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

LIMIT = 60

# Letters that do not come apart into a plain letter and an accent, or come apart wrongly in Danish.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss",
        "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i",
    }
)  # fmt: skip


def slugify(title: str, *, limit: int = LIMIT, fallback: str = "x") -> str:
    """``title`` in a-z, 0-9 and single hyphens, at most ``limit`` characters, cut between words.

    "Børn og unge på tværs" becomes "boern-og-unge-paa-tvaers". A title without a letter or digit of
    the Latin alphabet (one in Arabic, say) becomes ``fallback``.
    """
    danish = unicodedata.normalize("NFC", title).lower().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", danish)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    # Once more, for the letters that only now stand bare (ǿ is an ø and an accent).
    latin = bare.lower().translate(_LETTERS)
    return _cut(re.sub(r"[^a-z0-9]+", "-", latin).strip("-"), limit) or fallback[:limit]


def unique_slug(slug: str, taken: Container[str], *, limit: int = LIMIT) -> str:
    """``slug``, or the first of slug-2, slug-3 … that is not ``taken``, within ``limit`` characters.

    Only a suggestion: the database's unique constraint decides when two ask at once.
    """
    if slug not in taken:
        return slug
    suffixes = (f"-{number}" for number in count(2))
    tries = (_cut(slug, limit - len(suffix)) + suffix for suffix in suffixes)
    return next(attempt for attempt in tries if attempt not in taken)


def _cut(slug: str, limit: int) -> str:
    """At most ``limit`` characters, ending with a whole word unless the first is too long."""
    if len(slug) <= limit:
        return slug
    whole, _, _ = slug[: limit + 1].rpartition("-")
    return whole or slug[:limit]
