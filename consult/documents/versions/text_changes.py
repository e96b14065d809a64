"""What became of single paragraphs since an earlier published version: facts of the approved lineage. Why the
text was changed it does not know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, anchor_of
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

# A paragraph that is the same, or that has been moved as it was, has not been changed.
UNCHANGED = (ChangeKind.SAME, ChangeKind.MOVED)


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph as one version has it. ``id`` is its identity's, ``position`` its place in reading order, ``area``
    the key of the area it is read in."""

    id: int
    position: int
    section: int
    area: str
    number: str
    text: str

    @property
    def anchor(self) -> str:
        """Its id on the page of its area."""
        return anchor_of(self.number)


@dataclass(frozen=True)
class TextChange:
    """``kind`` is none of UNCHANGED. ``old`` as version number ``since`` had it, ``new`` as version ``now`` has;
    one side is empty of REMOVED. ``changed_in`` are the versions that brought other words, the first one first."""

    kind: ChangeKind
    since: int
    now: int
    changed_in: tuple[int, ...]
    old: tuple[Words, ...]
    new: tuple[Words, ...]

    def differences(self) -> tuple[Difference, ...]:
        """Word by word; about a millisecond each, so ask for those that are shown."""
        old, new = (" ".join(each.text for each in side) for side in (self.old, self.new))
        return diff_words(old, new)


async def text_changes(
    heard: Version, written: Collection[tuple[int, int]]
) -> dict[tuple[int, int], TextChange]:
    """What became of each of these (number of a version, paragraph of it) until the heard version; unchanged ones
    are missing. Two queries, none where all are of the heard version."""
    wanted: dict[int, set[int]] = {}
    for number, paragraph in written:
        if number < heard.number:
            wanted.setdefault(number, set()).add(paragraph)
    if not wanted:
        return {}
    first = min(wanted)
    steps = dict(enumerate(await approved_steps(first, heard), first + 1))
    past = _Past(await _texts(heard, first), steps, heard.number)
    return {
        (number, each.id): change
        for number, paragraphs in wanted.items()
        for change in past.changes(number, paragraphs)
        for each in change.old
        if each.id in paragraphs
    }


@dataclass(frozen=True)
class _Past:
    """``texts``: version number → its paragraphs by identity, in reading order; ``steps``: version number → the
    approved links to it from the one before; ``now`` is the number of the heard version."""

    texts: Mapping[int, Mapping[int, Words]]
    steps: Mapping[int, Sequence[LinkedPair]]
    now: int
    _found: dict[tuple[int, int], tuple[ParagraphChange, ...]] = field(default_factory=dict)

    def changes(self, since: int, paragraphs: set[int]) -> list[TextChange]:
        """Of these paragraphs of a version; what several of them share stands once."""
        return [
            TextChange(
                fate.kind,
                since,
                self.now,
                self._changed_in(fate, since),
                tuple(self.texts[since][each] for each in fate.old),
                tuple(self.texts[self.now][each] for each in fate.new),
            )
            for fate in self._fates(since, self.now)
            if fate.kind not in UNCHANGED and not paragraphs.isdisjoint(fate.old)
        ]

    def _changed_in(self, whole: ParagraphChange, since: int) -> tuple[int, ...]:
        """The versions on the way in which any of these paragraphs got other words."""
        if self.now == since + 1:
            return (self.now,)
        found, here = [], {*whole.old}
        for number in range(since + 1, self.now + 1):
            step = [fate for fate in self._fates(number - 1, number) if here & {*fate.old}]
            back = {*whole.old} & (self.texts[number].keys() - self.texts[number - 1].keys())
            if back or any(self._is_change(fate) for fate in step):
                found.append(number)
            here = back.union(*(fate.new for fate in step))
        return tuple(found)

    def _is_change(self, fate: ParagraphChange) -> bool:
        """Other words, or none; not that it was left out for a while."""
        is_back = fate.kind is ChangeKind.REMOVED and self.texts[self.now].keys() >= {*fate.old}
        return fate.kind not in UNCHANGED and not is_back

    def _fates(self, since: int, now: int) -> tuple[ParagraphChange, ...]:
        if (since, now) not in self._found:
            steps = [self.steps[number] for number in range(since + 1, now + 1)]
            old, new = (_standing(self.texts[number].values()) for number in (since, now))
            self._found[since, now] = paragraph_changes(steps, old, new)
        return self._found[since, now]


def _standing(words: Iterable[Words]) -> list[VersionParagraph]:
    return [VersionParagraph(each.id, each.section, each.text) for each in words]


async def _texts(heard: Version, first: int) -> dict[int, dict[int, Words]]:
    rows = Paragraph.filter(
        version__document_id=heard.document_id,
        version__number__gte=first,
        version__number__lte=heard.number,
    ).exclude(text="")
    found: dict[int, dict[int, Words]] = {n: {} for n in range(first, heard.number + 1)}
    columns = (
        *("version__number", "identity_id", "position"),
        *("section__identity_id", "section__area", "number", "text"),
    )
    for number, identity, *words in await rows.order_by("position").values_list(*columns):
        found[number][identity] = Words(identity, *words)
    return found
