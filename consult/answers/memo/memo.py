"""The memo as plain values: what was received and what is answered, all of it from the record.

Holds no words of its own and no layout: memo_blocks.py words it, memo_html.py and memo_docx.py write it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from consult.answers.contribution import Approval
from consult.answers.disposition import Outcome
from consult.answers.editions.uncovered import UncoveredReason
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
    """When one could answer. ``closes`` is the last instant that was in time; None while it is not decided."""

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
class WithheldLine:
    """How many remarks are not published for one reason: a shipped reason by its ``key``, an editor's own by its
    ``title``, both "" where none is recorded."""

    key: str
    title: str
    remarks: int


@dataclass(frozen=True)
class ReceivedCounts:
    """Responses received, those with a published remark, and those received after the deadline; remarks with standing, and
    of them those published, those waiting, those taken down without a reason yet and those withheld, by reason; and the
    remarks without standing."""

    responses: int
    responses_published: int
    responses_late: int
    remarks: int
    remarks_published: int
    remarks_waiting: int
    unexplained: int
    withheld: tuple[WithheldLine, ...]
    withdrawn: int
    set_aside: int

    @property
    def remarks_in_all(self) -> int:
        """Every remark that was ever received, those without standing among them."""
        return self.remarks + self.withdrawn + self.set_aside


@dataclass(frozen=True)
class PartyLine:
    """One line of the table of parties. ``invited`` False: it answered without being asked. ``responses`` are the
    numbers of its responses."""

    name: str
    state: PartyState
    invited: bool
    responses: tuple[int, ...]


class QuoteLoss(StrEnum):
    """Why words that were quoted are not printed any more. LEFT_OUT: the public text does not have them."""

    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"
    WAITING = "waiting"
    WITHHELD = "withheld"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class MemoQuote:
    """Words of the remark ``reference`` ("17.3") as everybody can read them; or "", and ``loss`` says why."""

    reference: str
    text: str
    loss: QuoteLoss | None
    location: RemarkLocation | None = None


@dataclass(frozen=True)
class Proposal:
    """Wording that the published remark ``reference`` proposes: ``old`` is what it quotes of the text, or the paragraph it
    was written on, "" where it was written on none; both as everybody may read them."""

    reference: str
    old: str
    new: str


@dataclass(frozen=True)
class CommitteeAnswer:
    """One committee's answer to a point; ``outcome`` None while there is none. ``approved``: the committee has approved
    its part of the memo, this answer in it."""

    committee: str
    outcome: Outcome | None
    reason: str
    approved: bool

    @property
    def changes_the_text(self) -> bool:
        return self.outcome in (Outcome.MET, Outcome.PARTLY_MET)


@dataclass(frozen=True)
class PointPart:
    """One point. ``received`` remarks, of them ``published``; ``sources`` are the references of those published.

    ``section`` is the name of its section, "" for the whole; ``section_version`` is the last version that had it, None
    where the text still does. ``text_changes``: what became of the paragraphs that the published remarks were written on;
    ``proposals``: the wording that they propose.
    """

    number: int
    title: str
    summary: str
    section: str
    section_version: int | None
    received: int
    published: int
    sources: tuple[str, ...]
    quotes: tuple[MemoQuote, ...]
    answers: tuple[CommitteeAnswer, ...]
    text_changes: tuple[TextChange, ...]
    proposals: tuple[Proposal, ...] = ()

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
    """Whether one committee has approved its part, and what is open: how many remarks are in no point, and the numbers
    of the points without its answer."""

    committee: str
    slug: str
    approval: Approval
    approved_at: datetime | None
    unpointed: int
    unanswered: tuple[int, ...]


@dataclass(frozen=True)
class UncoveredLine:
    """How many remarks with standing are in no point for one reason; None: nobody has said it."""

    reason: UncoveredReason | None
    remarks: int


@dataclass(frozen=True)
class ResponseLine:
    """One response with published remarks. ``name`` is "" where none is public; ``remarks`` are the references of those
    published. ``is_late``: it was received after the deadline."""

    number: int
    name: str
    kind: RespondentKind
    received_at: datetime
    is_late: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class RemarkLine:
    """One published remark for the annex: public words alone, "" where there are none. ``place`` is what it was written
    on, "" for the whole draft; ``points`` are the numbers of its points."""

    reference: str
    response: int
    name: str
    place: str
    text: str
    proposed_text: str
    points: tuple[int, ...]


class Annex(StrEnum):
    """What the document says of each remark: nothing (the spreadsheet has them), its words in an annex, or its words in a
    table beside the comment, instead of the points."""

    SPREADSHEET = "spreadsheet"
    REMARKS = "remarks"
    TABLE = "table"


@dataclass(frozen=True)
class MemoEdition:
    """The edition that the document is of. ``replaces`` is the number of the one in whose place it came by itself, since
    something that stood in that one is not public any more; None where people published it."""

    number: int
    published_at: datetime
    replaces: int | None = None


@dataclass(frozen=True)
class Memo:
    """The whole document. Holds personal data only as everybody can read it already.

    ``responses`` None: the list is left out, and the document says where it is. ``remarks`` are there unless ``annex`` is
    SPREADSHEET. ``gathered`` counts the remarks with standing that are in points. ``edition`` None: it is the record as it stands, which nobody has published. ``issuer`` is the
    municipality.
    """

    title: str
    slug: str
    language: str
    unit: str
    made_at: datetime
    period: MemoPeriod
    counts: ReceivedCounts
    parties: tuple[PartyLine, ...]
    areas: tuple[AreaPart, ...]
    contributions: tuple[ContributionPart, ...]
    gathered: int
    uncovered: tuple[UncoveredLine, ...]
    responses: tuple[ResponseLine, ...] | None
    issuer: str = ""
    edition: MemoEdition | None = None
    annex: Annex = Annex.SPREADSHEET
    remarks: tuple[RemarkLine, ...] = ()

    @property
    def later(self) -> int:
        """How many remarks with standing are in no point and have no line among the ``uncovered``: they came, or were put
        aside from their points, after the edition was made."""
        return max(0, self.counts.remarks - self.gathered - sum(u.remarks for u in self.uncovered))

    @property
    def points(self) -> tuple[PointPart, ...]:
        """Every point, by number."""
        every = (p for area in self.areas for part in area.committees for p in part.points)
        return tuple(sorted(every, key=lambda point: point.number))

    @property
    def changes(self) -> tuple[PointPart, ...]:
        """The points that are met, wholly or partly, by number."""
        return tuple(point for point in self.points if point.changes_the_text)

    @property
    def is_draft(self) -> bool:
        """Whether any committee has not approved its part as it is."""
        return any(part.approval is not Approval.APPROVED for part in self.contributions)
