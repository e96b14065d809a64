"""Ownership: which committees answer for which section. Many-to-many, on any level of the outline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tortoise import fields
from tortoise.models import Model

from consult.consultations.committee import Committee
from consult.documents.section import SectionIdentity


class Ownership(Model):
    """A committee answers for a section and all sections below it, beside the owners of sections above."""

    id = fields.BigIntField(primary_key=True)
    section: fields.ForeignKeyRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity", related_name="owners", on_delete=fields.RESTRICT
    )
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "core.Committee", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    is_lead = fields.BooleanField(default=False)

    section_id: int
    committee_id: int

    class Meta:
        table = "ownership"
        unique_together = (("section", "committee"),)


def reaching(
    parents: Mapping[int, int | None], rows: Iterable[Ownership]
) -> dict[int, list[Ownership]]:
    """The ownerships that hold for each section: its own rows, then those of the sections above it.

    Sections are identities; ``parents`` has the parent of each, and parents before their children.
    """
    own: dict[int, list[Ownership]] = {}
    for row in rows:
        own.setdefault(row.section_id, []).append(row)
    owners: dict[int, list[Ownership]] = {}
    for section, parent in parents.items():
        inherited = owners[parent] if parent else []
        owners[section] = [*own.get(section, ()), *inherited]
    return owners
