"""Responses of one sender are confirmed together, a secret link can be renewed, and a letter knows what it is about."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0015_answer_page")]

    operations = [
        ops.AddField(
            "Contact", "sender_key", fields.CharField(32, default="", db_default="", db_index=True)
        ),
        ops.AddField("Contact", "refused_at", fields.DatetimeField(null=True)),
        ops.AddField("Response", "link_generation", fields.IntField(default=0, db_default=0)),
        ops.AddField(
            "Letter", "concerns", fields.CharField(32, default="", db_default="", db_index=True)
        ),
        ops.AddField("Remark", "untold_since", fields.DatetimeField(null=True, db_index=True)),
        # On PostgreSQL Tortoise leaves out the index of a column that is added.
        ops.RunSQL(
            'CREATE INDEX IF NOT EXISTS "idx_contact_sender__3d174a" ON "contact" ("sender_key")'
        ),
        ops.RunSQL(
            'CREATE INDEX IF NOT EXISTS "idx_letter_concern_8dd247" ON "letter" ("concerns")'
        ),
        ops.RunSQL(
            'CREATE INDEX IF NOT EXISTS "idx_remark_untold__7faf31" ON "remark" ("untold_since")'
        ),
    ]
