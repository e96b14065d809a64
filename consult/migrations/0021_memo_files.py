"""The public files of the memo's editions, and the municipality's own template for them."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def ref(kind=fields.ForeignKeyField):
    field = kind("core.Consultation", related_name=False, on_delete=OnDelete.RESTRICT)
    field.source_field = "consultation_id"
    return field


def file():
    return fields.CharField(64, default="")


def number():
    return fields.IntField(default=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0020_editions")]

    operations = [
        ops.CreateModel(
            "MemoFile",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("consultation", ref()),
                ("edition", fields.IntField()),
                ("html", file()),
                ("docx", file()),
                ("pdf", file()),
                ("html_size", number()),
                ("docx_size", number()),
                ("pdf_size", number()),
                ("changes", number()),
                ("takedowns", number()),
                ("read_at", fields.DatetimeField(null=True)),
                ("attempts", number()),
                ("tried_at", fields.DatetimeField()),
            ],
            {
                "table": "memo_file",
                "unique_together": (("consultation", "edition"),),
                "indexes": (),
            },
        ),
        ops.CreateModel(
            "MemoTemplate",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("consultation", ref(fields.OneToOneField)),
                ("file", fields.CharField(64)),
                ("name", fields.CharField(200)),
                ("size", fields.IntField()),
                ("chosen_by", fields.CharField(60)),
                ("chosen_at", fields.DatetimeField()),
            ],
            {"table": "memo_template", "unique_together": (), "indexes": ()},
        ),
    ]
