"""Ownership: which committees answer for which section. Many-to-many, and below area level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tortoise import fields
from tortoise.models import Model

from consult.consultations.committee import Committee
from consult.documents.section import SectionIdentity


class Ownership(Model):
    """A committee answers for a section and everything below it, beside whoever owns more of the path."""

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
    above: Mapping[int, int | None], rows: Iterable[Ownership]
) -> dict[int, list[Ownership]]:
    """What makes committees owners of each section: its own rows, then those of the sections above it.

    All by the sections' identities; ``above`` names the section that each lies in, parents first.
    """
    own: dict[int, list[Ownership]] = {}
    for row in rows:
        own.setdefault(row.section_id, []).append(row)
    found: dict[int, list[Ownership]] = {}
    for section, parent in above.items():
        inherited = found[parent] if parent else []
        found[section] = [*own.get(section, ()), *inherited]
    return found
