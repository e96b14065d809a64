"""Committees and their names, which change after elections and are therefore dated: the address stays."""

from __future__ import annotations

from datetime import date, datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.clock import local
from consult.consultations.slug import slugify, unique_slug


class Committee(Model):
    """A standing committee. ``name`` is today's. Earlier ones are in CommitteeName."""

    id = fields.BigIntField(primary_key=True)
    slug = fields.CharField(max_length=120, unique=True)
    name = fields.CharField(max_length=200)

    class Meta:
        table = "committee"


class CommitteeName(Model):
    """What a committee was called from a day on."""

    id = fields.BigIntField(primary_key=True)
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name="names", on_delete=fields.RESTRICT, db_index=True
    )
    name = fields.CharField(max_length=200)
    since = fields.DateField()

    committee_id: int

    class Meta:
        table = "committee_name"


class NameTaken(Exception):
    """There is a committee of this name."""


class NotYet(ValueError):
    """A name counts from today or from earlier: of tomorrow's nobody is told today."""


async def create_committee(name: str, *, by: Actor, now: datetime) -> Committee:
    """A new committee, called this from today on. Raises NameTaken."""
    async with database.transaction():
        if await Committee.filter(name__iexact=name).exists():
            raise NameTaken(name)
        taken = {str(slug) for slug in await Committee.all().values_list("slug", flat=True)}
        made = await Committee.create(
            slug=unique_slug(slugify(name, fallback="udvalg"), taken), name=name
        )
        await CommitteeName.create(committee=made, name=name, since=local(now).date())
        await audit.record("created", "committee", made.id, by=by, now=now)
    return made


async def rename_committee(
    committee: Committee, name: str, *, since: date, by: Actor, now: datetime
) -> None:
    """Call it ``name`` from the day ``since`` on, today or earlier. Raises NameTaken, NotYet."""
    if since > local(now).date():
        raise NotYet(since)
    async with database.transaction():
        if await Committee.filter(name__iexact=name).exclude(id=committee.id).exists():
            raise NameTaken(name)
        await Committee.filter(id=committee.id).update(name=name)
        await CommitteeName.update_or_create(
            defaults={"name": name}, committee=committee, since=since
        )
        await audit.record("renamed", "committee", committee.id, by=by, now=now)
        # Its name stands on the pages of every consultation.
        await cache_version.bump(cache_version.SITE)
