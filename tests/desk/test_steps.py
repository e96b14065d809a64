"""Each step of the desk is stored by itself, says what is wrong, and keeps what was typed."""

from __future__ import annotations

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import clock
from consult.audit import AuditEntry
from consult.consultations.committee import Committee, CommitteeName
from consult.consultations.consultation import Consultation
from consult.consultations.extension import Extension
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import ConsultedParty
from consult.documents.document import Version
from consult.documents.ownership import Ownership
from consult.documents.section import Section
from consult.people.account import Account
from consult.people.role import Role, RoleGrant
from consult.settings import Settings
from tests.desk.desk_work import desk, frame_of, preparation_of, ready, upload
from tests.support.factories import NOW, people
from tests.support.factories.consultations import (
    committee,
    consultation,
    party,
    reason,
    unannounced_consultation,
)
from tests.support.visitors import visitor

STEPS = (
    "",
    "text",
    "owners",
    "summary",
    "dates",
    "parties",
    "reasons",
    "background",
    "publication",
)


@pytest.fixture
async def made(editor: httpx2.AsyncClient) -> Consultation:
    """A consultation with nothing but its title, and noise beside it."""
    await consultation(title="En anden høring")
    answer = await editor.post(
        "/staff/consultations", data={"title": "Havnen på tværs", "slug": "", "language": "da"}
    )
    assert answer.status_code == 303
    return await Consultation.get(slug="havnen-paa-tvaers")


