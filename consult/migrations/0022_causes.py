"""Why the text was changed: the points that a person said were the cause, live and as an edition froze them. And a version
that an edition makes public at its own moment, and letters about a text that changed."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def ref(model, column, on_delete=OnDelete.RESTRICT, **options):
    field = fields.ForeignKeyField(
        f"core.{model}", related_name=False, on_delete=on_delete, **options
    )
    field.source_field = f"{column}_id"
    return field


def change(point):
    return [
        ("id", fields.BigIntField(primary_key=True, generated=True)),
        ("point", ref(point, "point")),
        ("version", ref("Version", "version", OnDelete.CASCADE, db_index=True)),
        ("paragraph", ref("ParagraphIdentity", "paragraph", OnDelete.CASCADE, db_index=True)),
    ]


def table(name):
    return {"table": name, "unique_together": (("point", "version", "paragraph"),), "indexes": ()}


class Migration(migrations.Migration):
    dependencies = [("core", "0021_memo_files")]

    operations = [
        ops.CreateModel(
            "Cause",
            [
                *change("Point"),
                ("is_cause", fields.BooleanField()),
                ("digest", fields.CharField(64)),
                ("decided_by", fields.CharField(60)),
                ("decided_at", fields.DatetimeField()),
            ],
            table("cause"),
        ),
        ops.CreateModel(
            "TextLetter",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("response", ref("Response", "response")),
                ("version", ref("Version", "version", db_index=True)),
                ("written_at", fields.DatetimeField(null=True, db_index=True)),
            ],
            {"table": "text_letter", "unique_together": (("response", "version"),), "indexes": ()},
        ),
        ops.AddField("Version", "waits_until", fields.DatetimeField(null=True)),
        ops.AddField("Consultation", "text_at", fields.DatetimeField(null=True)),
        ops.AddField("Edition", "version", ref("Version", "version", OnDelete.SET_NULL, null=True)),
        ops.CreateModel(
            "EditionChange",
            [*change("EditionPoint"), ("digest", fields.CharField(64))],
            table("edition_change"),
        ),
    ]
