"""One thing, one word, in each language: what docs/architecture.md calls a thing is what the catalogues call it.

A row names words of the source, words that must not stand for them in a language, and why.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parents[2] / "locales"

# (language, words of the source, words not to be used for them, the word that is)
VARIANTS = [
    ("da", r"^(?!.*(?<!\()\bsections?\b).*\bparagraphs?\b", r"\bafsnit", "stykke"),
    ("da", r"\bsections?\b", r"\bparagraf|\bsektion", "afsnit"),
    ("da", r"\b(your|the|my) (comment|remark)\b", r"\bkommentar", "bemærkning"),
    ("da", r"\bremarks?\b", r"\bkommentar", "bemærkning"),
    ("da", r"\bclose[sd]?\b", r"\bslut(ter|te|tede)?\b|\bafsluttet\b", "lukker"),
    ("da", r"\b(another|these|the) reasons?\b", r"\bgrunde(n|ne)?\b", "begrundelse"),
    ("da", r"\bconsultations?\b", r"\bkonsultation|\bborgerinddragelse", "høring"),
    ("da", r"\bcommittees?\b", r"\bkomit[eé]", "udvalg"),
    ("da", r"\bwithdraw", r"\btilbagekald", "trække tilbage"),
    ("ar", r"\bconsultations?\b", "استماع|مشاور|تشاور", "استشارة"),
    ("ar", r"\b(your|the|my) (comment|remark)\b", "تعليق", "ملاحظة"),
    ("ar", r"\bremarks?\b", "تعليق", "ملاحظة"),
    ("ar", r"\bclean text\b", "نهائي", "بلا علامات التغيير"),
    ("ar", r"\bparagraphs?\b", r"\bمقطع", "فقرة"),
    ("en", r"", r"\bhearings?\b(?! the public)", "consultation"),
    ("en", r"", r"\b(your|my) comments?\b|\bthe comment\b(?! in)", "remark"),
    ("en", r"", r"\bsubmissions?\b|\bstatements?\b(?<!accessibility statement)", "response"),
]
# A cause, not a reason that somebody is given; and words of a text about texts.
OTHER_MEANINGS = ("It is a fact of the text", "because hearing the public", "margin")


def texts(said: str | tuple[str, ...] | list[str] | None) -> str:
    return said if isinstance(said, str) else " | ".join(said or ())


def messages(language: str) -> list[Message]:
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return [each for each in read_po(file, locale=language) if each.id]


@pytest.mark.parametrize(
    ("language", "source", "variant", "word"),
    VARIANTS,
    ids=[f"{language}-{word}" for language, _source, _variant, word in VARIANTS],
)
def test_no_other_word_stands_for_it(language: str, source: str, variant: str, word: str) -> None:
    wrong = [
        f"{texts(each.id)!r} → {texts(each.string)!r}"
        for each in messages(language)
        if re.search(source, texts(each.id), re.IGNORECASE)
        and re.search(variant, texts(each.string), re.IGNORECASE)
        and not any(other in texts(each.id) for other in OTHER_MEANINGS)
    ]
    assert not wrong, f"say “{word}”:\n" + "\n".join(wrong)
