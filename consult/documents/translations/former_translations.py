"""What words were called before they were changed: an outdated translation, shown to whoever translates anew.

Nothing here is shown to the public, who gets the original instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from consult.documents.document import Version
from consult.documents.folding import fold
from consult.documents.paragraph import Paragraph
from consult.documents.translations.source_units import SectionWords, Unit
from consult.documents.translations.translation import Translation, digest_of

LEAST_LIKENESS = 0.5
# Words are looked up by their longest ones: the short ones stand everywhere.
TELLING_WORDS = 6


async def former_translations(
    version: Version,
    language: str,
    sections: Sequence[SectionWords],
    translated: Collection[str],
) -> dict[str, Translation]:
    """By digest, for those of the version's words that are not among ``translated``: the translation of what
    stood there before, or else of words that are much alike and stand nowhere in the version any more."""
    units = {unit.digest: unit for each in sections for unit in each.units}
    rows = await Translation.filter(document_id=version.document_id, language=language)
    gone = {each.digest: each for each in rows if each.digest not in units}
    wanted = [unit for digest, unit in units.items() if digest not in translated]
    if not gone or not wanted:
        return {}
    before = await _stood_before(version, wanted)
    alike = _Alike(gone.values())
    found = {}
    for unit in wanted:
        stood = next((gone[each] for each in before.get(unit.identity, ()) if each in gone), None)
        former = stood or alike.best(unit)
        if former is not None:
            found[unit.digest] = former
    return found


async def _stood_before(version: Version, units: Iterable[Unit]) -> Mapping[int, list[str]]:
    """Identity → digests of its words in other versions, the newest first."""
    identities = [unit.identity for unit in units if unit.identity]
    rows = (
        Paragraph.filter(version__document_id=version.document_id)
        .exclude(version_id=version.id)
        .order_by("-version__number")
    )
    before: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(identities), 500):
        some = rows.filter(identity_id__in=identities[start : start + 500])
        for identity, text in await some.values_list("identity_id", "text"):
            before[identity].append(digest_of(text))
    return before


class _Alike:
    """Translations by the words of what they translate."""

    def __init__(self, rows: Iterable[Translation]) -> None:
        self._rows = [(each, _words(each.source)) for each in rows]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for place, (_, words) in enumerate(self._rows):
            for word in words:
                self._by_word[word].append(place)

    def best(self, unit: Unit) -> Translation | None:
        """The one whose source has most words in common, if that is at least half of them all."""
        words = _words(unit.source)
        telling = sorted(words, key=len, reverse=True)[:TELLING_WORDS]
        places = {place for word in telling for place in self._by_word.get(word, ())}
        ranked = ((_likeness(words, self._rows[place][1]), place) for place in places)
        likeness, place = max(ranked, default=(0.0, -1))
        return self._rows[place][0] if likeness >= LEAST_LIKENESS else None


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
