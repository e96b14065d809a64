"""Tallies: how many published remarks stand on each place, kept in the transaction that decides."""

from __future__ import annotations

from collections import Counter

from tortoise import connections, fields
from tortoise.models import Model

from consult.consultations.consultation import Consultation
from consult.responses.remark import VISIBLE, Remark, Standing


class Tally(Model):
    """Published remarks on one place: ``place`` is "whole", "section:ID" or "paragraph:ID" (identities).

    A paragraph's remark is counted on the paragraph alone. Whoever shows a section adds up what lies in it.
    """

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    place = fields.CharField(max_length=40)
    published = fields.IntField(default=0)

    consultation_id: int

    class Meta:
        table = "tally"
        unique_together = (("consultation", "place"),)


_ADD = {
    "sqlite": "INSERT INTO tally (consultation_id, place, published) VALUES (?, ?, ?) "
    "ON CONFLICT (consultation_id, place) DO UPDATE SET published = tally.published + excluded.published",
    "postgres": "INSERT INTO tally (consultation_id, place, published) VALUES ($1, $2, $3) "
    "ON CONFLICT (consultation_id, place) DO UPDATE SET published = tally.published + excluded.published",
}


async def add_to_tally(consultation_id: int, place: str, delta: int) -> None:
    """Count ``delta`` more published remarks on a place. Call in the transaction that decides."""
    connection = connections.get("default")
    await connection.execute_query(
        _ADD[connection.capabilities.dialect], [consultation_id, place, delta]
    )


async def recount(consultation_id: int) -> dict[str, tuple[int, int]]:
    """LocationIndex whose tally differs from the remarks themselves, as {place: (tally, remarks)}; empty when sound."""
    counted: Counter[str] = Counter()
    visible = Remark.filter(
        consultation_id=consultation_id, publicity__in=VISIBLE, standing=Standing.RECEIVED
    )
    async for remark in visible.only("anchor_type", "section_id", "paragraph_id"):
        counted[remark.place] += 1
    tallied = {t.place: t.published for t in await Tally.filter(consultation_id=consultation_id)}
    return {
        place: (tallied.get(place, 0), counted[place])
        for place in tallied.keys() | counted.keys()
        if tallied.get(place, 0) != counted[place]
    }
