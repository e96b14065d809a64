"""What a query cites by number: "punkt 5.1", "stk. 5.1", "§ 5.1", "afsnit 5.1 og 5.2", "17.3". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Of a paragraph, a section below an area, or a remark; and of an area, which only a word before it makes a citation.
_NUMBER = re.compile(r"[a-zæøå0-9]{1,4}(?:\.\d{1,5}){1,3}")
_AREA = re.compile(r"\d{1,4}")
# The same written without a space: "§5.1", "stk.5.1".
_JOINED = re.compile(r"(§+|stk|pkt|nr|afs)\.?(?=\d)")
_BEFORE = frozenset((
    "afs", "afsnit", "afsnittet", "bemærkning", "bemærkningen", "bemærkninger", "høringssvar", "kapitel", "nr",
    "nummer", "område", "paragraf", "paragraffer",
    "pkt", "punkt", "punkter", "punktet", "stk", "stykke", "stykker", "stykket", "svar", "§", "§§",
    "area", "chapter", "item", "no", "number", "paragraph", "paragraphs", "point", "points", "remark", "remarks",
    "response", "section", "sections",
    "البند", "الفقرة", "القسم", "الملاحظة", "بند", "رقم", "فقرة", "قسم", "ملاحظة",
))  # fmt: skip
_BETWEEN = frozenset(("og", "samt", "eller", "til", "and", "or", "to", "و", "أو"))


def cited_numbers(words: Sequence[str]) -> list[str]:
    """The numbers that a query of these folded words cites, each once; none where it is about anything else."""
    parts = [part for word in words for part in _JOINED.sub(r"\1 ", word, count=1).split()]
    named = [part for part in parts if part in _BEFORE]
    numbers = [
        part for part in parts if _NUMBER.fullmatch(part) or (named and _AREA.fullmatch(part))
    ]
    rest = set(parts) - set(numbers) - _BEFORE - _BETWEEN
    return [] if rest else list(dict.fromkeys(numbers))