async def test_the_address_is_made_of_the_title_and_may_be_chosen(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    assert made.announced_at is None
    assert await ModerationReason.filter(consultation=made).count() == 5
    again = {"title": "Havnen på tværs", "slug": "", "language": "da"}
    assert (await editor.post("/staff/consultations", data=again)).status_code == 303
    assert await Consultation.filter(slug="havnen-paa-tvaers-2").exists()
    taken = await editor.post("/staff/consultations", data={**again, "slug": made.slug})
    assert taken.status_code == 422
    assert "Havnen på tværs" in taken.text
    bad = await editor.post("/staff/consultations", data={**again, "slug": "Havn!"})
    assert bad.status_code == 422
    assert await Consultation.filter(title="Havnen på tværs").count() == 2


async def test_nobody_learns_from_an_address_that_a_hidden_consultation_has_it(
    db: Settings, app: ASGIApp
) -> None:
    await unannounced_consultation(title="Hemmelig", slug="hemmelig")
    await consultation(title="Kendt", slug="kendt")
    scoped = await people.account(Role.EDITOR, consultation="kun-denne")
    told = []
    async with visitor(app, db) as browser:
        await people.sign_in(browser, scoped, db)
        for slug in ("hemmelig", "kendt", "test"):
            fields = {"title": "Ny", "slug": slug, "language": "da"}
            answer = await browser.post("/staff/consultations", data=fields)
            assert answer.status_code == 422
            told.append(answer.text.replace(slug, "…"))
            assert (await browser.get(desk(slug))).status_code == 404
    assert told[0] == told[1] == told[2], "hidden, public and kept addresses sound alike"


async def test_whoever_edits_one_may_start_another_and_edit_it(db: Settings, app: ASGIApp) -> None:
    scoped = await people.account(Role.EDITOR, consultation="kun-denne")
    async with visitor(app, db) as browser:
        await people.sign_in(browser, scoped, db)
        await browser.post("/staff/consultations", data={"title": "Ny", "language": "da"})
        assert (await browser.get(desk("ny"))).status_code == 200
    assert await RoleGrant.filter(account=scoped, consultation="ny", role=Role.EDITOR).exists()


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
@pytest.mark.parametrize("step", STEPS)
async def test_every_step_can_be_opened_before_and_after_the_others(
    editor: httpx2.AsyncClient, made: Consultation, step: str, language: str
) -> None:
    address = language + desk(made, *([step] if step else []))
    assert (await editor.get(address)).status_code == 200
    await ready(editor, made)
    page = await editor.get(address)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store, private"


async def test_a_new_address_takes_the_roles_with_it(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await people.account(Role.MODERATOR, consultation=made.slug)
    fields = {
        "title": "Byen",
        "slug": "byen",
        "language": "en",
        "lock_version": str(made.lock_version),
    }
    assert (await editor.post(desk(made), data=fields)).status_code == 303
    stored = await frame_of(made)
    assert (stored.slug, stored.title, stored.language) == ("byen", "Byen", "en")
    assert await RoleGrant.filter(consultation="byen", role=Role.MODERATOR).exists()
    assert not await RoleGrant.filter(consultation="havnen-paa-tvaers").exists()


async def test_two_editors_do_not_overwrite_each_others_frame(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    lock_version = str(made.lock_version)
    first = {"summary": "Den første tekst.", "lock_version": lock_version}
    assert (await editor.post(desk(made, "summary"), data=first)).status_code == 303
    for step, fields in (
        ("summary", {"summary": "Den anden tekst."}),
        ("dates", {"opens_day": "2027-03-01", "opens_clock": "10.17"}),
        ("keeping", {"late_policy": "For sent er for sent."}),
        ("", {"title": "En anden titel", "slug": made.slug, "language": "da"}),
    ):
        answer = await editor.post(
            desk(made, *([step] if step else [])), data={**fields, "lock_version": lock_version}
        )
        assert answer.status_code == 409, step
        typed = next(iter(fields.values())) if step != "dates" else "10.17"
        assert typed in answer.text
    assert (await frame_of(made)).summary == "<p>Den første tekst.</p>"


async def test_the_summary_is_cleaned_once_and_can_be_written_on(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    text = (
        "Om **havnen**.\n\n- et\n- to\n\n<script>alert(1)</script> [her](https://fjordby.example)"
    )
    fields = {"summary": text, "contact_email": "hoering@fjordby.example", "lock_version": "1"}
    assert (await editor.post(desk(made, "summary"), data=fields)).status_code == 303
    stored = (await frame_of(made)).summary
    assert stored.startswith("<p>Om <strong>havnen</strong>.</p><ul><li>et</li><li>to</li></ul>")
    assert "<script" not in stored
    assert '<a href="https://fjordby.example">her</a>' in stored
    page = await editor.get(desk(made, "summary"))
    assert "Om **havnen**." in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [her](https://fjordby.example)" in page.text


async def test_an_address_that_cannot_be_is_refused_and_the_texts_stay(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    fields = {"summary": "Min tekst.", "contact_email": "ingen adresse", "lock_version": "1"}
    answer = await editor.post(desk(made, "summary"), data=fields)
    assert answer.status_code == 422
    assert "Min tekst." in answer.text
    assert "ingen adresse" in answer.text
    assert (await frame_of(made)).summary == ""


async def test_the_whole_last_minute_counts_and_holidays_are_told(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    fields = {
        "lock_version": "1",
        "opens_day": "25.3.2027", "opens_clock": "kl. 9.00",
        "closes_day": "2027-04-05", "closes_clock": "23:59",
    }  # fmt: skip
    assert (await editor.post(desk(made, "dates"), data=fields)).status_code == 303
    stored = await frame_of(made)
    assert stored.opens_at is not None
    assert stored.closes_at is not None
    assert stored.opens_at.isoformat() == "2027-03-25T08:00:00+00:00"
    assert stored.closes_at.isoformat() == "2027-04-05T21:59:59.999999+00:00"
    page = (await editor.get("/en" + desk(made, "dates"))).text
    assert "Easter Sunday" in page
    assert "12 days" in page
    assert "Whit Sunday" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"opens_day": "2027-03-01", "closes_day": "2027-02-28"},
        {"opens_day": "31.2.2027"},
        {"opens_day": "2027-03-01", "opens_clock": "25.00"},
        {"opens_day": "9999-12-31", "closes_day": "snart"},
    ],
)
async def test_dates_that_cannot_be_are_refused_with_what_was_typed(
    editor: httpx2.AsyncClient, made: Consultation, wrong: dict[str, str]
) -> None:
    answer = await editor.post(desk(made, "dates"), data={"lock_version": "1", **wrong})
    assert answer.status_code == 422
    for typed in wrong.values():
        assert f'value="{typed}"' in answer.text
    assert (await frame_of(made)).opens_at is None


async def test_answers_are_kept_at_least_as_long_as_they_are_public(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    fields = {"public_day": "2030-01-01", "kept_day": "2029-01-01", "lock_version": "1"}
    refused = await editor.post(
        desk(made, "keeping"), data={**fields, "late_policy": "Ring til os."}
    )
    assert refused.status_code == 422
    assert "Ring til os." in refused.text
    fields["kept_day"] = "2031-01-01"
    assert (await editor.post(desk(made, "keeping"), data=fields)).status_code == 303
    stored = await frame_of(made)
    assert stored.public_until is not None
    assert stored.kept_until is not None
    assert stored.kept_until > stored.public_until


async def test_parties_are_pasted_and_added_once(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    pasted = "Havnens Venner; post@venner.example\n\nBådelauget\t\nHAVNENS venner;\n"
    assert (await editor.post(desk(made, "parties"), data={"list": pasted})).status_code == 303
    assert (await editor.post(desk(made, "parties"), data={"list": pasted})).status_code == 303
    rows = await ConsultedParty.filter(consultation=made).order_by("name")
    assert [(r.name, r.email) for r in rows] == [
        ("Bådelauget", ""),
        ("Havnens Venner", "post@venner.example"),
    ]
    bad = await editor.post(desk(made, "parties"), data={"list": "Roklubben\nKajakken; på vej"})
    assert bad.status_code == 422
    assert "Kajakken; på vej" in bad.text
    assert await ConsultedParty.filter(consultation=made).count() == 2


async def test_a_party_is_taken_off_the_list_unless_it_was_invited(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    other = await party(await consultation(), invited_at=None)
    silent, invited = await party(made, invited_at=None), await party(made)
    for each in (silent, invited, other):
        await editor.post(desk(made, "parties", str(each.id), "removal"))
    left = {each.id for each in await ConsultedParty.all()}
    assert left == {invited.id, other.id}


async def test_reasons_are_reworded_added_and_removed(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    words = {"title": "Private oplysninger", "description": "Også andres."}
    assert (
        await editor.post(desk(made, "reasons", "personal_data"), data=words)
    ).status_code == 303
    for title in ("Reklame", "Kæder"):
        assert (await editor.post(desk(made, "reasons"), data={"title": title})).status_code == 303
    assert (
        await editor.post(desk(made, "reasons", "own_1"), data={"title": ""})
    ).status_code == 422
    assert (await editor.post(desk(made, "reasons", "own_1", "removal"))).status_code == 303
    assert (await editor.post(desk(made, "reasons"), data={"title": " "})).status_code == 422
    rows = await ModerationReason.filter(consultation=made).order_by("position")
    assert [r.key for r in rows][-1] == "own_2"
    assert (rows[0].title, rows[0].description) == ("Private oplysninger", "Også andres.")
    assert len(rows) == 6


async def test_one_reason_is_always_left(editor: httpx2.AsyncClient, made: Consultation) -> None:
    for row in await ModerationReason.filter(consultation=made):
        await editor.post(desk(made, "reasons", row.key, "removal"))
    assert await ModerationReason.filter(consultation=made).count() == 1


async def test_the_rules_of_an_announced_consultation_stay(editor: httpx2.AsyncClient) -> None:
    public = await consultation()
    rule, _other = await reason(public), await reason(public)
    answer = await editor.post(desk(public, "reasons", rule.key, "removal"))
    assert answer.status_code == 409
    assert await ModerationReason.filter(consultation=public).count() == 2


async def test_a_section_may_have_several_committees_and_one_below_it_more(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await upload(editor, made)
    first, second = await committee(), await committee()
    sections = {s.key: str(s.identity_id) for s in await Section.all()}
    give = {"committee": str(first.id), "section": [sections["1"], sections["2"]], "is_lead": "yes"}
    assert (await editor.post(desk(made, "owners"), data=give)).status_code == 303
    assert await AuditEntry.filter(verb="assigned").count() == 1, "one press is one entry"
    also = {"committee": str(second.id), "section": [sections["1"], sections["1-1"]]}
    assert (await editor.post(desk(made, "owners"), data=also)).status_code == 303
    assert await Ownership.all().count() == 4
    page = (await editor.get(desk(made, "owners"))).text
    assert first.name in page
    take = {"committee": str(second.id), "section": sections["1"]}
    await editor.post(desk(made, "owners", "removal"), data=take)
    left = await Ownership.filter(committee=second).select_related("section")
    assert [each.section.key for each in left] == ["1-1"]


async def test_sections_of_another_text_cannot_be_given_away(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    other = await unannounced_consultation()
    await upload(editor, other)
    await upload(editor, made)
    foreign = await Section.filter(version__document__consultation=other).first()
    assert foreign is not None
    give = {"committee": str((await committee()).id), "section": str(foreign.identity_id)}
    assert (await editor.post(desk(made, "owners"), data=give)).status_code == 422
    assert await Ownership.all().count() == 0


async def test_a_committee_is_made_and_renamed_and_its_earlier_name_kept(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    add = {"new_name": "Havneudvalget"}
    assert (await editor.post(desk(made, "owners", "committees"), data=add)).status_code == 303
    again = await editor.post(desk(made, "owners", "committees"), data=add)
    assert again.status_code == 422
    row = await Committee.get(name="Havneudvalget")
    rename = {"renamed": str(row.id), "name": "Vand- og Havneudvalget", "since": "2026-01-01"}
    assert (await editor.post(desk(made, "owners", "names"), data=rename)).status_code == 303
    row = await Committee.get(id=row.id)
    assert (row.name, row.slug) == ("Vand- og Havneudvalget", "havneudvalget")
    assert await CommitteeName.filter(committee=row).count() == 2
    tomorrow = {**rename, "name": "Fremtidsudvalget", "since": "2999-01-01"}
    refused = await editor.post(desk(made, "owners", "names"), data=tomorrow)
    assert refused.status_code == 422
    assert "Fremtidsudvalget" in refused.text


async def test_what_is_missing_is_listed_with_its_step_and_keeps_it_from_being_published(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    page = (await editor.get(desk(made, "publication"))).text
    points = page.split("checklist__item--")[1:]
    still_open = [point for point in points if point.startswith("open")]
    for step in ("text", "summary", "dates", "parties", "owners"):
        assert any(f'<a href="{desk(made, step)}">' in point for point in still_open), step
    assert len(still_open) == 5
    answer = await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    assert answer.status_code == 422
    assert (await frame_of(made)).announced_at is None


async def test_nothing_is_published_by_a_button_pressed_in_passing(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await ready(editor, made)
    page = (await editor.get("/en" + desk(made, "publication"))).text
    assert "Answers can be sent from" in page
    assert f"/consultations/{made.slug}</bdi>" in page, "where everybody will find it"
    answer = await editor.post("/en" + desk(made, "publication"), data={"when": "now"})
    assert answer.status_code == 422
    assert "Say that you have seen what everybody will see." in answer.text
    assert (await frame_of(made)).announced_at is None
    await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    after = (await editor.get("/en" + desk(made, "publication") + "?saved=1")).text
    assert "What happens now" in after
    assert "make version 2" in after


async def test_published_it_is_public_at_once_and_its_text_is_frozen(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    await ready(editor, made)
    public = f"/consultations/{made.slug}"
    assert (await client.get(public)).status_code == 404
    answer = await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    assert answer.status_code == 303
    assert (await client.get(public)).status_code == 200
    assert "Vandet er rent." in (await client.get(f"{public}/sections/1")).text
    lock_version = (await preparation_of(made)).lock_version
    for refused in (
        await upload(editor, made, lock_version=lock_version),
        await editor.post(
            desk(made, "text", "sections", "1"),
            data={"do": "heading", "title": "x", "level": "1", "lock_version": str(lock_version)},
        ),
        await editor.post(
            desk(made, "text", "areas"), data={"area_level": "1", "lock_version": str(lock_version)}
        ),
    ):
        assert refused.status_code == 409
    fields = {"lock_version": str((await frame_of(made)).lock_version), "opens_day": "2027-01-01"}
    assert (await editor.post(desk(made, "dates"), data=fields)).status_code == 409
    again = await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    assert again.status_code == 409
    assert await AuditEntry.filter(verb="announced").count() == 1
    page = (await editor.get("/en" + desk(made, "text"))).text
    assert "A published version never changes." in page


async def test_announced_for_later_it_can_be_taken_back_until_then(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    await ready(editor, made)
    later = {"when": "later", "sure": "yes", "at_day": "2998-01-01", "at_clock": "8.00"}
    assert (await editor.post(desk(made, "publication"), data=later)).status_code == 303
    assert (await client.get(f"/consultations/{made.slug}")).status_code == 404
    assert (await editor.post(desk(made, "publication", "calling-off"))).status_code == 303
    assert (await frame_of(made)).announced_at is None
    assert await Version.filter(published_at__isnull=False).count() == 0
    lock_version = (await preparation_of(made)).lock_version
    assert (await upload(editor, made, lock_version=lock_version)).status_code == 303


async def test_what_was_announced_for_later_called_off_and_changed_is_public_as_it_is_now(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    await ready(editor, made, "# 1 Parker\n\nParken er stor.")
    later = {"when": "later", "sure": "yes", "at_day": "2998-01-01", "at_clock": "8.00"}
    assert (await editor.post(desk(made, "publication"), data=later)).status_code == 303
    assert "Parker" in (await editor.get(desk(made, "preview/contents"))).text
    assert (await editor.post(desk(made, "publication", "calling-off"))).status_code == 303
    other = await upload(editor, made, "# 1 Skove\n\nParken er stor.", lock_version=1)
    assert other.status_code == 303
    assert (
        await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    ).status_code == 303
    assert "Skove" in (await client.get(f"/consultations/{made.slug}/contents")).text


async def test_what_everybody_has_seen_is_not_called_off(editor: httpx2.AsyncClient) -> None:
    public = await consultation(announced_at=clock.now())
    assert (await editor.post(desk(public, "publication", "calling-off"))).status_code == 409
    assert (await frame_of(public)).announced_at is not None


async def test_a_later_moment_needs_its_day(editor: httpx2.AsyncClient, made: Consultation) -> None:
    await ready(editor, made)
    answer = await editor.post(desk(made, "publication"), data={"when": "later", "sure": "yes"})
    assert answer.status_code == 422
    assert (await frame_of(made)).announced_at is None


async def test_the_deadline_is_extended_for_all_or_for_one_with_a_reason(
    editor: httpx2.AsyncClient, ellen: Account
) -> None:
    public = await consultation(closes_at=NOW)
    one, other = await party(public), await party(await consultation())
    late = {"until_day": "2998-01-01", "until_clock": "12.00"}
    for wrong in (
        {**late, "who": "everybody"},
        {**late, "who": str(other.id), "reason": "Ferie"},
        {"who": "everybody", "reason": "Ferie"},
        {"who": "everybody", "reason": "Ferie", "until_day": "2001-01-01"},
    ):
        assert (await editor.post(desk(public, "extensions"), data=wrong)).status_code == 422
    assert await Extension.all().count() == 0
    for who in (str(one.id), "everybody"):
        day = "2999-01-01" if who == str(one.id) else "2998-01-01"
        fields = {**late, "who": who, "reason": "Sommerferien", "until_day": day}
        assert (await editor.post(desk(public, "extensions"), data=fields)).status_code == 303
    rows = await Extension.all().order_by("id")
    assert [(r.party_id, r.decided_by) for r in rows] == [
        (one.id, ellen.actor),
        (None, ellen.actor),
    ]
    assert "Sommerferien" in (await editor.get(desk(public, "publication"))).text


async def test_before_it_is_announced_dates_are_changed_not_extended(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    fields = {"who": "everybody", "until_day": "2998-01-01", "reason": "Ferie"}
    assert (await editor.post(desk(made, "extensions"), data=fields)).status_code == 422
    assert await Extension.all().count() == 0
