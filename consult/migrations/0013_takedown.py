"""What was published and should never have been: taken down with a reason, and sealed."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def ref(model, column, **options):
    field = fields.ForeignKeyField(
        f"core.{model}", related_name=False, on_delete=OnDelete.RESTRICT, **options
    )
    field.source_field = f"{column}_id"
    return field


def word():
    from enum import Enum

    field = fields.CharEnumField(Enum("Word", {}, type=str), max_length=20)
    field.description = None
    return field


class Migration(migrations.Migration):
    dependencies = [("core", "0012_public_copy")]

    operations = [
        ops.AddField("Version", "taken_reason", fields.TextField(null=True)),
        ops.AddField("Version", "takedowns", fields.IntField(default=0, db_default=0)),
        ops.AddField("Paragraph", "taken_reason", fields.TextField(null=True)),
        ops.CreateModel(
            "Takedown",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("consultation", ref("Consultation", "consultation", db_index=True)),
                ("kind", word()),
                ("version", ref("Version", "version")),
                ("paragraph", ref("ParagraphIdentity", "paragraph", null=True)),
                ("reason", fields.TextField()),
                ("taken_by", fields.CharField(60)),
                ("taken_at", fields.DatetimeField()),
                ("restored_by", fields.CharField(60)),
                ("restored_at", fields.DatetimeField(null=True)),
            ],
            {"table": "takedown", "unique_together": (), "indexes": ()},
        ),
        ops.CreateModel(
            "SealedWords",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("takedown", ref("Takedown", "takedown", db_index=True)),
                ("paragraph", ref("Paragraph", "paragraph", null=True)),
                ("section", ref("Section", "section", null=True)),
                ("content", fields.JSONField()),
                ("picture", fields.CharField(64)),
            ],
            {"table": "sealed_words", "unique_together": (), "indexes": ()},
        ),
    ]
