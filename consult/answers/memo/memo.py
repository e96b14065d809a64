"""The memo: what was heard and what is answered, as plain values built from the record. Nothing is typed here.

Holds no words of its own and no layout; ``memo_html`` and ``memo_docx`` write it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from consult.answers.approval import Approval
from consult.answers.point import Outcome
from consult.clock import local
from consult.consultations.party import PartyState
from consult.documents.versions.text_changes import TextChange
from consult.responses.location import RemarkLocation
from consult.responses.respondent import RespondentKind


@dataclass(frozen=True)
class MemoExtension:
    """A deadline that was moved: until when, for which party ("" is everybody) and why."""

    until: datetime
    party: str
    reason: str


@dataclass(frozen=True)
class MemoPeriod:
    """When one could answer. ``closes`` is the last accepted instant; either None while undecided."""

    opens: datetime | None
    closes: datetime | None
    extensions: tuple[MemoExtension, ...]

    @property
    def days(self) -> int | None:
        """Calendar days in Copenhagen, the first and the last included."""
        if self.opens is None or self.closes is None:
            return None
        return (local(self.closes).date() - local(self.opens).date()) // timedelta(days=1) + 1


@dataclass(frozen=True)
class KeptBack:
    """How many remarks are not published for one reason: a shipped reason by its ``key``, an editor's own by
    its ``title``, both "" where none was given."""

    key: str
    title: str
    remarks: int


@dataclass(frozen=True)
class Numbers:
    """Responses received and published (some of their remarks are), and remarks: those that count,
    those everybody can read, those that wait, those kept back and why, those that do not count."""

    responses: int
    responses_published: int
    remarks: int
    remarks_published: int
    remarks_waiting: int
    kept_back: tuple[KeptBack, ...]
    withdrawn: int
    set_aside: int


@dataclass(frozen=True)
class Party:
    """One line of the table of parties. ``invited`` False: it answered without being asked."""

    name: str
    state: PartyState
    invited: bool
    responses: tuple[int, ...]


class QuoteLoss(StrEnum):
    """Why words that were quoted are not printed any more."""

    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"
    WAITING = "waiting"
    WITHHELD = "withheld"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Quote:
    """Words of remark ``number`` ("17.3") as everybody can read them, or why they are ``gone``. ``place`` is where
    it was written, by the numbers its author saw, and where that is now."""

    number: str
    text: str
    gone: QuoteLoss | None
    place: RemarkLocation | None = None


@dataclass(frozen=True)
class Answer:
    """One committee's answer to a point; outcome None while it has given none.

    ``approved``: the committee stands by its part of the memo, this answer in it.
    """

    committee: str
    outcome: Outcome | None
    reason: str
    approved: bool

    @property
    def changes_the_text(self) -> bool:
        return self.outcome in (Outcome.MET, Outcome.PARTLY_MET)


@dataclass(frozen=True)
class PointPart:
    """One point. ``received`` remarks, of them ``published``; ``sources`` are the numbers of those published.

    ``section_version``: its section is in the text no more, and was last in this version. ``text_changes``: what
    became of the paragraphs that the published remarks were written on.
    """

    number: int
    title: str
    summary: str
    section: str
    section_version: int | None
    received: int
    published: int
    sources: tuple[str, ...]
    quotes: tuple[Quote, ...]
    answers: tuple[Answer, ...]
    text_changes: tuple[TextChange, ...]

    @property
    def changes_the_text(self) -> bool:
        return any(answer.changes_the_text for answer in self.answers)


@dataclass(frozen=True)
class CommitteePart:
    """The points of one area that one committee made."""

    committee: str
    points: tuple[PointPart, ...]


@dataclass(frozen=True)
class AreaPart:
    """One area of the text; ``title`` "" for the whole."""

    number: str
    title: str
    committees: tuple[CommitteePart, ...]


@dataclass(frozen=True)
class ContributionPart:
    """How one committee stands to its part, and what is open: remarks in no point, points unanswered."""

    committee: str
    slug: str
    approval: Approval
    approved_at: datetime | None
    unpointed: int
    unanswered: tuple[int, ...]


@dataclass(frozen=True)
class ResponseLine:
    """One published response. ``name`` "" where none may be shown; ``remarks`` the published numbers.

    ``is_late``: it was received after the deadline.
    """

    number: int
    name: str
    kind: RespondentKind
    received_at: datetime
    is_late: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Memo:
    """The whole document. Personal data in it only as everybody can read it already.

    ``responses`` None: the list is left out, and the text says where it is.
    """

    title: str
    slug: str
    language: str
    unit: str
    made_at: datetime
    period: MemoPeriod
    numbers: Numbers
    parties: tuple[Party, ...]
    areas: tuple[AreaPart, ...]
    contributions: tuple[ContributionPart, ...]
    responses: tuple[ResponseLine, ...] | None

    @property
    def changes(self) -> tuple[PointPart, ...]:
        """The points that are met, wholly or partly, by number."""
        points = (p for area in self.areas for part in area.committees for p in part.points)
        return tuple(sorted((p for p in points if p.changes_the_text), key=lambda p: p.number))

    @property
    def is_draft(self) -> bool:
        """Whether any committee does not stand by its part as it is."""
        return any(part.approval is not Approval.APPROVED for part in self.contributions)
