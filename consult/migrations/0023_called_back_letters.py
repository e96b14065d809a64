"""Which letter told of an edition, and letters that were called back before they left."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def letter():
    field = fields.ForeignKeyField(
        "core.Letter", related_name=False, null=True, db_index=True, on_delete=OnDelete.RESTRICT
    )
    field.source_field = "letter_id"
    return field


class Migration(migrations.Migration):
    dependencies = [("core", "0022_causes")]

    operations = [
        ops.AddField("Letter", "called_back_at", fields.DatetimeField(null=True)),
        ops.AddField("AnswerLetter", "letter", letter()),
    ]
