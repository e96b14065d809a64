"""The memo in blocks: its headings, paragraphs and tables in order, for whoever writes them to a page or a file.

Words are in the current language. Holds no markup.
"""

from __future__ import annotations

from collections.abc import Iterator

from consult.answers.contribution import Approval
from consult.answers.labels import label
from consult.answers.memo.blocks import Block, Gap, Heading, Table, Text
from consult.answers.memo.memo import (
    ContributionPart,
    Memo,
    PartyLine,
    ReceivedCounts,
    ResponseLine,
    UncoveredLine,
    WithheldLine,
)
from consult.answers.memo.point_blocks import point_blocks
from consult.consultations.moderation_reason import SHIPPED
from consult.locale import gettext, ngettext, show_date, show_datetime
from consult.locale import gettext as _


def title_of(memo: Memo) -> str:
    """The title of the document."""
    return _("Consultation memo: %(title)s") % {"title": memo.title}


def memo_blocks(memo: Memo, *, with_gaps: bool) -> Iterator[Block]:
    """The whole document below its title; ``with_gaps`` also with what is open."""
    yield Text(_("Made on %(moment)s") % {"moment": show_datetime(memo.made_at)})
    if memo.is_draft:
        yield Gap(_("This is a draft: not all committees have approved their parts yet."))
    yield from _period(memo)
    yield from _counts(memo.counts)
    yield from _parties(memo)
    yield Heading(2, _("Remarks and answers"), "points")
    for area in memo.areas:
        title = f"{area.number} {area.title}".strip() or _("The draft as a whole")
        yield Heading(3, title)
        for part in area.committees:
            yield Heading(4, part.committee)
            for point in part.points:
                yield from point_blocks(point, level=5)
    yield from _uncovered(memo.uncovered)
    yield from _changes(memo)
    yield from _contributions(memo, with_gaps)
    yield from _responses(memo.responses)


def _uncovered(lines: tuple[UncoveredLine, ...]) -> Iterator[Block]:
    if not lines:
        return
    yield Heading(3, _("Remarks in no point"), "uncovered")
    yield Table(
        _("Why remarks are in no point"),
        (_("Why"), _("How many")),
        tuple(
            (label("uncovered", line.reason) if line.reason else _("no reason given yet"), str(line.remarks))
            for line in lines
        ),
    )  # fmt: skip


def _period(memo: Memo) -> Iterator[Block]:
    yield Heading(2, _("Period"), "period")
    period = memo.period
    if period.opens and period.closes and period.days:
        words = {"opens": show_datetime(period.opens), "closes": show_datetime(period.closes)}
        yield Text(
            ngettext(
                "The period for answers is from %(opens)s to %(closes)s: %(n)s day.",
                "The period for answers is from %(opens)s to %(closes)s: %(n)s days.",
                period.days,
            )
            % {**words, "n": period.days}
        )
    for extension in period.extensions:
        words = {"until": show_datetime(extension.until), "reason": extension.reason}
        if extension.party:
            sentence = _("Extended to %(until)s for %(party)s: %(reason)s")
            yield Text(sentence % {**words, "party": extension.party})
        else:
            yield Text(_("Extended to %(until)s for everybody: %(reason)s") % words)


def _counts(counts: ReceivedCounts) -> Iterator[Block]:
    yield Heading(2, _("What was received"), "numbers")
    rows: list[tuple[str, int]] = [
        (_("Responses received"), counts.responses),
        (_("Responses that everybody can read some of"), counts.responses_published),
        (_("Remarks received"), counts.remarks),
        (_("Remarks published"), counts.remarks_published),
        (_("Remarks not yet decided on"), counts.remarks_waiting),
        *_unexplained(counts.unexplained),
        *((_withheld(line), line.remarks) for line in counts.withheld),
        (_("Remarks withdrawn by their authors"), counts.withdrawn),
        (_("Remarks set aside, since they are no responses"), counts.set_aside),
    ]
    yield Table(
        _("Numbers of responses and remarks"),
        (_("What"), _("How many")),
        tuple((words, str(number)) for words, number in rows),
    )


