"""The indexes that the models promised and Tortoise left out.

On PostgreSQL it forgot the index of a column that was added later, and on both engines it takes ``unique=True`` of
a foreign key for granted.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0001_schema")]

    operations = [
        ops.RunSQL(
            'CREATE INDEX IF NOT EXISTS "idx_paragraph_picture_8b65db" ON "paragraph" ("picture")',
        ),
        ops.RunSQL('CREATE UNIQUE INDEX "uidx_lineage_version" ON "lineage" ("version_id")'),
        ops.RunSQL(
            'CREATE UNIQUE INDEX "uidx_preparation_version" ON "preparation" ("version_id")'
        ),
    ]
