"""Creating a consultation: it gets its address and its frame, and nobody outside can see it yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from consult import audit, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import SHIPPED, ModerationReason
from consult.web import richtext

ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ADDRESS = 120

SUMMARIES = ("summary", "summary_decides", "summary_how", "summary_next")


# Never a consultation's: they may mean something to whoever reads or types an address.
KEPT_ADDRESSES = frozenset({"admin", "api", "calendar", "search", "staff", "test"})


class AddressTaken(Exception):
    """The slug is not to be had: another consultation has it, maybe one that nobody may know of yet, or it is kept.
    Which of them, nobody is told."""


class DatesUnusable(ValueError):
    """The consultation would close before, or when, it opens."""


async def create_consultation(
    *,
    slug: str,
    title: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    by: Actor,
    now: datetime,
    language: str = "da",
    summaries: Mapping[str, str] | None = None,
    contact_unit: str = "",
    contact_email: str = "",
    late_policy: str = "",
) -> Consultation:
    """Make a consultation with the shipped moderation reasons; ``announce`` makes it known.

    ``closes_at`` is the last instant that is in time. ``summaries`` are HTML by field name (SUMMARIES),
    cleaned here. Raises ValueError for a slug or a summary that cannot be, DatesUnusable, AddressTaken.
    """
    if not ADDRESS.fullmatch(slug) or len(slug) > LONGEST_ADDRESS:
        raise ValueError(f"not an address: {slug!r}")
    if opens_at and closes_at and closes_at <= opens_at:
        raise DatesUnusable(slug)
    texts = cleaned_summaries(summaries or {})
    async with database.transaction():
        if not await is_free(slug):
            raise AddressTaken(slug)
        consultation = await Consultation.create(
            slug=slug,
            title=title,
            language=language,
            opens_at=opens_at,
            closes_at=closes_at,
            contact_unit=contact_unit,
            contact_email=contact_email,
            late_policy=late_policy,
            created_at=now,
            **texts,
        )
        await ModerationReason.bulk_create(
            ModerationReason(consultation=consultation, key=key, title="", position=position)
            for position, key in enumerate(SHIPPED)
        )
        await audit.record(
            "created",
            "consultation",
            consultation.id,
            by=by,
            now=now,
            consultation_id=consultation.id,
        )
    return consultation


async def is_free(slug: str) -> bool:
    """Whether a consultation may get this address."""
    return slug not in KEPT_ADDRESSES and not await Consultation.filter(slug=slug).exists()


def cleaned_summaries(summaries: Mapping[str, str]) -> dict[str, Any]:
    """The texts of the summary box, safe to show. Raises ValueError for one there is no field for."""
    unknown = set(summaries) - set(SUMMARIES)
    if unknown:
        raise ValueError(f"no such summary: {', '.join(sorted(unknown))}")
    return {name: richtext.clean(html) for name, html in summaries.items()}
