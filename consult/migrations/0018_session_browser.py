"""Which browser a session is in, roughly, so that staff know their own sign-ins."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0017_public_changes")]

    operations = [
        ops.AddField(
            "Session", "browser", fields.CharField(max_length=40, default="", db_default="")
        ),
    ]