def _unexplained(remarks: int) -> list[tuple[str, int]]:
    return [(_("Remarks taken down, reason not yet given"), remarks)] if remarks else []


def _withheld(line: WithheldLine) -> str:
    # Never gettext(""): that is the catalogue's header.
    shipped = gettext(SHIPPED.get(line.key, line.key)) if line.key else ""
    words = line.title or shipped or _("no reason recorded")
    return _("Remarks not published: %(reason)s") % {"reason": words}


def _parties(memo: Memo) -> Iterator[Block]:
    yield Heading(2, _("Consulted parties"), "parties")
    if not memo.parties:
        yield Text(_("Nobody was asked in particular."))
        return
    if not all(party.invited for party in memo.parties):
        yield Text(_("* answered without having been asked in particular."))
    yield Table(
        _("Who was asked, in alphabetical order"),
        (_("Party"), _("Answer"), _("Response")),
        tuple(_party(party) for party in memo.parties),
    )


def _party(party: PartyLine) -> tuple[str, str, str]:
    name = party.name if party.invited else f"{party.name} *"
    return (
        name,
        label("party_state", party.state),
        ", ".join(str(number) for number in party.responses) or "–",
    )


def _changes(memo: Memo) -> Iterator[Block]:
    yield Heading(2, _("Changes to the draft"), "changes")
    if not memo.changes:
        yield Text(_("No point has been met so far."))
        return
    yield Table(
        _("Points that are met, wholly or partly"),
        (_("Point"), _("Committee"), _("Answer")),
        tuple(
            (
                f"{point.number} {point.title}",
                answer.committee,
                label("disposition", answer.outcome),
            )
            for point in memo.changes
            for answer in point.answers
            if answer.changes_the_text
        ),
    )


def _contributions(memo: Memo, with_gaps: bool) -> Iterator[Block]:
    yield Heading(2, _("The committees' approval"), "approval")
    yield Table(
        _("How each committee stands to its part"),
        (_("Committee"), _("State")),
        tuple(
            (
                part.committee,
                approval_words(
                    part.approval, show_date(part.approved_at) if part.approved_at else ""
                ),
            )
            for part in memo.contributions
        ),
    )
    for part in memo.contributions if with_gaps else ():
        yield from _gaps(part)


def _gaps(part: ContributionPart) -> Iterator[Block]:
    if part.unpointed:
        words = ngettext("%(n)s remark in no point", "%(n)s remarks in no point", part.unpointed)
        yield Gap(f"{part.committee}: " + words % {"n": part.unpointed})
    if part.unanswered:
        numbers = ", ".join(str(number) for number in part.unanswered)
        yield Gap(
            f"{part.committee}: "
            + _("points without an answer: %(numbers)s") % {"numbers": numbers}
        )


def approval_words(approval: Approval, approved_on: str) -> str:
    """Whether a part is approved, in words; ``approved_on`` is a date in words, "" where there is none."""
    if approval is Approval.APPROVED:
        return _("Approved on %(day)s") % {"day": approved_on}
    if approval is Approval.LAPSED:
        return _("Not yet approved: changed since it was approved on %(day)s") % {
            "day": approved_on
        }
    return _("Not yet approved")


def _responses(lines: tuple[ResponseLine, ...] | None) -> Iterator[Block]:
    yield Heading(2, _("Published responses"), "responses")
    if lines is None:
        yield Text(_("The list of published responses is in the file, Word or HTML."))
        return
    if not lines:
        yield Text(_("No response is published yet."))
        return
    yield Table(
        _("Responses that everybody can read, by number"),
        (_("Number"), _("Name"), _("Kind"), _("Received"), _("Remarks")),
        tuple(
            (
                str(line.number),
                line.name or _("Name not shown"),
                label("respondent_kind", line.kind),
                _received(line),
                ", ".join(line.remarks),
            )
            for line in lines
        ),
    )


def _received(line: ResponseLine) -> str:
    when = show_date(line.received_at)
    return _("%(day)s, after the deadline") % {"day": when} if line.is_late else when
