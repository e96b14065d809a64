"""When the author of an unsent response was reminded of it: nobody was yet."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0024_kept_approvals")]

    operations = [
        ops.AddField("Unsent", "reminded_at", fields.DatetimeField(null=True)),
    ]
