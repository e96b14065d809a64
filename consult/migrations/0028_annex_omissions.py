"""Tracked changes and comments that are left out of the public copy of a sender's file."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0027_told_of_stop")]

    operations = [
        ops.AddField(
            "Annex", "abridged_key", fields.CharField(max_length=64, default="", db_default="")
        ),
        ops.AddField("Annex", "omissions", fields.JSONField(null=True)),
    ]
