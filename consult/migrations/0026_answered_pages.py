"""What became of the form on a kept page: sent from another page of its thread, when, and where its sender was led."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0025_unsent_reminder")]

    operations = [
        ops.AddField(
            "AnswerPage", "thread", fields.CharField(32, default="", db_default="", db_index=True)
        ),
        ops.AddField("AnswerPage", "form_hash", fields.CharField(64, default="", db_default="")),
        ops.AddField("AnswerPage", "done_at", fields.DatetimeField(null=True)),
        ops.AddField("AnswerPage", "done_address", fields.TextField(default="", db_default="")),
        ops.AddField("AnswerPage", "done_number", fields.IntField(null=True)),
    ]
