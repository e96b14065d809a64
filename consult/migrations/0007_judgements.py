from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("core", "0006_quote_language")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "version",
                    fields.ForeignKeyField(
                        "core.Version",
                        source_field="version_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("key", fields.CharField(max_length=80)),
            ],
            options={
                "table": "judgement",
                "app": "core",
                "unique_together": (("version", "key"),),
                "pk_attr": "id",
                "table_description": "Somebody looked at a warning of a version in preparation, and it is well. ``key`` is from ``keys_of``.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Version",
            name="note_corrected_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
