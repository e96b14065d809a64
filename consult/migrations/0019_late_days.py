"""For how many days after the deadline late responses are received: one, as before."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0018_session_browser")]

    operations = [
        ops.AddField("Consultation", "late_days", fields.IntField(default=1, db_default=1)),
    ]
