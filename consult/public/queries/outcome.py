"""The outcome as everybody may read it: the points of an edition with what of their remarks is public at this moment.

What was frozen comes from the edition; whether a remark, and the words quoted of it, may be shown is asked of the remark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.answers.disposition import Outcome
from consult.answers.editions.content import FrozenPoint, stored_points
from consult.answers.editions.edition import (
    Edition,
    EditionPoint,
)
from consult.answers.point import is_quotable
from consult.consultations.committee import Committee
from consult.consultations.moderation_reason import ModerationReason
from consult.database import among
from consult.documents.document import Version
from consult.documents.versions.succession import succession
from consult.documents.versions.text_changes import TextChange, text_changes
from consult.public.queries.caused_changes import caused_changes
from consult.public.queries.outline import Outline, PublicSection
from consult.responses.omission import Piece, pieces_of
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from moderation.decision import Decision


class HiddenKind(StrEnum):
    """Why a remark that a point answers is not shown."""

    WAITING = "waiting"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True)
class HiddenCount:
    """``count`` remarks of a point are not shown; ``reason`` is the moderator's, None where there is none to say."""

    kind: HiddenKind
    reason: ModerationReason | None
    count: int


@dataclass(frozen=True)
class PublicAnswer:
    """One committee's answer; ``committee`` is its name, ``slug`` its name in addresses."""

    committee: str
    slug: str
    outcome: Outcome
    reason: str
    approved_at: datetime | None


@dataclass(frozen=True)
class PublicQuote:
    """Words that everybody can read in the remark ``reference``, with marks where words were left out."""

    reference: str
    text: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return pieces_of(self.text)


@dataclass(frozen=True)
class PointHeading:
    """A point in a list. ``section`` is where it is in the version of the outline; None for the whole."""

    number: int
    title: str
    section: PublicSection | None


@dataclass(frozen=True)
class PublicPoint(PointHeading):
    """A point with its answers. ``references`` are those of its remarks that are shown, and ``hidden`` counts the others.

    ``lost_quotes``: so many quotes were chosen that nobody may read any more, and whose they were is not said.
    ``caused``: what was changed because of it. ``changes``: what became of the paragraphs that its published remarks
    were written on; it says nothing of why.
    ``is_on_paragraphs``: some were written on a paragraph.
    """

    summary: str
    references: tuple[str, ...]
    hidden: tuple[HiddenCount, ...]
    quotes: tuple[PublicQuote, ...]
    lost_quotes: int
    answers: tuple[PublicAnswer, ...]
    caused: tuple[TextChange, ...]
    changes: tuple[TextChange, ...]
    is_on_paragraphs: bool

    @property
    def published(self) -> int:
        return len(self.references)

    @property
    def shown_changes(self) -> tuple[TextChange, ...]:
        """What was changed because of it, or where nothing was, what became of the paragraphs."""
        return self.caused or self.changes

    @property
    def further_changes(self) -> int:
        """How many there are beside the first."""
        return max(0, len(self.shown_changes) - 1)

    @property
    def hidden_in_all(self) -> int:
        return sum(each.count for each in self.hidden)


async def point_headings(outline: Outline, edition: Edition) -> list[PointHeading]:
    """Every point of the edition: first those on the whole, then in reading order. One query beside what is cached of the
    version."""
    rows = EditionPoint.filter(edition_id=edition.id).order_by("number")
    return await headings_of(outline, await rows.values_list("number", "title", "section_id"))


async def headings_of(outline: Outline, points: Iterable[Sequence[object]]) -> list[PointHeading]:
    """The same of given points (number, title, section) in the order of their numbers."""
    past = await succession(outline.version)
    places = {each.key: place for place, each in enumerate(outline.sections)}
    headings = [
        PointHeading(
            int(str(number)), str(title), outline.by_id.get(past.section(_id(section)) or 0)
        )
        for number, title, section in points
    ]  # fmt: skip
    return sorted(headings, key=lambda each: places[each.section.key] if each.section else -1)


def _id(section: object) -> int:
    """0, which no section has, for the whole."""
    return int(str(section)) if section else 0


async def points(outline: Outline, edition: Edition, numbers: Collection[int]) -> list[PublicPoint]:
    """The points with these numbers, by number; some ten queries, however many there are."""
    return await points_of(outline, await stored_points(edition, numbers))


async def points_of(
    outline: Outline, frozen: Sequence[FrozenPoint], *, also: Sequence[Version] = ()
) -> list[PublicPoint]:
    """The same of points that are not stored: for the preview, which shows what ``also`` these versions changed."""
    given = [(each.number, each.title, each.section) for each in frozen]
    headings = {each.number: each for each in await headings_of(outline, given)}
    remarks = await _remarks(frozen)
    reasons = await _withheld_reasons(outline, remarks.values())
    committees = await committees_of(frozen)
    changes = await _changes(outline, remarks.values())
    caused = await caused_changes(frozen, (*outline.published, *also))
    return [
        _point(headings[each.number], each, remarks, reasons, committees, caused, changes)
        for each in frozen
    ]


