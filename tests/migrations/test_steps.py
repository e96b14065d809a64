"""What each step makes of what is stored."""

from __future__ import annotations

from tortoise import connections

from consult import database
from consult.settings import Settings
from tests.migrations import former
from tests.migrations.schema import rows


async def test_a_tally_names_what_it_counts_by_its_id(blank: Settings) -> None:
    await migrated(
        blank,
        "INSERT INTO tally (consultation_id, place, published) VALUES (1, 'paragraph:1', 0);"
        "INSERT INTO tally (consultation_id, place, published) VALUES (1, 'paragraph:2', 40)",
    )
    async with database.opened(blank):
        tallies = (await rows())["tally"]
    assert [tuple(row.values()) for row in by_column(tallies)] == [
        (1, None, None, 1),
        (2, 2, None, 2),
        (3, None, 3, 3),
        (1, None, 1, 0),
        (1, None, 2, 40),
    ]


async def test_a_tally_of_what_is_not_there_is_left_out(blank: Settings) -> None:
    """A tally is counted from remarks, and those hold what they are written on."""
    await migrated(
        blank,
        "INSERT INTO tally (consultation_id, place, published) VALUES (1, 'paragraph:99', 1);"
        "INSERT INTO tally (consultation_id, place, published) VALUES (1, 'section:99', 1)",
    )
    async with database.opened(blank):
        assert len((await rows())["tally"]) == len(former.ROWS)


async def test_who_decided_is_named_as_an_actor_and_redactions_keep_their_decision(
    blank: Settings,
) -> None:
    await migrated(blank, "SELECT 1")
    async with database.opened(blank):
        found = await rows()
    assert [row["decided_by"] for row in found["decision"]] == [
        "account:1", "account:2", "account:3",
    ]  # fmt: skip
    assert [row["decision_id"] for row in found["redaction"]] == [1, 2, 3]


async def migrated(blank: Settings, script: str) -> None:
    """A filled database of 0.1.0 with these rows too, brought up to date."""
    async with database.opened(blank):
        await former.make()
        await former.fill()
        await connections.get("default").execute_script(script)
    await database.migrate(blank)


def by_column(tallies: list[dict[str, object]]) -> list[dict[str, object]]:
    columns = ("consultation_id", "section_id", "paragraph_id", "published")
    return [{column: row[column] for column in columns} for row in tallies]


async def test_a_response_that_nobody_decided_on_only_claims_its_party(blank: Settings) -> None:
    await migrated(
        blank,
        "INSERT INTO consulted_party (id, consultation_id, name, kind, email, state) VALUES"
        " (71, 1, 'Læst', 'organisation', '', 'answered'), (72, 1, 'Ulæst', 'organisation', '', 'no_remarks'),"
        " (73, 1, 'Tavs', 'organisation', '', 'silent');"
        "UPDATE response SET party_id = 71;"
        "INSERT INTO respondent (id, kind, name, organisation, cvr, publish_name, verified_by, name_withheld)"
        " SELECT 900, kind, name,"
        " organisation, cvr, publish_name, verified_by, name_withheld FROM respondent WHERE id = 1;"
        "INSERT INTO response (id, public_id, consultation_id, kind, channel, respondent_id, party_id, language,"
        " received_at, stored_at, is_late, no_remarks, status_token_hash, idempotency_key, body_hash)"
        " SELECT 900, 'unread', consultation_id, kind, channel, 900, 72, language, received_at, stored_at, is_late,"
        " no_remarks, 'other', 'other', body_hash FROM response WHERE id = 1",
    )
    async with database.opened(blank):
        found = await rows()
    confirmed = {row["party_id"]: bool(row["party_confirmed"]) for row in found["response"]}
    assert confirmed == {71: True, 72: False}
    states = {row["id"]: row["state"] for row in found["consulted_party"] if row["id"] > 70}
    assert states == {71: "answered", 72: "claimed", 73: "silent"}
