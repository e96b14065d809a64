"""What each step makes of what is stored."""

from __future__ import annotations

from tortoise import connections

from consult import database
from consult.audit import AuditEntry
from consult.responses.omission import MARK
from consult.responses.public_change import PublicChange
from consult.responses.remark import Remark
from consult.responses.respondent import RespondentKind
from consult.responses.submission import RespondentInput
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import Content
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


async def test_what_was_published_has_no_reason_and_everything_else_keeps_its_own(
    blank: Settings,
) -> None:
    def entry(verb: str, noun: str) -> str:
        facts = """{"reason": "abuse", "revision": 1}"""
        return (
            "INSERT INTO audit_entry (at, actor, verb, noun, noun_id, facts) "
            f"VALUES ('2026-11-20 08:00:00+00:00', 'account:1', '{verb}', '{noun}', 1, '{facts}');"
        )

    await migrated(
        blank,
        "UPDATE decision SET kind = 'publish' WHERE id = 2;"
        + entry("publish", "annex") + entry("publish", "remark") + entry("publish", "version")
        + entry("take_down", "annex"),
    )  # fmt: skip
    async with database.opened(blank):
        found = await rows()
    assert [row["reason_id"] for row in found["decision"]] == [None, None, 3]
    stored = [each.facts for each in await read_entries(blank)]
    assert stored[-4:] == [
        {"reason": reason, "revision": 1} for reason in (None, None, "abuse", "abuse")
    ]


async def test_a_file_stays_public_only_with_a_text_of_its_response(blank: Settings) -> None:
    """Of three responses whose remarks were taken down the second has another one that is public; the first was never
    taken down."""
    await migrated(
        blank,
        "UPDATE annex SET publicity = 'published';"
        "UPDATE remark SET standing = 'received', publicity = 'withheld';"
        "UPDATE remark SET publicity = 'published' WHERE id = 2;"
        "UPDATE decision SET kind = 'take_down' WHERE id > 1;",
    )
    async with database.opened(blank):
        found = await rows()
    assert {row["response_id"]: row["publicity"] for row in found["annex"]} == {
        1: "published", 2: "published", 3: "waiting",
    }  # fmt: skip


# A text of which words were left out for the reason 1, as it was published; "{}" is the mark.
PUBLIC = "Ring til {}, siger {}."
PLACEHOLDER = "[udeladt: en begrundelse]"


async def test_what_was_left_out_is_marked_beside_the_text_and_in_the_quotes_of_the_memo(
    blank: Settings,
) -> None:
    """The second was made otherwise than its rows say; the third leaves out the whole, and is published no more."""
    letters = PUBLIC.format(PLACEHOLDER, PLACEHOLDER)
    await migrated(
        blank,
        redacted(1, "Ring til Ole, siger hun.", letters, spans=[(9, 12), (20, 23)])
        + redacted(2, "Noget andet.", letters, spans=[(0, 5)])
        + redacted(3, "Ole.", f"{PLACEHOLDER}.", spans=[(0, 3)])
        + f"UPDATE remark SET public_quote = 'hos {PLACEHOLDER}' WHERE id = 1;"
        f"UPDATE point_remark SET remark_id = 1, quote = 'til {PLACEHOLDER}, siger' WHERE id = 1;"
        "UPDATE tally SET published = 5",
    )
    async with database.opened(blank):
        found = await rows()
        stored = await Remark.all().order_by("id")
    marked = PUBLIC.format(MARK, MARK)
    key = found["moderation_reason"][0]["key"]
    first, second, third = stored
    assert (first.public_text, first.public_quote) == (marked, f"hos {MARK}")
    assert first.public_omissions == {"text": [key, key], "quote": [key]}
    assert (second.public_text, second.public_omissions) == (letters, None)
    assert (third.publicity, third.public_text, third.published_at) == ("withheld", "", None)
    assert found["point_remark"][0]["quote"] == f"til {MARK}, siger"
    assert [row["published"] for row in found["tally"]] == [5, 5, 4]