@dataclass(frozen=True)
class _Changes:
    """``by_anchor``: (number of a version, paragraph) → what became of it; ``numbers`` of versions by id."""

    by_anchor: Mapping[tuple[int, int], TextChange]
    numbers: Mapping[int, int]

    def of(self, remarks: Iterable[Remark]) -> tuple[TextChange, ...]:
        """Each change once, in the order of the text."""
        found = {
            id(change): change
            for each in remarks
            if each.paragraph_id
            and (key := (self.numbers.get(each.version_id, 0), each.paragraph_id))
            and (change := self.by_anchor.get(key))
        }
        return tuple(sorted(found.values(), key=lambda each: (each.since, each.old[0].position)))


def _point(
    heading: PointHeading,
    frozen: FrozenPoint,
    remarks: Mapping[int, Remark],
    reasons: Mapping[int, ModerationReason | None],
    committees: Mapping[int, Committee],
    caused: Mapping[int, tuple[TextChange, ...]],
    changes: _Changes,
) -> PublicPoint:
    members = [remarks[each.remark] for each in frozen.members]
    visible = [each for each in members if is_visible(each)]
    quotes = [(remarks[each.remark], each.quote) for each in frozen.members if each.quote]
    shown = [(remark, words) for remark, words in quotes if is_quotable(remark, words)]
    return PublicPoint(
        heading.number,
        heading.title,
        heading.section,
        frozen.summary,
        tuple(each.reference for each in visible),
        _hidden(members, reasons),
        tuple(PublicQuote(remark.reference, words) for remark, words in shown),
        len(quotes) - len(shown),
        public_answers(frozen, committees),
        caused[frozen.number],
        changes.of(visible),
        any(each.paragraph_id for each in visible),
    )


def is_visible(remark: Remark) -> bool:
    """Whether everybody may read it, as the list of remarks decides."""
    return (
        remark.standing == Standing.RECEIVED
        and remark.publicity in VISIBLE
        and remark.published_at is not None
    )


def _hidden(
    members: Iterable[Remark], reasons: Mapping[int, ModerationReason | None]
) -> tuple[HiddenCount, ...]:
    """The most frequent first, and never which."""
    counted = Counter(
        (_hidden_kind(each), reasons.get(each.id)) for each in members if not is_visible(each)
    )
    return tuple(HiddenCount(*why, count) for why, count in counted.most_common())


def _hidden_kind(remark: Remark) -> HiddenKind:
    if remark.standing == Standing.WITHDRAWN:
        return HiddenKind.WITHDRAWN
    if remark.standing == Standing.SET_ASIDE:
        return HiddenKind.SET_ASIDE
    return HiddenKind.WITHHELD if remark.publicity == Publicity.WITHHELD else HiddenKind.WAITING


async def _remarks(frozen: Iterable[FrozenPoint]) -> dict[int, Remark]:
    """The members by id, with their responses; of those that are quoted also the public text. Two queries."""
    ids = {member.remark for each in frozen for member in each.members}
    quoted = {member.remark for each in frozen for member in each.members if member.quote}
    rows = Remark.filter(id__in=among(ids)).select_related("response").only(
        "id", "ordinal", "standing", "publicity", "published_at", "version_id", "paragraph_id",
        "response_id", "response__id", "response__number",
    )  # fmt: skip
    remarks = {each.id: each for each in await rows}
    texts = Remark.filter(id__in=among(quoted)).values_list("id", "public_text")
    for remark, text in await texts:
        remarks[int(str(remark))].public_text = str(text)
    return remarks


async def _withheld_reasons(
    outline: Outline, remarks: Iterable[Remark]
) -> dict[int, ModerationReason | None]:
    """The reason of the last decision on each that is withheld; two queries, none where none is."""
    withheld = [each.id for each in remarks if _hidden_kind(each) is HiddenKind.WITHHELD]
    if not withheld:
        return {}
    decisions = Decision.filter(remark_id__in=among(withheld)).order_by("number")
    last = dict(await decisions.values_list("remark_id", "reason_id"))
    rows = ModerationReason.filter(consultation_id=outline.consultation.id)
    reasons = {each.id: each for each in await rows}
    return {each: reasons.get(last.get(each) or 0) for each in withheld}


async def committees_of(frozen: Iterable[FrozenPoint]) -> dict[int, Committee]:
    """Those that answered, by id; one query."""
    ids = {answer.committee for each in frozen for answer in each.answers}
    return {each.id: each for each in await Committee.filter(id__in=list(ids))}


def public_answers(
    frozen: FrozenPoint, committees: Mapping[int, Committee]
) -> tuple[PublicAnswer, ...]:
    """By the committees' names."""
    named = [(committees[each.committee], each) for each in frozen.answers]
    return tuple(
        PublicAnswer(by.name, by.slug, each.outcome, each.reason, each.approved_at)
        for by, each in sorted(named, key=lambda answer: answer[0].name)
    )


async def _changes(outline: Outline, remarks: Iterable[Remark]) -> _Changes:
    """Two queries, none for a first version."""
    numbers = {each.id: each.number for each in outline.published}
    anchors = {
        (numbers[each.version_id], each.paragraph_id)
        for each in remarks
        if each.paragraph_id and each.version_id in numbers and is_visible(each)
    }
    return _Changes(await text_changes(outline.version, anchors), numbers)
