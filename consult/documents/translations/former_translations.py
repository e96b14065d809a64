"""Outdated translations of words that were changed since: shown to editors and translators, never to the public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from consult.documents.document import Version
from consult.documents.folding import fold
from consult.documents.paragraph import Paragraph
from consult.documents.translations.source_units import SectionWords, SourceUnit
from consult.documents.translations.translation import Translation, digest_of

LEAST_LIKENESS = 0.5
# How many of a unit's words are looked up, the longest first: short words are in every text.
LOOKED_UP = 6


async def former_translations(
    version: Version,
    language: str,
    sections: Sequence[SectionWords],
    translated: Collection[str],
) -> dict[str, Translation]:
    """Outdated translations by the digest of the version's units, for those whose digests are not in ``translated``:
    the translation of the paragraph's words in another version, or else of similar words that the version has no
    longer. Two queries, and one for 500 untranslated paragraphs."""
    units = {unit.digest: unit for each in sections for unit in each.units}
    rows = await Translation.filter(document_id=version.document_id, language=language)
    unused = {each.digest: each for each in rows if each.digest not in units}
    untranslated = [unit for digest, unit in units.items() if digest not in translated]
    if not unused or not untranslated:
        return {}
    digests = await _digests_elsewhere(version, untranslated)
    similar = _SimilarSources(unused.values())
    found = {}
    for unit in untranslated:
        earlier = (unused[each] for each in digests.get(unit.identity, ()) if each in unused)
        former = next(earlier, None) or similar.best(unit)
        if former is not None:
            found[unit.digest] = former
    return found


async def _digests_elsewhere(
    version: Version, units: Iterable[SourceUnit]
) -> Mapping[int, list[str]]:
    """Identity → digests of its texts in other versions, the newest first."""
    identities = [unit.identity for unit in units if unit.identity]
    rows = (
        Paragraph.filter(version__document_id=version.document_id)
        .exclude(version_id=version.id)
        .order_by("-version__number")
    )
    digests: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(identities), 500):
        some = rows.filter(identity_id__in=identities[start : start + 500])
        for identity, text in await some.values_list("identity_id", "text"):
            digests[identity].append(digest_of(text))
    return digests


class _SimilarSources:
    """An index of translations by the words of their sources."""

    def __init__(self, rows: Iterable[Translation]) -> None:
        self._rows = [(each, _words(each.source)) for each in rows]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, (_, words) in enumerate(self._rows):
            for word in words:
                self._by_word[word].append(index)

    def best(self, unit: SourceUnit) -> Translation | None:
        """The one whose source shares most words with the unit; None below LEAST_LIKENESS of all words of both."""
        words = _words(unit.source)
        longest = sorted(words, key=len, reverse=True)[:LOOKED_UP]
        indexes = {index for word in longest for index in self._by_word.get(word, ())}
        ranked = ((_likeness(words, self._rows[index][1]), index) for index in indexes)
        likeness, index = max(ranked, default=(0.0, -1))
        return self._rows[index][0] if likeness >= LEAST_LIKENESS else None


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
