"""The memo in blocks: its headings, paragraphs and tables in order, for whoever writes them to a page or a file.

Words are in the current language. Holds no markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from consult.answers.contribution import Approval
from consult.answers.editions.uncovered import UncoveredReason
from consult.answers.labels import label
from consult.answers.memo.blocks import Block, Gap, Heading, Run, Table, Text, Words, cut, joined
from consult.answers.memo.change_blocks import change_blocks
from consult.answers.memo.links import point_url, remark_links, remark_url
from consult.answers.memo.memo import (
    Annex,
    ContributionPart,
    Memo,
    PartyLine,
    ReceivedCounts,
    ResponseLine,
    WithheldLine,
)
from consult.answers.memo.method_blocks import method_blocks
from consult.answers.memo.point_blocks import point_blocks
from consult.answers.memo.remark_blocks import annex_blocks, table_blocks
from consult.consultations.moderation_reason import SHIPPED
from consult.locale import gettext, ngettext, show_date, show_datetime
from consult.locale import gettext as _
from consult.web.urls import absolute


def title_of(memo: Memo) -> str:
    """The title of the document."""
    if memo.annex is Annex.TABLE:
        return _("Remarks and answers: %(title)s") % {"title": memo.title}
    return _("Consultation memo: %(title)s") % {"title": memo.title}


def front_of(memo: Memo) -> list[str]:
    """The lines of the title page below the title: which edition it is, and when it was made or published."""
    if memo.edition is None:
        return [_("Made on %(moment)s") % {"moment": show_datetime(memo.made_at)}]
    words = {"number": memo.edition.number, "when": show_datetime(memo.edition.published_at)}
    lines = [_("Edition %(number)s, published %(when)s") % words]
    if memo.edition.replaces:
        sentence = _(
            "It replaces edition %(number)s, in which words stood that are not public any more."
        )
        lines.append(sentence % {"number": memo.edition.replaces})
    return lines


def short_title(memo: Memo) -> str:
    """Which one it is, for the header of each page."""
    if memo.edition is None:
        return _("Draft, %(day)s") % {"day": show_date(memo.made_at)}
    words = {"number": memo.edition.number, "day": show_date(memo.edition.published_at)}
    return _("Edition %(number)s, %(day)s") % words


def memo_blocks(memo: Memo, *, with_gaps: bool) -> Iterator[Block]:
    """The whole document below its title page, with an id for every heading; ``with_gaps`` also with what is open."""
    for number, block in enumerate(_blocks(memo, with_gaps)):
        if isinstance(block, Heading) and not block.anchor:
            block = replace(block, anchor=f"part-{number}")
        if isinstance(block, Table):
            yield from cut(block)
        else:
            yield block


def _blocks(memo: Memo, with_gaps: bool) -> Iterator[Block]:
    if memo.is_draft:
        yield Gap(_("This is a draft: not all committees have approved their parts yet."))
    yield from method_blocks(memo)
    yield from _counts(memo)
    yield from _parties(memo)
    if memo.annex is Annex.TABLE:
        yield from table_blocks(memo)
    else:
        yield from _points(memo)
    yield from _uncovered(memo)
    yield from change_blocks(memo)
    yield from _contributions(memo, with_gaps)
    yield from _responses(memo)
    if memo.annex is Annex.REMARKS:
        yield from annex_blocks(memo)


def _points(memo: Memo) -> Iterator[Block]:
    yield Heading(2, _("Remarks and answers"), "points")
    for area in memo.areas:
        title = f"{area.number} {area.title}".strip() or _("The draft as a whole")
        yield Heading(3, title)
        for part in area.committees:
            yield Heading(4, part.committee)
            for point in part.points:
                yield from point_blocks(
                    point, memo.slug, level=5, href=point_url(memo, point.number)
                )


def _sum_table(caption: str, rows: list[tuple[Words, int]], total: str) -> Table:
    """Numbers by kind, and their sum as the last row."""
    last: tuple[Words, int] = (total, sum(number for _words, number in rows))
    return Table(
        caption,
        (_("What"), _("How many")),
        tuple((words, str(number)) for words, number in [*rows, last]),
        (80, 20),
        is_summed=True,
        numbers=frozenset({1}),
    )


def _uncovered(memo: Memo) -> Iterator[Block]:
    rows: list[tuple[Words, int]] = [(_("Answered in a point"), memo.gathered)]
    rows += [
        (label("uncovered", line.reason) if line.reason else _("no reason given yet"), line.remarks)
        for line in memo.uncovered
    ]
    if memo.later:
        rows.append((label("uncovered", UncoveredReason.LATER), memo.later))
    if len(rows) == 1:
        return
    yield Heading(3, _("Remarks in no point"), "uncovered")
    yield _sum_table(_("Why remarks are in no point"), rows, _("Remarks that count, in all"))


def _counts(memo: Memo) -> Iterator[Block]:
    counts, slug = memo.counts, memo.slug
    yield Heading(2, _("What was received"), "numbers")
    yield _sum_table(
        _("Responses"),
        [
            (_("Responses that everybody can read some of"), counts.responses_published),
            (
                _("Responses of which nothing is published"),
                counts.responses - counts.responses_published,
            ),
        ],
        _("Responses received"),
    )
    yield _sum_table(_("Remarks"), _remarks(counts, slug), _("Remarks received, in all"))


def _remarks(counts: ReceivedCounts, slug: str) -> list[tuple[Words, int]]:
    """Every remark that was received is in one of the rows."""
    published = Run(_("Remarks published"), absolute("consultation_remarks", consultation=slug))
    return [
        (published, counts.remarks_published),
        (_("Remarks not yet decided on"), counts.remarks_waiting),
        *_unexplained(counts.unexplained),
        *((_withheld(line), line.remarks) for line in counts.withheld),
        (_("Remarks withdrawn by their authors"), counts.withdrawn),
        (_("Remarks set aside, since they are no responses"), counts.set_aside),
    ]


def _unexplained(remarks: int) -> list[tuple[Words, int]]:
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
    published = {line.number: line.remarks[0] for line in memo.responses or () if line.remarks}
    yield Table(
        _("Who was asked, in alphabetical order"),
        (_("Party"), _("Answer"), _("Response")),
        tuple(_party(party, memo.slug, published) for party in memo.parties),
        (55, 25, 20),
    )


def _party(party: PartyLine, slug: str, published: Mapping[int, str]) -> tuple[Words, ...]:
    """``published``: the first published remark of a response by its number."""
    numbers = joined(
        Run(str(number), remark_url(slug, published[number]) if number in published else "")
        for number in party.responses
    )
    return (
        party.name if party.invited else f"{party.name} *",
        label("party_state", party.state),
        numbers or "–",
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
        (55, 45),
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


def _responses(memo: Memo) -> Iterator[Block]:
    lines = memo.responses
    yield Heading(2, _("Published responses"), "responses")
    table = absolute("remark_table", consultation=memo.slug, ending="xlsx")
    yield Text(
        (_("Every published remark in full is in the spreadsheet:") + " ", Run(table, table))
    )
    if lines is None:
        if memo.edition is None:
            yield Text(_("The list of published responses is in the file, Word or HTML."))
        return
    if not lines:
        yield Text(_("No response is published yet."))
        return
    yield Table(
        _("Responses that everybody can read, by number"),
        (_("Number"), _("Name"), _("Kind"), _("Received"), _("Remarks")),
        tuple(_response(line, memo.slug) for line in lines),
        (9, 34, 15, 19, 23),
    )


def _response(line: ResponseLine, slug: str) -> tuple[Words, ...]:
    return (
        Run(str(line.number), remark_url(slug, line.remarks[0]) if line.remarks else ""),
        line.name or _("Name not shown"),
        label("respondent_kind", line.kind),
        _received(line),
        remark_links(slug, line.remarks),
    )


def _received(line: ResponseLine) -> str:
    when = show_date(line.received_at)
    return _("%(day)s, after the deadline") % {"day": when} if line.is_late else when
