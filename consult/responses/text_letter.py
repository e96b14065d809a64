"""Text letters: whose paragraphs a version of the text changed while people could still answer. One letter for each."""

from __future__ import annotations

from datetime import datetime

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from consult import database
from consult.documents.document import Version
from consult.documents.versions.succession import succession
from consult.documents.versions.text_changes import TextChange, changes_in
from consult.lineage import ChangeKind
from consult.responses.remark import Remark, Standing
from consult.responses.response import Response


class TextLetter(Model):
    """The author of ``response`` is to be told that ``version`` changed what it is about; noted in the transaction that
    published the version. ``written_at`` null: not told yet."""

    id = fields.BigIntField(primary_key=True)
    response: fields.ForeignKeyRelation[Response] = fields.ForeignKeyField(
        "core.Response", related_name=False, on_delete=fields.RESTRICT
    )
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    written_at = fields.DatetimeField(null=True, db_index=True)

    response_id: int
    version_id: int

    class Meta:
        table = "text_letter"
        unique_together = (("response", "version"),)


async def changed_under(version: Version) -> dict[int, TextChange]:
    """What the version changed in the words of the paragraphs (identities) of the one before. What is cached of the
    version, else two queries."""
    return {
        each.id: change
        for change in await changes_in(version)
        if change.kind is not ChangeKind.MOVED
        for each in change.old
    }


async def changes_of_remarks(version: Version) -> dict[int, TextChange]:
    """The same by every paragraph that remarks may have been written on: of the version before, and of earlier ones the
    paragraphs whose words went into those."""
    changed = await changed_under(version)
    before = await Version.get(document_id=version.document_id, number=version.number - 1)
    past = await succession(before)
    heirs = {each: past.paragraph(each) for each in past.paragraphs}
    return changed | {
        each: changed[heir] for each, heir in heirs.items() if heir is not None and heir in changed
    }


async def affected_remarks(version: Version) -> QuerySet[Remark]:
    """The remarks with standing, of earlier versions, on paragraphs whose words the version changed or took out."""
    return Remark.filter(
        paragraph_id__in=database.among(await changes_of_remarks(version)),
        standing=Standing.RECEIVED,
        version__document_id=version.document_id,
        version__number__lt=version.number,
    )


async def note_affected(version: Version) -> int:
    """Note whoever confirmed an address and is to be told; within the transaction that publishes the version. How many
    responses these are."""
    remarks = await affected_remarks(version)
    reachable = Q(response__withdrawn_at=None, response__respondent__contact__confirmed_at__isnull=False)  # fmt: skip
    rows = await remarks.filter(reachable).distinct().values_list("response_id", flat=True)
    letters = [TextLetter(response_id=int(str(each)), version_id=version.id) for each in rows]
    await TextLetter.bulk_create(letters, ignore_conflicts=True, batch_size=500)
    return len(letters)


async def note_written(letters: list[TextLetter], now: datetime) -> bool:
    """Note that these were told; False where another worker has told some of them."""
    ids = [each.id for each in letters]
    told = await TextLetter.filter(id__in=ids, written_at=None).update(written_at=now)
    return told == len(ids)
