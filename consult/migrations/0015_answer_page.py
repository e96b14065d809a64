"""The pages that forms were answered with, for a short while."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0014_suspension")]

    operations = [
        ops.CreateModel(
            "AnswerPage",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("public_id", fields.CharField(32, unique=True)),
                ("content", fields.BinaryField()),
                ("status", fields.IntField()),
                ("account_id", fields.BigIntField(null=True)),
                ("expires_at", fields.DatetimeField(db_index=True)),
            ],
            {"table": "answer_page", "unique_together": (), "indexes": ()},
        ),
    ]
