from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Unlinked",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "lineage",
                    fields.ForeignKeyField(
                        "core.Lineage",
                        source_field="lineage_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "old",
                    fields.ForeignKeyField(
                        "core.ParagraphIdentity",
                        source_field="old_id",
                        null=True,
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "new",
                    fields.ForeignKeyField(
                        "core.Paragraph",
                        source_field="new_id",
                        null=True,
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("made_by", fields.CharField(max_length=60)),
            ],
            options={
                "table": "lineage_unlinked",
                "app": "core",
                "pk_attr": "id",
                "table_description": "A paragraph of which a person said that it has no counterpart: ``old`` was removed, or ``new`` was added.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Version",
            name="note",
            field=fields.TextField(default="", db_default="", unique=False),
        ),
        ops.AddField(
            model_name="Version",
            name="title",
            field=fields.CharField(default="", db_default="", max_length=300),
        ),
        # What is stored was called what its document is called.
        ops.RunSQL(
            "UPDATE version SET title = "
            "(SELECT title FROM document WHERE document.id = version.document_id)",
            reverse_sql="UPDATE version SET title = ''",
        ),
    ]
