"""Tallies name the section or paragraph they count by its id, where a text held "section:7".

A tally is counted from remarks: one whose section or paragraph is not there counts nothing and is left out.
"""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


def ref(model, column, **options):
    return fields.ForeignKeyField(
        f"core.{model}",
        source_field=column,
        related_name=False,
        on_delete=OnDelete.RESTRICT,
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0003_lock_version")]

    operations = [
        # SQLite cannot drop a column of a constraint: the table is made anew. No other table names it.
        ops.RunSQL('CREATE TABLE "former_tally" AS SELECT * FROM "tally"'),
        ops.DeleteModel("Tally"),
        ops.CreateModel(
            "Tally",
            fields=[
                ("id", fields.BigIntField(primary_key=True, generated=True)),
                ("consultation", ref("Consultation", "consultation_id")),
                ("section", ref("SectionIdentity", "section_id", null=True, db_index=True)),
                ("paragraph", ref("ParagraphIdentity", "paragraph_id", null=True, db_index=True)),
                ("published", fields.IntField()),
            ],
            options={"table": "tally"},
        ),
        ops.RunSQL("""
            INSERT INTO "tally" (consultation_id, section_id, paragraph_id, published)
            SELECT read.consultation_id, section.id, paragraph.id, read.published
            FROM (
                SELECT id, consultation_id, place, published,
                    CAST(CASE WHEN place LIKE 'section:%' THEN substr(place, 9) END AS BIGINT) AS section_id,
                    CAST(CASE WHEN place LIKE 'paragraph:%' THEN substr(place, 11) END AS BIGINT) AS paragraph_id
                FROM "former_tally"
            ) AS read
            LEFT JOIN "section_identity" AS section ON section.id = read.section_id
            LEFT JOIN "paragraph_identity" AS paragraph ON paragraph.id = read.paragraph_id
            WHERE read.place = 'whole' OR section.id IS NOT NULL OR paragraph.id IS NOT NULL
            ORDER BY read.id
        """),
        ops.RunSQL('DROP TABLE "former_tally"'),
        # NULLs are never the same in a unique index, so none is counted as 0.
        ops.RunSQL(
            'CREATE UNIQUE INDEX "uidx_tally_key" ON "tally" '
            '("consultation_id", coalesce("section_id", 0), coalesce("paragraph_id", 0))'
        ),
    ]
