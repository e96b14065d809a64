"""The reasons a consultation's moderators may give, published with it."""

from __future__ import annotations

from collections.abc import Callable

from tortoise import fields
from tortoise.models import Model

from consult.consultations.consultation import Consultation
from consult.locale import gettext

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
        """The reason as people read it in the current language: the editor's own words, or the shipped ones."""
        return self.title or gettext(SHIPPED.get(self.key, self.key))
