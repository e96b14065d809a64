"""What the office left out is marked beside a public copy and not by letters in it, and a copy with all of its words left
out is not published.

The copies are made anew from the author's wording and the spans that were left out. One whose rows do not say how it was
made stays as it is.
"""

import json
import re

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

MARK = "\ufffc"
CHUNK = 500

REMARKS = """
    SELECT r.id, r.consultation_id, r.anchor_type, r.section_id, r.paragraph_id, r.standing, r.queued_at, r.kept_back_at,
        r.public_text, r.public_proposed_text, r.public_quote, v.text, v.proposed_text, d.id AS decision, d.decided_at
    FROM "remark" AS r
    JOIN "revision" AS v ON v.remark_id = r.id AND v.number = r.public_revision
    JOIN "decision" AS d ON d.remark_id = r.id AND d.number = (
        SELECT max(number) FROM "decision"
        WHERE remark_id = r.id AND revision = r.public_revision AND kind = 'redact'
    )
    WHERE r.publicity = 'redacted' AND r.id > {after} ORDER BY r.id LIMIT {chunk}
"""
SPANS = """
    SELECT s.decision_id, s.field, s.start, s."end", m.key FROM "redaction" AS s
    JOIN "moderation_reason" AS m ON m.id = s.reason_id
    WHERE s.decision_id IN ({decisions}) ORDER BY s.start
"""


async def mark_omissions(apps, editor):
    client, after = editor.client, 0
    while rows := await client.execute_query_dict(REMARKS.format(after=after, chunk=CHUNK)):
        decisions = ", ".join(str(row["decision"]) for row in rows)
        spans = await client.execute_query_dict(SPANS.format(decisions=decisions))
        for row in rows:
            own = [span for span in spans if span["decision_id"] == row["decision"]]
            await _mark(client, row, own)
        after = rows[-1]["id"]


async def _mark(client, row, spans):
    copies = {}
    for field in ("text", "proposed_text"):
        copies[field] = _marked(row[field], row[f"public_{field}"], _of(spans, field))
        if copies[field] is None:
            return
    if not any(map(str.isalnum, "".join(text for text, _placeholders in copies.values()))):
        await _withhold(client, row)
        return
    reasons = {
        placeholder: key
        for _text, placeholders in copies.values()
        for placeholder, key in placeholders
    }
    quote, omitted = _replaced(row["public_quote"], reasons)
    omissions = {field: [key for _words, key in each] for field, (_text, each) in copies.items()}
    stored = {field: keys for field, keys in {**omissions, "quote": omitted}.items() if keys}
    await _update(
        client,
        'UPDATE "remark" SET public_text = {}, public_proposed_text = {}, public_quote = {}, public_omissions = {} '
        "WHERE id = {}",
        copies["text"][0], copies["proposed_text"][0], quote, json.dumps(stored), row["id"],
    )  # fmt: skip
    members = await client.execute_query_dict(
        f"""SELECT id, quote FROM "point_remark" WHERE remark_id = {row["id"]} AND quote <> ''"""
    )
    for member in members:
        words, _keys = _replaced(member["quote"], reasons)
        if words != member["quote"] and words in copies["text"][0]:
            await _update(
                client, 'UPDATE "point_remark" SET quote = {} WHERE id = {}', words, member["id"]
            )


def _of(spans, field):
    return [span for span in spans if span["field"] == field]


def _marked(original, public, spans):
    """(the copy with marks, [(former placeholder, key)]), or None where the public text was not made of these spans."""
    runs, place = [], 0
    for span in spans:
        runs.append(original[place : span["start"]])
        place = span["end"]
    runs.append(original[place:])
    pattern = r"(\[[^\]]*\])".join(map(re.escape, runs))
    match = re.fullmatch(pattern, public, re.DOTALL)
    if match is None:
        return None
    keys = [span["key"] for span in spans]
    marked = MARK.join(run.replace(MARK, "\ufffd") for run in runs)
    return marked, list(zip(match.groups(), keys, strict=True))


def _replaced(text, reasons):
    """(the text with marks for the placeholders, the keys of their reasons)."""
    if not reasons:
        return text, []
    pattern = "|".join(map(re.escape, sorted(reasons, key=len, reverse=True)))
    keys = [reasons[found] for found in re.findall(pattern, text)]
    return re.sub(pattern, MARK, text), keys


async def _withhold(client, row):
    """Nothing is left of it: it is not published, and counted so. A correction that waits waits on."""
    waits = row["queued_at"] is not None
    await _update(
        client,
        'UPDATE "remark" SET publicity = {}, public_text = \'\', public_proposed_text = \'\', public_quote = \'\', '
        "public_revision = NULL, published_at = NULL WHERE id = {}",
        "waiting" if waits else "withheld", row["id"],
    )  # fmt: skip
    if not waits:
        await client.execute_query(
            'UPDATE "remark" SET kept_back_at = (SELECT decided_at FROM "decision" '
            f"WHERE id = {row['decision']}) WHERE id = {row['id']}"
        )
    if row["standing"] == "received":
        await client.execute_query(
            f"""UPDATE "tally" SET published = published - 1 WHERE {_tally(row)}"""
        )


def _tally(row):
    on = {"section": ("section_id",), "paragraph": ("paragraph_id",)}.get(row["anchor_type"], ())
    tests = [f"consultation_id = {row['consultation_id']}"]
    for column in ("section_id", "paragraph_id"):
        tests.append(f"{column} = {row[column]}" if column in on else f"{column} IS NULL")
    return " AND ".join(tests)


async def _update(client, statement, *values):
    """With the engine's own parameters."""
    numbered = client.capabilities.dialect == "postgres"
    marks = [f"${n}" if numbered else "?" for n in range(1, len(values) + 1)]
    await client.execute_query(statement.format(*marks), list(values))


class Migration(migrations.Migration):
    dependencies = [("core", "0010_taken_down")]

    operations = [
        ops.AddField("Remark", "public_omissions", fields.JSONField(null=True)),
        # What an author sent before nobody could is no mark.
        *(
            ops.RunSQL(
                f"""UPDATE "remark" SET {column} = replace({column}, '\ufffc', '\ufffd') """
                f"""WHERE {column} LIKE '%\ufffc%'"""
            )
            for column in ("public_text", "public_proposed_text", "public_quote")
        ),
        ops.RunPython(mark_omissions),
    ]
