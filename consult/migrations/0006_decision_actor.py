"""Who decided is an actor, as everywhere: "account:7" where a key named the account."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

# SQLite cannot drop a column that is a key: the table is made anew. Foreign keys are off while it migrates, so
# that the redactions of a decision stay; its constraint must be written again.
STATEMENTS = {
    "sqlite": (
        """
        CREATE TABLE "new_decision" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "number" INT NOT NULL,
            "revision" INT NOT NULL,
            "kind" VARCHAR(20) NOT NULL,
            "note" TEXT NOT NULL,
            "decided_by" VARCHAR(60) NOT NULL,
            "decided_at" TIMESTAMP NOT NULL,
            "reason_id" BIGINT REFERENCES "moderation_reason" ("id") ON DELETE RESTRICT,
            "remark_id" BIGINT NOT NULL REFERENCES "remark" ("id") ON DELETE RESTRICT,
            CONSTRAINT "uid_decision_remark__ae054e" UNIQUE ("remark_id", "number")
        )
        """,
        """
        INSERT INTO "new_decision"
            (id, number, revision, kind, note, decided_by, decided_at, reason_id, remark_id)
        SELECT id, number, revision, kind, note, 'account:' || decided_by_id, decided_at, reason_id, remark_id
        FROM "decision" ORDER BY id
        """,
        'DROP TABLE "decision"',
        'ALTER TABLE "new_decision" RENAME TO "decision"',
    ),
    "postgres": (
        'ALTER TABLE "decision" ADD COLUMN "decided_by" VARCHAR(60)',
        """UPDATE "decision" SET decided_by = 'account:' || decided_by_id""",
        'ALTER TABLE "decision" ALTER COLUMN "decided_by" SET NOT NULL',
        'ALTER TABLE "decision" DROP COLUMN "decided_by_id"',
    ),
}


async def name_actors(apps, editor):
    for statement in STATEMENTS[editor.client.capabilities.dialect]:
        await editor.client.execute_query(statement)


class StateOnly(ops.TortoiseOperation):
    """What Tortoise must know of a change that was made by hand."""

    def __init__(self, *operations):
        self.operations = operations

    def state_forward(self, app_label, state):
        for operation in self.operations:
            operation.state_forward(app_label, state)


class Migration(migrations.Migration):
    dependencies = [("core", "0005_cache_version")]

    operations = [
        ops.RunPython(name_actors),
        StateOnly(
            ops.RemoveField("Decision", "decided_by"),
            ops.AddField("Decision", "decided_by", fields.CharField(max_length=60)),
        ),
    ]
