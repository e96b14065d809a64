"""The reasons a consultation's moderators may give, published with it; an editor words, adds and removes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, cache_version, database
from consult.audit import Actor, AuditEntry
from consult.consultations.announcement import Announced
from consult.consultations.consultation import Consultation
from consult.locale import gettext, marked
from consult.people.conflict import stale_since
from consult.stale_state import CHANGED, GONE, StaleState

# Marks words for the catalogues; whoever shows them translates.
N_: Callable[[str], str] = str

# The reasons every consultation starts with, in the order they are offered, personal information first.
SHIPPED = {
    "personal_data": N_("personal information"),
    "abuse": N_("abuse or threats"),
    "off_topic": N_("not about the draft"),
    "copyright": N_("somebody else's text or picture"),
    "unlawful": N_("against the law"),
}


class ModerationReason(Model):
    """One reason. ``key`` of a shipped reason has translated words, ``title`` is what an editor wrote."""

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name="moderation_reasons", on_delete=fields.RESTRICT
    )
    key = fields.CharField(max_length=40)
    title = fields.CharField(max_length=200)
    description = fields.CharField(max_length=1000, default="")
    position = fields.IntField(default=0)

    consultation_id: int

    class Meta:
        table = "moderation_reason"
        unique_together = (("consultation", "key"),)

    @property
    def words(self) -> str:
        """The reason as people read it in the current language: the shipped words, or the editor's own, which are marked as
        Danish for who reads another language."""
        return marked(self.title) or gettext(SHIPPED.get(self.key, self.key))


async def reasons_of(consultation_id: int) -> dict[str, ModerationReason]:
    """The consultation's reasons by key, in the order they are offered; one query."""
    reasons = ModerationReason.filter(consultation_id=consultation_id)
    return {reason.key: reason for reason in await reasons.order_by("position", "id")}


MOST = 20


class LastReason(Exception):
    """Without any reason nothing could be left out, personal information neither."""


class TooManyReasons(Exception):
    """More reasons than anybody could choose from."""


async def reword_reason(
    consultation: Consultation,
    key: str,
    *,
    title: str,
    description: str,
    before: tuple[str, str],
    by: Actor,
    now: datetime,
) -> None:
    """Give a reason other words; a shipped one with title "" has its own. ``before`` are title and description as
    they were read. Raises StaleState, also when it is gone."""
    async with database.transaction():
        rows = ModerationReason.filter(
            consultation=consultation, key=key, title=before[0], description=before[1]
        )
        if not await rows.update(title=title, description=description):
            raise await _stale(consultation, key)
        await _record("reworded", consultation, by=by, now=now, key=key)


async def add_reason(
    consultation: Consultation, *, title: str, description: str, by: Actor, now: datetime
) -> ModerationReason:
    """Add a reason at the end of the list; one that has just these words already is it. Raises TooManyReasons."""
    async with database.transaction():
        rows = ModerationReason.filter(consultation=consultation)
        if same := await rows.filter(title=title, description=description).first():
            return same
        if await rows.count() >= MOST:
            raise TooManyReasons(consultation.slug)
        last = await rows.order_by("-position").first()
        taken = {each.key for each in await rows}
        key = next(k for k in (f"own_{n}" for n in range(1, MOST + 2)) if k not in taken)
        added = await ModerationReason.create(
            consultation=consultation,
            key=key,
            title=title,
            description=description,
            position=last.position + 1 if last else 0,
        )
        await _record("added", consultation, by=by, now=now, key=key)
    return added


async def remove_reason(consultation: Consultation, key: str, *, by: Actor, now: datetime) -> None:
    """Take a reason off the list before the rules are public. That it is gone already is just as well.

    Raises Announced, LastReason.
    """
    async with database.transaction():
        # A write first: it locks the row, so that nobody announces in between.
        unannounced = Consultation.filter(id=consultation.id, announced_at__isnull=True)
        if not await unannounced.update(slug=consultation.slug):
            raise Announced(consultation.slug)
        rows = ModerationReason.filter(consultation=consultation)
        if not await rows.exclude(key=key).exists():
            raise LastReason(key)
        if not await rows.filter(key=key).delete():
            return
        await _record("removed", consultation, by=by, now=now, key=key)


async def _stale(consultation: Consultation, key: str) -> StaleState:
    stored = await ModerationReason.get_or_none(consultation=consultation, key=key)
    entries = AuditEntry.filter(noun="reason", consultation_id=consultation.id).order_by("-id")
    last = next((each for each in await entries.limit(100) if each.facts["key"] == key), None)
    current = [stored.title, stored.description] if stored else []
    return await stale_since("reason", last, CHANGED if stored else GONE, current=current)


async def _record(
    verb: str, consultation: Consultation, *, by: Actor, now: datetime, key: str
) -> None:
    await audit.record(
        verb, "reason", None, by=by, now=now, consultation_id=consultation.id, key=key
    )
    await cache_version.bump(consultation.slug)
