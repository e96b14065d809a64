from tortoise import migrations
from tortoise.migrations import operations as ops
from consult.documents.translations.translation import Made
from tortoise.fields.base import OnDelete
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("core", "0002_version_notes")]

    initial = False

    operations = [
        ops.CreateModel(
            name="PlainSummary",
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
                (
                    "section",
                    fields.ForeignKeyField(
                        "core.SectionIdentity",
                        source_field="section_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("language", fields.CharField(max_length=12)),
                ("words", fields.TextField(unique=False)),
                ("digest", fields.CharField(max_length=40)),
                (
                    "made",
                    fields.CharEnumField(
                        description="PERSON: person\nCHECKED: machine-checked\nMACHINE: machine",
                        enum_type=Made,
                        max_length=20,
                    ),
                ),
                ("edition", fields.IntField(default=1)),
                ("changed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("changed_by", fields.CharField(max_length=60)),
            ],
            options={
                "table": "plain_summary",
                "app": "core",
                "unique_together": (("section", "language", "version"),),
                "pk_attr": "id",
                "table_description": "A section in short, in one language, written for one version.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Translation",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "document",
                    fields.ForeignKeyField(
                        "core.Document",
                        source_field="document_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("language", fields.CharField(max_length=12)),
                ("digest", fields.CharField(max_length=40)),
                ("source", fields.TextField(unique=False)),
                ("words", fields.TextField(unique=False)),
                ("folded", fields.TextField(unique=False)),
                (
                    "made",
                    fields.CharEnumField(
                        description="PERSON: person\nCHECKED: machine-checked\nMACHINE: machine",
                        enum_type=Made,
                        max_length=20,
                    ),
                ),
                ("edition", fields.IntField(default=1)),
                ("changed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("changed_by", fields.CharField(max_length=60)),
            ],
            options={
                "table": "translation",
                "app": "core",
                "unique_together": (("document", "language", "digest"),),
                "pk_attr": "id",
                "table_description": "What ``source`` is called in ``language``, wherever those words stand in the document.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Consultation",
            name="summarised_in",
            field=fields.CharField(default="", db_default="", max_length=200),
        ),
        ops.AddField(
            model_name="Consultation",
            name="translated_into",
            field=fields.CharField(default="", db_default="", max_length=200),
        ),
    ]
