"""The copies of files that everybody may have; the worker makes those of what is published already."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0011_omissions")]

    operations = [
        ops.CreateModel(
            "PublicCopy",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("original", fields.CharField(64)),
                ("author", fields.CharField(300)),
                ("file", fields.CharField(64)),
                ("size", fields.IntField()),
                ("trouble", fields.CharField(20)),
                ("changes", fields.IntField()),
                ("comments", fields.IntField()),
                ("removed", fields.IntField()),
                ("leftovers", fields.IntField()),
                ("made_at", fields.DatetimeField()),
            ],
            {"table": "public_copy", "unique_together": (("original", "author"),), "indexes": ()},
        ),
    ]
