"""Translations of a text's units: one row for one unit's words in one language."""

from __future__ import annotations

import hashlib
import unicodedata
from enum import StrEnum
from functools import lru_cache

from tortoise import fields
from tortoise.models import Model

from consult.documents.document import Document

LONGEST_DIGEST = 40


class Made(StrEnum):
    """How a translation or a summary was made: by a person, by a program and checked by a person, by a program. Public."""

    PERSON = "person"
    CHECKED = "machine-checked"
    MACHINE = "machine"


class Translation(Model):
    """The translation of the words ``source`` into ``language``, wherever the document has them.

    Belongs to the words by their ``digest``, and to no version or paragraph: unchanged words keep their translation in
    every version and through every correction, changed ones have none. ``lock_version`` counts the changes, so that two
    people cannot overwrite each other unseen. ``changed_by`` is an actor as in the audit trail.
    """

    id = fields.BigIntField(primary_key=True)
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "core.Document", related_name=False, on_delete=fields.RESTRICT
    )
    language = fields.CharField(max_length=12)
    digest = fields.CharField(max_length=LONGEST_DIGEST)
    source = fields.TextField()
    words = fields.TextField()
    folded = fields.TextField()
    made = fields.CharEnumField(Made, max_length=20)
    lock_version = fields.IntField(default=1)
    changed_at = fields.DatetimeField()
    changed_by = fields.CharField(max_length=60)

    document_id: int

    class Meta:
        table = "translation"
        unique_together = (("document", "language", "digest"),)


@lru_cache(maxsize=8192)  # a page asks several times for each of its paragraphs
def digest_of(words: str) -> str:
    """The key of some words: the same for other white space and another Unicode composition."""
    normalised = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(normalised.encode()).hexdigest()[:LONGEST_DIGEST]
