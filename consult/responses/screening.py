"""Screening a wording when it is stored: the rules' findings become rows beside the revision."""

from __future__ import annotations

from datetime import datetime

from consult.responses.finding import Finding
from consult.responses.remark import Remark, Revision
from consult.responses.respondent import Respondent
from moderation.screening import screen


def findings_in(**fields: str) -> dict[str, list[str]]:
    """Which rules saw something in each named text, for a warning before sending. Empty texts are skipped."""
    seen = {name: sorted({f.rule for f in screen(text)}) for name, text in fields.items() if text}
    return {name: rules for name, rules in seen.items() if rules}


async def store_screened_revision(
    remark: Remark, *, now: datetime, sender: Respondent | None = None
) -> Revision:
    """Store the remark's current wording as its revision, screened at once since that takes microseconds.

    The names of ``sender`` are screened with every wording of a response's first remark: people write numbers
    there too, and whoever decides sees the newest wording alone. The quote is not, for it is literally the
    draft's own text.
    """
    revision = await Revision.create(
        remark_id=remark.id,
        number=remark.revision,
        text=remark.text,
        proposed_text=remark.proposed_text,
        written_at=now,
        screened_at=now,
    )
    if rows := findings_of(revision, sender):
        await Finding.bulk_create(rows)
    return revision


def findings_of(revision: Revision, sender: Respondent | None) -> list[Finding]:
    """What the rules see in a wording and, where it is given, in the names of its sender; not stored."""
    texts = {"text": revision.text, "proposed_text": revision.proposed_text}
    if sender is not None:
        texts |= {"name": sender.name, "organisation": sender.organisation}
    return [
        Finding(
            revision_id=revision.id,
            field=field,
            rule=found.rule,
            start=found.start,
            end=found.end,
            confidence=found.confidence,
        )
        for field, text in texts.items()
        for found in screen(text)
    ]
