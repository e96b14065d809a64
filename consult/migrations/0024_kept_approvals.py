"""What each committee approved, kept whole, and why it was opened again."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def contribution():
    field = fields.ForeignKeyField(
        "core.Contribution", related_name=False, db_index=True, on_delete=OnDelete.RESTRICT
    )
    field.source_field = "contribution_id"
    return field


class Migration(migrations.Migration):
    dependencies = [("core", "0023_called_back_letters")]

    operations = [
        ops.CreateModel(
            "KeptApproval",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("contribution", contribution()),
                ("text", fields.TextField()),
                ("checksum", fields.CharField(64)),
                ("approved_at", fields.DatetimeField()),
                ("approved_by", fields.CharField(60)),
                ("on_behalf", fields.BooleanField()),
                ("is_authors_own", fields.BooleanField()),
                ("open_until", fields.DatetimeField(null=True)),
                ("undecided", fields.IntField()),
                ("opened_at", fields.DatetimeField(null=True)),
                ("opened_by", fields.CharField(60)),
                ("opened_reason", fields.TextField()),
            ],
            {"table": "kept_approval", "unique_together": (), "indexes": ()},
        ),
    ]
