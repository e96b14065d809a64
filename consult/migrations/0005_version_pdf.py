from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("core", "0004_paragraph_pictures")]

    initial = False

    operations = [
        ops.CreateModel(
            name="VersionPdf",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "version",
                    fields.OneToOneField(
                        "core.Version",
                        source_field="version_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("file", fields.CharField(default="", max_length=64)),
                ("size", fields.IntField(default=0)),
                ("attempts", fields.IntField(default=0)),
                ("tried_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "version_pdf",
                "app": "core",
                "pk_attr": "id",
                "table_description": "The PDF of a version, or how often it was tried to make one.",
            },
            bases=["Model"],
        ),
    ]
