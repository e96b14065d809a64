"""The changes to the draft in blocks: which points are met, the wording that people proposed, and what became of the text."""

from __future__ import annotations

from collections.abc import Iterator

from consult.answers.labels import label
from consult.answers.memo.blocks import Block, Heading, Run, Table, Text, Words, runs_with_omissions
from consult.answers.memo.links import point_link, remark_url
from consult.answers.memo.memo import Memo, PointPart, Proposal
from consult.documents.versions.text_changes import TextChange
from consult.locale import gettext as _


def change_blocks(memo: Memo) -> Iterator[Block]:
    """The section "Changes to the draft"."""
    yield Heading(2, _("Changes to the draft"), "changes")
    yield from _met(memo)
    yield from _made(memo)
    yield from _proposed(memo)


def _met(memo: Memo) -> Iterator[Block]:
    if not memo.changes:
        yield Text(_("No point has been met so far."))
        return
    yield Table(
        _("Points that are met, wholly or partly"),
        (_("Point"), _("Committee"), _("Answer")),
        tuple(
            (
                point_link(memo, point.number, f"{point.number} {point.title}"),
                answer.committee,
                label("disposition", answer.outcome),
            )
            for point in memo.changes
            for answer in point.answers
            if answer.changes_the_text
        ),
        (45, 35, 20),
    )


def _made(memo: Memo) -> Iterator[Block]:
    """What the text says now of the paragraphs that remarks were written on."""
    rows = [(point, change) for point in memo.points for change in point.text_changes]
    if not rows:
        return
    yield Heading(3, _("Wording that was changed"), "changes-made")
    yield Text(
        _(
            "These paragraphs, which remarks were written on, have other words in the newest version. This is a fact of the text, and says nothing of why."
        )
    )
    yield Table(
        _("Old and new wording"),
        (_("Point"), _("Old wording"), _("New wording")),
        tuple(_change(memo, point, change) for point, change in rows),
        (12, 44, 44),
    )


def _change(memo: Memo, point: PointPart, change: TextChange) -> tuple[Words, ...]:
    old, new = (
        "\n".join(f"{each.number} {each.text}".strip() for each in side)
        for side in (change.old, change.new)
    )
    return point_link(memo, point.number), old, new or _("(taken out of the text)")


def _proposed(memo: Memo) -> Iterator[Block]:
    rows = [(point, each) for point in memo.points for each in point.proposals]
    if not rows:
        return
    yield Heading(3, _("Wording that was proposed"), "changes-proposed")
    yield Table(
        _("Proposed by remarks, with what was answered"),
        (_("Point and remark"), _("Old wording"), _("Proposed wording"), _("Answer")),
        tuple(_proposal(memo, point, each) for point, each in rows),
        (14, 32, 36, 18),
    )


def _proposal(memo: Memo, point: PointPart, proposal: Proposal) -> tuple[Words, ...]:
    remark = Run(proposal.reference, remark_url(memo.slug, proposal.reference))
    answers = dict.fromkeys(
        label("disposition", each.outcome) if each.outcome else _("Not yet answered.")
        for each in point.answers
    )
    return (
        (point_link(memo, point.number), " · ", remark),
        runs_with_omissions(proposal.old) or "–",
        runs_with_omissions(proposal.new),
        ", ".join(answers),
    )
