"""Who is written to when a hearing is stopped or taken up again: of stops from before this step nobody is."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0026_answered_pages")]

    operations = [
        ops.AddField("Suspension", "told_at", fields.DatetimeField(null=True)),
        ops.AddField("Suspension", "resumption_told_at", fields.DatetimeField(null=True)),
        ops.RunSQL(
            'UPDATE "suspension" SET "told_at" = "decided_at", "resumption_told_at" = "resumed_at"'
        ),
    ]
