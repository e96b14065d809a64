"""What everybody could see of a remark is kept as changes, and when it was first published stays.

The changes before are made from the decisions; of a remark that is public without one, from when it was published. One
that an earlier step withheld, because nothing was left of it, has none.
"""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def ref(model, column, **options):
    field = fields.ForeignKeyField(
        f"core.{model}", related_name=False, on_delete=OnDelete.RESTRICT, **options
    )
    field.source_field = f"{column}_id"
    return field


def word():
    from enum import Enum

    field = fields.CharEnumField(Enum("Word", {}, type=str), max_length=20)
    field.description = None
    return field


# Every decision that the public could see something of, with the one before it on the same remark.
CHANGES = """
    WITH seen AS (
        SELECT d.id, d.remark_id, d.kind, d.revision, d.reason_id, d.decided_at,
            LAG(d.kind) OVER (PARTITION BY d.remark_id ORDER BY d.number) AS kind_before,
            LAG(d.revision) OVER (PARTITION BY d.remark_id ORDER BY d.number) AS revision_before
        FROM "decision" AS d WHERE d.kind IN ('publish', 'redact', 'take_down')
    ), changes AS (
        SELECT remark_id, decided_at AS at, id AS place, reason_id,
            CASE WHEN kind = 'take_down' THEN 'taken_down'
                WHEN kind_before IS NULL OR kind_before = 'take_down' THEN 'published'
                WHEN revision_before <> revision THEN 'corrected'
                WHEN kind = 'redact' THEN 'redacted' ELSE 'restored' END AS kind
        FROM seen
        UNION ALL
        SELECT remark_id, decided_at, id, reason_id, 'explained' FROM "decision" WHERE kind = 'explain'
        UNION ALL
        SELECT r.id, r.published_at, 0, NULL, 'published' FROM "remark" AS r
        WHERE r.published_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.remark_id = r.id)
        UNION ALL
        SELECT r.id, w.withdrawn_at, 0, NULL, 'withdrawn' FROM "remark" AS r
        JOIN "response" AS w ON w.id = r.response_id
        WHERE r.standing = 'withdrawn' AND w.withdrawn_at IS NOT NULL
            AND EXISTS (SELECT 1 FROM seen WHERE seen.remark_id = r.id)
    )
    INSERT INTO "public_change" (consultation_id, remark_id, kind, at, reason_id)
    SELECT remark.consultation_id, changes.remark_id, changes.kind, changes.at,
        CASE WHEN changes.kind IN ('taken_down', 'explained') THEN changes.reason_id END
    FROM changes JOIN "remark" AS remark ON remark.id = changes.remark_id
    WHERE (remark.publicity IN ('published', 'redacted') AND remark.standing = 'received')
        OR changes.remark_id IN (SELECT remark_id FROM changes WHERE kind IN ('taken_down', 'withdrawn'))
    ORDER BY changes.at, changes.place, changes.remark_id
"""
FIRST = """
    UPDATE "remark" SET published_at = (
        SELECT MIN(at) FROM "public_change" WHERE remark_id = remark.id AND kind = 'published'
    ) WHERE id IN (SELECT remark_id FROM "public_change" WHERE kind = 'published')
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0016_letters")]

    operations = [
        ops.CreateModel(
            "PublicChange",
            [
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("consultation", ref("Consultation", "consultation")),
                ("remark", ref("Remark", "remark", db_index=True)),
                ("kind", word()),
                ("at", fields.DatetimeField()),
                ("reason", ref("ModerationReason", "reason", null=True)),
            ],
            {
                "table": "public_change",
                "unique_together": (),
                "indexes": (("consultation_id", "id"), ("consultation_id", "at")),
            },
        ),
        ops.RunSQL(CHANGES),
        ops.RunSQL(FIRST),
    ]
