"""Plain-language summaries of sections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Version
from consult.documents.section import SectionIdentity
from consult.documents.translations.translation import LONGEST_DIGEST, Made


class PlainSummary(Model):
    """A summary of a section (with all sections below it) in one language, written for one version.

    A later version shows it too until it has its own, with a notice if the text has changed: ``digest`` is of the text
    it was written for. ``lock_version`` and ``changed_by`` as of a Translation.
    """

    id = fields.BigIntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT
    )
    section: fields.ForeignKeyRelation[SectionIdentity] = fields.ForeignKeyField(
        "core.SectionIdentity", related_name=False, on_delete=fields.RESTRICT
    )
    language = fields.CharField(max_length=12)
    words = fields.TextField()
    digest = fields.CharField(max_length=LONGEST_DIGEST)
    made = fields.CharEnumField(Made, max_length=20)
    lock_version = fields.IntField(default=1)
    changed_at = fields.DatetimeField()
    changed_by = fields.CharField(max_length=60)

    version_id: int
    section_id: int

    class Meta:
        table = "plain_summary"
        unique_together = (("section", "language", "version"),)


def digest_of_section(words: Iterable[str]) -> str:
    """The digest of a section: of its title and texts and of those of all sections below it, in reading order."""
    digest = hashlib.sha256()
    for each in words:
        digest.update(" ".join(each.split()).encode() + b"\0")
    return digest.hexdigest()[:LONGEST_DIGEST]
