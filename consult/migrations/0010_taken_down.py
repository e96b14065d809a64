"""A remark can be taken down before the reason is given. Files that stayed public when everything of their response was
taken down wait for a decision again."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0009_reasons_to_publish")]

    operations = [
        ops.AddField("Remark", "unexplained_since", fields.DatetimeField(null=True, db_index=True)),
        ops.AddField("Remark", "notice_due_at", fields.DatetimeField(null=True)),
        # On PostgreSQL Tortoise leaves out the index of a column that is added.
        ops.RunSQL(
            'CREATE INDEX IF NOT EXISTS "idx_remark_unexpla_9a70ca" ON "remark" ("unexplained_since")'
        ),
        ops.RunSQL("""
            UPDATE "annex" SET publicity = 'waiting', published_at = NULL
            WHERE publicity = 'published'
            AND response_id NOT IN (
                SELECT response_id FROM "remark"
                WHERE standing = 'received' AND publicity IN ('published', 'redacted')
            )
            AND response_id IN (
                SELECT remark.response_id FROM "remark" AS remark
                JOIN "decision" AS decision ON decision.remark_id = remark.id
                WHERE decision.kind = 'take_down'
            )
        """),
    ]