def redacted(remark: int, text: str, public: str, *, spans: list[tuple[int, int]]) -> str:
    """Rows of a remark on paragraph 3 of which these characters are left out."""
    return (
        "UPDATE remark SET publicity = 'redacted', stance = 'for', standing = 'received', anchor_type = 'paragraph', paragraph_id = 3, "
        f"consultation_id = 3, public_revision = {remark}, public_text = '{public}', public_proposed_text = '', "
        f"public_quote = '', queued_at = NULL WHERE id = {remark};"
        f"UPDATE revision SET remark_id = {remark}, number = {remark}, text = '{text}', proposed_text = '' "
        f"WHERE id = {remark};"
        f"UPDATE decision SET remark_id = {remark}, revision = {remark}, kind = 'redact' WHERE id = {remark};"
        f"UPDATE redaction SET decision_id = {remark % 3 + 1} WHERE id = {remark};"
        + "".join(
            'INSERT INTO redaction (decision_id, field, start, "end", reason_id) '
            f"VALUES ({remark}, 'text', {start}, {end}, 1);"
            for start, end in spans
        )
    )


async def read_entries(blank: Settings) -> list[AuditEntry]:
    async with database.opened(blank):
        return await AuditEntry.all().order_by("id")


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


async def test_the_changes_before_are_made_from_the_decisions(blank: Settings) -> None:
    noon = "2026-11-20 12:00:{:02}+00:00"
    lives = {
        1: [("publish", 1), ("redact", 1), ("take_down", 1), ("explain", 1), ("publish", 2), ("redact", 3)],
        2: [("withhold", 1), ("publish", 1), ("take_down", 1)],
        3: [("publish", 1)],
    }  # fmt: skip
    decided = "".join(
        "INSERT INTO decision (remark_id, number, revision, kind, note, decided_at, decided_by_id, reason_id) VALUES"
        f" ({remark}, {number}, {revision}, '{kind}', '', '{noon.format(10 * remark + number)}', 1, 1);"
        for remark, life in lives.items()
        for number, (kind, revision) in enumerate(life, start=1)
    )
    await migrated(
        blank,
        "DELETE FROM redaction; DELETE FROM decision;"
        "UPDATE remark SET consultation_id = 1, standing = 'received', publicity = 'withheld', published_at = NULL;"
        f"UPDATE remark SET publicity = 'published', published_at = '{noon.format(59)}' WHERE id = 1;"
        "UPDATE remark SET standing = 'withdrawn' WHERE id = 3;"
        f"UPDATE response SET withdrawn_at = '{noon.format(50)}'"
        " WHERE id = (SELECT response_id FROM remark WHERE id = 3);" + decided,
    )
    async with database.opened(blank):
        changes = await PublicChange.all().order_by("id")
        first = await Remark.all().order_by("id").values_list("published_at")
    told = [(each.remark_id, str(each.kind), each.at.second, each.reason_id) for each in changes]
    assert told == [
        (1, "published", 11, None),
        (1, "redacted", 12, None),
        (1, "taken_down", 13, 1),
        (1, "explained", 14, 1),
        (1, "published", 15, None),
        (1, "corrected", 16, None),
        (2, "published", 22, None),
        (2, "taken_down", 23, 1),
        (3, "published", 31, None),
        (3, "withdrawn", 50, None),
    ]
    assert [moment.second for (moment,) in first] == [11, 22, 31], (
        "the first time stays, and says that it was public once"
    )


async def test_what_was_being_written_is_an_organisations_and_nobody_was_reminded(
    blank: Settings,
) -> None:
    content = (
        '{"respondent": {"name": "Prøve", "kind": "organisation", "organisation": "Foreningen", "cvr": "",'
        ' "email": "", "phone": "", "postcode": ""}, "remarks": [], "no_remarks": true}'
    )
    await migrated(
        blank,
        "DELETE FROM unsent_annex; DELETE FROM unsent;"
        "INSERT INTO unsent (consultation_id, token_hash, public_id, language, content, edition, created_at,"
        f" updated_at, expires_at, sent_as) VALUES (1, 'hash', 'id', 'da', '{content}', 3,"
        " '2026-11-20 12:00:00+00:00', '2026-11-20 12:00:00+00:00', '2027-01-20 12:00:00+00:00', '')",
    )
    async with database.opened(blank):
        unsent = await Unsent.get()
    assert unsent.reminded_at is None
    assert Content.from_json(unsent.content) == Content(
        RespondentInput("Prøve", RespondentKind.ORGANISATION, "Foreningen"), no_remarks=True
    )
