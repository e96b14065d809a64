"""By which generation of the screening rules a wording was screened: what is there, by the first."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0028_annex_omissions")]

    operations = [
        ops.AddField(
            "Revision", "rules_version", fields.IntField(default=1, db_default=1, db_index=True)
        ),
    ]
