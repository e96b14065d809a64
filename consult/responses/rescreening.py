"""Wordings screened again in the background when there are new rules; the worker's chore, and how far it is."""

from __future__ import annotations

import asyncio
import logging

from consult import clock, database
from consult.responses.finding import Finding
from consult.responses.remark import Remark, Revision
from consult.responses.respondent import Respondent
from consult.responses.screening import finding_rows, screen_texts, screened_fields
from consult.settings import Settings
from moderation.screening import RULES_VERSION

log = logging.getLogger("consult.worker")

# Wordings screened between two transactions of others.
BATCH = 50
# How long the worker does nothing else with the database after a batch, in seconds.
_PAUSE = 0.1


async def rescreen(settings: Settings) -> None:
    """Screen every wording that older rules screened, the newest responses first; says in the log how many are left."""
    done = 0
    while some := await _screened_by_older_rules():
        for revision in some:
            await _rescreen(revision)
        done += len(some)
        log.info("%s texts screened again, %s left", done, await left_to_rescreen())
        await asyncio.sleep(_PAUSE)


async def left_to_rescreen() -> int:
    """How many wordings the rules of today have not seen; one query."""
    return await Revision.filter(rules_version__lt=RULES_VERSION).count()


async def _screened_by_older_rules() -> list[Revision]:
    return (
        await Revision.filter(rules_version__lt=RULES_VERSION)
        .order_by("-id")
        .limit(BATCH)
        .prefetch_related("remark__response__respondent")
    )


async def _rescreen(revision: Revision) -> None:
    """Screen outside the transaction; in it, the findings change only where nobody else screened meanwhile."""
    remark: Remark = revision.remark
    sender: Respondent | None = remark.response.respondent if remark.ordinal == 1 else None
    findings = await screen_texts(screened_fields(revision, sender).values())
    rows = finding_rows([(revision, sender)], findings)
    async with database.transaction():
        if await Revision.filter(id=revision.id, rules_version=revision.rules_version).update(
            rules_version=RULES_VERSION, screened_at=clock.now()
        ):
            await Finding.filter(revision_id=revision.id).delete()
            await Finding.bulk_create(rows)
