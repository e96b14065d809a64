"""One name for the counter of optimistic locking; an edition is a memo's alone."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0002_missing_indexes")]

    operations = [
        ops.RenameField(model, "edition", "lock_version")
        for model in (
            "Consultation",
            "Disposition",
            "Lineage",
            "PlainSummary",
            "Point",
            "Preparation",
            "Translation",
            "Unsent",
        )
    ]
