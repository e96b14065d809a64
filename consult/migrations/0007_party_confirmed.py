"""A response counts for a consulted party once somebody has said that it is theirs. What a person decided on already was
read with the party's name beside it; what nobody decided on is a claim."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("core", "0006_decision_actor")]

    operations = [
        ops.AddField(
            "Response", "party_confirmed", fields.BooleanField(default=False, db_default=False)
        ),
        ops.RunSQL("""
            UPDATE "response" SET party_confirmed = TRUE
            WHERE party_id IS NOT NULL
            AND id IN (
                SELECT remark.response_id FROM "remark" AS remark
                JOIN "decision" AS decision ON decision.remark_id = remark.id
            )
        """),
        ops.RunSQL("""
            UPDATE "consulted_party" SET state = 'claimed'
            WHERE state IN ('answered', 'no_remarks')
            AND id NOT IN (
                SELECT party_id FROM "response"
                WHERE party_id IS NOT NULL AND party_confirmed = TRUE AND withdrawn_at IS NULL
            )
        """),
    ]
