"""What became of single paragraphs since an earlier published version: facts of the approved lineage, not reasons."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, anchor_of
from consult.documents.version_cache import VersionCache
from consult.documents.versions.approved_steps import approved_steps
from consult.lineage import (
    ChangeKind,
    Difference,
    LinkedPair,
    ParagraphChange,
    VersionParagraph,
    diff_words,
    paragraph_changes,
)

# The words are the same: a paragraph that was only moved has not changed.
UNCHANGED = (ChangeKind.SAME, ChangeKind.MOVED)


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph as one version has it. ``id`` and ``section`` are identities, ``position`` counts in reading order,
    ``area`` is the key of its area."""

    id: int
    position: int
    section: int
    area: str
    number: str
    text: str

    @property
    def anchor(self) -> str:
        """Its HTML id on the page of its area."""
        return anchor_of(self.number)


@dataclass(frozen=True)
class TextChange:
    """What became of the paragraphs ``old`` of version number ``since`` until version number ``now``, where they are
    ``new``: that is empty of REMOVED, and ``old`` of ADDED. ``kind`` is not SAME. ``changed_in`` are the numbers
    of the versions that changed their words, ascending."""

    kind: ChangeKind
    since: int
    now: int
    changed_in: tuple[int, ...]
    old: tuple[ParagraphText, ...]
    new: tuple[ParagraphText, ...]

    @property
    def latest(self) -> tuple[ParagraphText, ...]:
        """The new paragraphs, or the old ones where there are none."""
        return self.new or self.old

    @property
    def key(self) -> int:
        """The paragraph (an identity) that names it among the changes of one version."""
        return self.latest[0].id

    def differences(self) -> tuple[Difference, ...]:
        """The differences word by word; about a millisecond, so call it only for changes on the page."""
        old, new = (" ".join(each.text for each in side) for side in (self.old, self.new))
        return diff_words(old, new)


async def text_changes(
    current: Version, paragraphs: Collection[tuple[int, int]]
) -> dict[tuple[int, int], TextChange]:
    """What became of each of ``paragraphs`` (number of a version, identity) until the ``current`` version, without
    those that are unchanged. Two queries, none where all are of the current version."""
    by_version: dict[int, set[int]] = {}
    for number, paragraph in paragraphs:
        if number < current.number:
            by_version.setdefault(number, set()).add(paragraph)
    if not by_version:
        return {}
    first = min(by_version)
    steps = dict(enumerate(await approved_steps(first, current), first + 1))
    history = _History(await _texts(current, first), steps, current.number)
    return {
        (number, each.id): change
        for number, wanted in by_version.items()
        for change in history.changes(number, wanted)
        for each in change.old
        if each.id in wanted
    }


async def changes_in(version: Version) -> tuple[TextChange, ...]:
    """All that the version changed in the one before, also what it only moved, in reading order. Two queries, none for a first
    version and for a published one that is cached; of one in preparation it holds once its lineage is approved."""
    return await _changes.of(version) if version.number > 1 else ()


async def _load_changes(version: Version) -> tuple[TextChange, ...]:
    before = version.number - 1
    steps = {version.number: (await approved_steps(before, version))[0]}
    history = _History(await _texts(version, before), steps, version.number)
    # Comparing thousands of paragraphs takes long enough to let others be answered meanwhile.
    return await asyncio.to_thread(history.all_changes, before)


# In changes; each holds its paragraphs' texts.
_changes = VersionCache(_load_changes, most=4_000, weigh=len)


@dataclass(frozen=True)
class _History:
    """``texts``: version number → its paragraphs by identity, in reading order; ``steps``: version number → the
    approved links to it from the one before; ``now`` is the number of the current version."""

    texts: Mapping[int, Mapping[int, ParagraphText]]
    steps: Mapping[int, Sequence[LinkedPair]]
    now: int
    _cache: dict[tuple[int, int], tuple[ParagraphChange, ...]] = field(default_factory=dict)

    def changes(self, since: int, paragraphs: set[int]) -> list[TextChange]:
        """The changes of these paragraphs of version ``since``; one that concerns several of them is there once."""
        return [
            self._change(each, since)
            for each in self._between(since, self.now)
            if each.kind not in UNCHANGED and not paragraphs.isdisjoint(each.old)
        ]

    def all_changes(self, since: int) -> tuple[TextChange, ...]:
        """Every change since that version, the one before, with what was added and what was moved."""
        found = (
            self._change(each, since)
            for each in self._between(since, self.now)
            if each.kind is not ChangeKind.SAME
        )
        return tuple(sorted(found, key=lambda each: each.latest[0].position))

    def _change(self, change: ParagraphChange, since: int) -> TextChange:
        return TextChange(
            change.kind,
            since,
            self.now,
            self._changed_in(change, since),
            tuple(self.texts[since][each] for each in change.old),
            tuple(self.texts[self.now][each] for each in change.new),
        )

    def _changed_in(self, whole: ParagraphChange, since: int) -> tuple[int, ...]:
        """The versions after ``since`` in which any of the paragraphs got other words."""
        if self.now == since + 1:
            return (self.now,)
        versions, followed = [], {*whole.old}
        for number in range(since + 1, self.now + 1):
            step = [each for each in self._between(number - 1, number) if followed & {*each.old}]
            restored = {*whole.old} & (self.texts[number].keys() - self.texts[number - 1].keys())
            if restored or any(self._has_other_words(each) for each in step):
                versions.append(number)
            followed = restored.union(*(each.new for each in step))
        return tuple(versions)

    def _has_other_words(self, change: ParagraphChange) -> bool:
        """Not so for a paragraph that was removed and is in the current version again."""
        is_back = change.kind is ChangeKind.REMOVED and self.texts[self.now].keys() >= {*change.old}
        return change.kind not in UNCHANGED and not is_back

    def _between(self, since: int, now: int) -> tuple[ParagraphChange, ...]:
        """Every change from one version to another."""
        if (since, now) not in self._cache:
            steps = [self.steps[number] for number in range(since + 1, now + 1)]
            old, new = (_version_paragraphs(self.texts[each].values()) for each in (since, now))
            self._cache[since, now] = paragraph_changes(steps, old, new)
        return self._cache[since, now]


def _version_paragraphs(texts: Iterable[ParagraphText]) -> list[VersionParagraph]:
    return [VersionParagraph(each.id, each.section, each.text) for each in texts]


async def _texts(current: Version, first: int) -> dict[int, dict[int, ParagraphText]]:
    """Version number → its paragraphs by identity, of the versions from number ``first``. One query."""
    rows = Paragraph.filter(
        version__document_id=current.document_id,
        version__number__gte=first,
        version__number__lte=current.number,
    ).exclude(text="")
    texts: dict[int, dict[int, ParagraphText]] = {
        number: {} for number in range(first, current.number + 1)
    }
    columns = (
        *("version__number", "identity_id", "position"),
        *("section__identity_id", "section__area", "number", "text"),
    )
    for number, identity, *rest in await rows.order_by("position").values_list(*columns):
        texts[number][identity] = ParagraphText(identity, *rest)
    return texts
