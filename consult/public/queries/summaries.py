"""Plain-language summaries of the published draft's sections. A help to read the text, never the text that is out
for consultation.

For a consultation without summaries no query is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from consult.documents.translations.languages import direction_of
from consult.documents.translations.plain_summary import PlainSummary, digest_of_section
from consult.documents.translations.translation import Made
from consult.public.queries.outline import Outline
from consult.public.queries.section_texts import SectionText


@dataclass(frozen=True)
class PublicSummary:
    """A section in short. ``outdated``: the section's words have changed since it was written."""

    words: str
    language: str
    made: Made
    outdated: bool

    @property
    def dir(self) -> str:
        return direction_of(self.language)

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs, which are separated by empty lines."""
        return [" ".join(each.split()) for each in self.words.split("\n\n") if each.strip()]


async def summaries(
    outline: Outline, texts: Sequence[SectionText], language: str
) -> dict[str, PublicSummary]:
    """The summaries of these sections by key, in ``language`` where there is one, else in the consultation's.

    ``texts`` are a section with all below it. At most one query.
    """
    if not outline.consultation.summarised_in:
        return {}
    keys = {each.section.id: each.section.key for each in texts}
    rows = PlainSummary.filter(
        section_id__in=list(keys),
        version__number__lte=outline.version.number,
        language__in=[language, outline.consultation.language],
    ).order_by("version__number")
    columns = ("section_id", "language", "words", "made", "digest")
    best: dict[str, tuple[Any, ...]] = {}
    for row in await rows.values_list(*columns):
        key = keys[row[0]]
        # Of several versions' the last one; the reader's language goes before any version.
        if key not in best or row[1] == language or best[key][1] != language:
            best[key] = row
    shown = {
        key: PublicSummary(words, code, made, digest != _digest(texts, key))
        for key, (_, code, words, made, digest) in best.items()
    }
    return {key: each for key, each in shown.items() if not _may_repeat(texts, key, each)}


async def every_summary(outline: Outline, texts: Sequence[SectionText]) -> list[PublicSummary]:
    """The summary of the first of these sections in every language; ``texts`` as for ``summaries``. At most one
    query."""
    if not outline.consultation.summarised_in:
        return []
    section = texts[0].section
    rows = PlainSummary.filter(
        section_id=section.id, version__number__lte=outline.version.number
    ).order_by("version__number")
    columns = ("language", "words", "made", "digest")
    last = {row[0]: row for row in await rows.values_list(*columns)}
    now = _digest(texts, section.key)
    shown = [
        PublicSummary(words, code, made, digest != now)
        for code, words, made, digest in (last[code] for code in sorted(last))
    ]
    return [each for each in shown if not _may_repeat(texts, section.key, each)]


def _may_repeat(texts: Sequence[SectionText], key: str, summary: PublicSummary) -> bool:
    """Whether it was written for words that were taken down since: then it may say them. Stored anew it may not."""
    paragraphs = (one for each in _within(texts, key) for one in each.paragraphs)
    return summary.outdated and any(one.taken is not None for one in paragraphs)


def _within(texts: Sequence[SectionText], key: str) -> list[SectionText]:
    """The section with all below it in its area."""
    area = next(each.section.area for each in texts if each.section.key == key)
    return [
        each
        for each in texts
        if each.section.area == area
        and (each.section.key == key or each.section.key.startswith(f"{key}-"))
    ]


def _digest(texts: Sequence[SectionText], key: str) -> str:
    """The digest of a section as its words are now, see ``digest_of_section``."""
    return digest_of_section(
        words
        for each in _within(texts, key)
        for words in (each.section.title, *(p.text for p in each.paragraphs))
    )
