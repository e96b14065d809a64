"""A consultation can be suspended, or called off for good."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def ref(model, column, **options):
    field = fields.ForeignKeyField(
        f"core.{model}", related_name=False, on_delete=OnDelete.RESTRICT, **options
    )
    field.source_field = f"{column}_id"
    return field


class Migration(migrations.Migration):
    dependencies = [("core", "0013_takedown")]

    operations = [
        ops.AddField("Consultation", "suspended_at", fields.DatetimeField(null=True)),
        ops.AddField("Consultation", "called_off_at", fields.DatetimeField(null=True)),
        ops.AddField("Consultation", "stop_reason", fields.TextField(default="", db_default="")),
        ops.CreateModel(
            "Suspension",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("consultation", ref("Consultation", "consultation", db_index=True)),
                ("is_final", fields.BooleanField()),
                ("reason", fields.TextField()),
                ("decided_by", fields.CharField(60)),
                ("decided_at", fields.DatetimeField()),
                ("resumed_by", fields.CharField(60)),
                ("resumed_at", fields.DatetimeField(null=True)),
            ],
            {"table": "suspension", "unique_together": (), "indexes": ()},
        ),
    ]
