"""How much of a version is translated, in all and section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.documents.document import Version
from consult.documents.translations.former_translations import former_translations
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.translations.source_units import SectionWords
from consult.documents.translations.translation_edits import stored_in


@dataclass(frozen=True)
class Progress:
    """How many units are translated (``done``) of ``total``, and how many have an outdated translation alone. The same
    words count once."""

    done: int
    total: int
    outdated: int


@dataclass(frozen=True)
class LanguageProgress:
    """The ``whole`` of a language, and each section by the id of its row. ``summaries`` counts the version's own."""

    language: str
    whole: Progress
    sections: Mapping[int, Progress]
    summaries: int


async def progress_in(
    version: Version, language: str, sections: Sequence[SectionWords]
) -> LanguageProgress:
    """The progress in one language. Four queries, and one more for every 500 units."""
    digests = {unit.digest for each in sections for unit in each.units}
    done = set(await stored_in(version.document_id, language, list(digests)))
    outdated = set(await former_translations(version, language, sections, done))
    summaries = await PlainSummary.filter(version_id=version.id, language=language).count()
    return LanguageProgress(
        language,
        _progress(digests, done, outdated),
        {
            each.section.id: _progress({unit.digest for unit in each.units}, done, outdated)
            for each in sections
        },
        summaries,
    )


def _progress(wanted: set[str], done: set[str], outdated: set[str]) -> Progress:
    return Progress(len(wanted & done), len(wanted), len(wanted & outdated))
