"""Publishing has no reason: the one that stood chosen in the list beside the button was stored with it."""

from tortoise import migrations
from tortoise.migrations import operations as ops

STATEMENTS = {
    "sqlite": """
        UPDATE "audit_entry" SET facts = json_set(facts, '$.reason', NULL)
        WHERE verb = 'publish' AND noun IN ('annex', 'remark') AND json_extract(facts, '$.reason') IS NOT NULL
    """,
    "postgres": """
        UPDATE "audit_entry" SET facts = jsonb_set(facts, '{reason}', 'null')
        WHERE verb = 'publish' AND noun IN ('annex', 'remark') AND facts ->> 'reason' IS NOT NULL
    """,
}


async def empty_reasons(apps, editor):
    await editor.client.execute_query(STATEMENTS[editor.client.capabilities.dialect])


class Migration(migrations.Migration):
    dependencies = [("core", "0008_installation")]

    operations = [
        ops.RunSQL("""UPDATE "decision" SET reason_id = NULL WHERE kind = 'publish'"""),
        ops.RunPython(empty_reasons),
    ]
