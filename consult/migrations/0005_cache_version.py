"""The table of cache versions is called so."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0004_tally_ids")]

    operations = [
        ops.RunSQL('ALTER TABLE "generation" RENAME TO "cache_version"'),
        ops.AlterModelOptions("CacheVersion", {"table": "cache_version", "pk_attr": "key"}),
    ]
