"""What an edition says was changed because of its points: the changes of each point, and the points of each paragraph.

Shows of the text what is published alone: a change in a version that is not is not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consult.answers.cause import digest_of
from consult.answers.editions.content import FrozenChange, FrozenPoint
from consult.answers.editions.edition import Edition, EditionChange
from consult.documents.current_version import published_versions
from consult.documents.document import Version
from consult.documents.versions.succession import succession
from consult.documents.versions.text_changes import TextChange, changes_in
from consult.public.queries.outline import Outline


async def caused_changes(
    points: Sequence[FrozenPoint], versions: Sequence[Version]
) -> dict[int, tuple[TextChange, ...]]:
    """The changes of these ``versions`` that were made because of each point, by its number, the oldest version first.
    No query where none was and for versions that are cached, else two for each."""
    wanted = {each.version for point in points for each in point.changes}
    found = await _changes([each for each in versions if each.id in wanted])
    return {
        point.number: tuple(
            sorted(
                (found[each] for each in point.changes if each in found),
                key=lambda each: (each.now, each.latest[0].position),
            )
        )
        for point in points
    }


async def public_caused_changes(
    consultation_id: int, points: Sequence[FrozenPoint]
) -> dict[int, tuple[TextChange, ...]]:
    """The same of every published version; one query more, none where nothing was changed."""
    has_changes = any(each.changes for each in points)
    versions = await published_versions(consultation_id) if has_changes else []
    return await caused_changes(points, versions)


async def _changes(versions: Iterable[Version]) -> dict[FrozenChange, TextChange]:
    """By what an edition froze of them."""
    return {
        FrozenChange(version.id, change.key, digest_of(change)): change
        for version in versions
        for change in await changes_in(version)
    }


@dataclass(frozen=True)
class CausePoints:
    """The numbers of the points that paragraphs (identities) were changed because of: ``standing`` in one version of the
    text, ``removed`` from it before."""

    standing: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    removed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def of(self, new: Collection[int], old: Collection[int]) -> tuple[int, ...]:
        """Those of a change between two versions: of the paragraphs it has become, else of those it removed."""
        numbers = self.standing if new else self.removed
        return tuple(sorted({number for each in new or old for number in numbers.get(each, ())}))


async def cause_points(outline: Outline, edition: Edition | None, since: int = 0) -> CausePoints:
    """Those of the outline's version, of changes after version number ``since``. One query beside what is cached of the
    versions; none without an edition and for a first version."""
    versions = {
        each.id: each for each in outline.published if since < each.number <= outline.version.number
    }
    if edition is None or outline.version.number == 1:
        return CausePoints()
    rows = await EditionChange.filter(
        point__edition_id=edition.id, version_id__in=list(versions)
    ).values_list("point__number", "version_id", "paragraph_id", "digest")
    found = await _changes([versions[each] for each in {row[1] for row in rows}])
    past = await succession(outline.version)
    standing: defaultdict[int, set[int]] = defaultdict(set)
    removed: defaultdict[int, set[int]] = defaultdict(set)
    for number, *frozen in rows:
        change = found.get(FrozenChange(*frozen))
        for each in change.new if change else ():
            heir = past.paragraph(each.id)
            if heir is not None:
                standing[heir].add(number)
        for each in change.old if change and not change.new else ():
            removed[each.id].add(number)
    return CausePoints(_sorted(standing), _sorted(removed))


def _sorted(numbers: Mapping[int, set[int]]) -> dict[int, tuple[int, ...]]:
    return {key: tuple(sorted(each)) for key, each in numbers.items()}
