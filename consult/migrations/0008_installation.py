"""The database carries the id of its folder of files, and the fingerprint of its key."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0007_party_confirmed")]

    operations = [
        ops.CreateModel(
            "Installation",
            [
                ("id", fields.SmallIntField(primary_key=True, generated=False)),
                ("folder_id", fields.CharField(max_length=32)),
                ("key_fingerprint", fields.CharField(max_length=16)),
                ("made_at", fields.DatetimeField()),
            ],
            {"table": "installation"},
        ),
    ]
