"""Tallies: how many published remarks are counted where, written in the transaction that decides."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from tortoise import fields
from tortoise.models import Model

from consult import database
from consult.consultations.consultation import Consultation
from consult.documents.paragraph import ParagraphIdentity
from consult.documents.section import SectionIdentity
from consult.responses.remark import VISIBLE, AnchorType, Remark, Standing


class TallyKey(NamedTuple):
    """What a remark is counted on (identities): a section, a paragraph, or neither for the whole."""

    section_id: int | None = None
    paragraph_id: int | None = None

    def __str__(self) -> str:
        if self.paragraph_id is not None:
            return f"paragraph:{self.paragraph_id}"
        return "whole" if self.section_id is None else f"section:{self.section_id}"


WHOLE = TallyKey()


class Tally(Model):
    """Published remarks of one consultation on one section, one paragraph or, where both are null, the whole.

    A paragraph's remark is counted on the paragraph alone. Whoever shows a section adds up what lies in it.
    One row for each, by an index that only the migrations hold (``uidx_tally_key``).
    """

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    section: fields.ForeignKeyNullableRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity",
        related_name=False,
        null=True,
        on_delete=fields.RESTRICT,
        db_index=True,
    )
    paragraph: fields.ForeignKeyNullableRelation[ParagraphIdentity] = fields.ForeignKeyField(
        "core.ParagraphIdentity",
        related_name=False,
        null=True,
        on_delete=fields.RESTRICT,
        db_index=True,
    )
    published = fields.IntField(default=0)

    consultation_id: int
    section_id: int | None
    paragraph_id: int | None

    class Meta:
        table = "tally"


def key_of(remark: Remark) -> TallyKey:
    """What this remark is counted on."""
    if remark.anchor_type == AnchorType.PARAGRAPH:
        return TallyKey(paragraph_id=remark.paragraph_id)
    if remark.anchor_type == AnchorType.SECTION:
        return TallyKey(section_id=remark.section_id)
    return WHOLE


_ADD = (
    "INSERT INTO tally (consultation_id, section_id, paragraph_id, published) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (consultation_id, coalesce(section_id, 0), coalesce(paragraph_id, 0)) "
    "DO UPDATE SET published = tally.published + excluded.published"
)


async def add_to_tally(consultation_id: int, key: TallyKey, delta: int) -> None:
    """Count ``delta`` more published remarks on ``key``; one query. Call in the transaction that decides."""
    await database.execute(_ADD, consultation_id, *key, delta)


async def recount(consultation_id: int) -> dict[TallyKey, tuple[int, int]]:
    """The tallies that differ from the remarks themselves, as {key: (tally, remarks)}; empty when sound.

    Two queries, one of which reads every published remark.
    """
    counted: Counter[TallyKey] = Counter()
    visible = Remark.filter(
        consultation_id=consultation_id, publicity__in=VISIBLE, standing=Standing.RECEIVED
    )
    async for remark in visible.only("anchor_type", "section_id", "paragraph_id"):
        counted[key_of(remark)] += 1
    columns = ("section_id", "paragraph_id", "published")
    rows = await Tally.filter(consultation_id=consultation_id).values_list(*columns)
    tallied = {TallyKey(section, paragraph): published for section, paragraph, published in rows}
    return {
        key: (tallied.get(key, 0), counted[key])
        for key in tallied.keys() | counted.keys()
        if tallied.get(key, 0) != counted[key]
    }
