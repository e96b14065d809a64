"""A page that was opened on a version that was discarded, corrected or published since decides nothing about the next."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.drafting.preparation import Preparation
from consult.documents.ownership import Ownership
from consult.documents.section import SectionIdentity
from consult.documents.translations import summary_edits
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.next_version import discard_version
from consult.documents.versions.stored_lineage import LineageLink
from consult.people.account import Account
from consult.settings import Settings
from tests.desk.desk_work import (
    DRAFT,
    approve,
    desk,
    last_version,
    lineage_of,
    make_next,
    public_with_text,
    publish_next,
    ready,
)
from tests.support.factories import NOW
from tests.support.factories.consultations import committee, reason, unannounced_consultation
from tests.support.reading import read

SECOND = DRAFT.replace("Vandet er rent.", "Vandet i havnen er rent.")
OTHER = DRAFT.replace("Kajen bruges af mange.", "Ingen ser dette.")

Sent = dict[str, str]


@pytest.fixture
async def made(editor: httpx2.AsyncClient, db: Settings) -> Consultation:
    return await public_with_text(editor)


async def form(editor: httpx2.AsyncClient, page: str, action: str) -> Sent:
    """What a page sends to an address, where nothing is typed in it."""
    sending = f"//form[@action='{action}'] | //button[@formaction='{action}']/ancestor::form"
    [found] = (await read(editor, page)).xpath(sending)
    buttons = found.xpath(f".//button[@formaction='{action}' and @name]")
    return {
        **dict(found.form_values()),
        **{each.get("name"): each.get("value") for each in buttons},
    }


async def test_a_page_of_a_discarded_version_approves_nothing_of_the_one_in_its_place(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    mapping = desk(made, "next", "mapping")
    await make_next(editor, made, SECOND)
    stale = await form(editor, mapping, f"{mapping}/approval")
    correction = {"which": f"old-{(await links(made))[0].old_id}", "old": "1", "do": "apart"}
    await editor.post(desk(made, "next", "discarding"))
    await make_next(editor, made, OTHER)
    before = len(await links(made))
    assert str((await lineage_of(made)).lock_version) == stale["lock_version"], (
        "the number is the same again"
    )
    assert (await editor.post(f"{mapping}/approval", data=stale)).status_code == 409
    assert (
        await editor.post(f"{mapping}/correction", data={**stale, **correction})
    ).status_code == 409
    assert (await lineage_of(made)).approved_at is None
    assert len(await links(made)) == before
    fresh = await form(editor, mapping, f"{mapping}/approval")
    assert (await editor.post(f"{mapping}/approval", data=fresh)).status_code == 303


async def links(of: Consultation) -> list[LineageLink]:
    return await LineageLink.filter(lineage_id=(await lineage_of(of)).id).order_by("id")


async def test_what_was_approved_by_another_since_is_not_published_unseen(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    publication = desk(made, "next", "publication")
    await make_next(editor, made, SECOND)
    await approve(editor, made)
    stale = await form(editor, publication, publication)
    await editor.post(desk(made, "next", "discarding"))
    await make_next(editor, made, OTHER)
    await approve(editor, made)
    assert (
        await editor.post(publication, data={**stale, "looked": "yes", "more_time": "stays"})
    ).status_code == 409

    stale = await form(editor, publication, publication)
    lock_version = str((await lineage_of(made)).lock_version)
    withdrawal = desk(made, "next", "mapping", "approval", "withdrawal")
    assert (await editor.post(withdrawal, data={"lock_version": lock_version})).status_code == 303
    await approve(editor, made)
    refused = await editor.post(
        "/en" + publication, data={**stale, "looked": "yes", "more_time": "stays"}
    )
    assert refused.status_code == 409
    assert "You changed this yourself since you opened this page" in refused.text
    assert (await last_version(made)).published_at is None

    fresh = await form(editor, publication, publication)
    answer = await editor.post(publication, data={**fresh, "looked": "yes", "more_time": "stays"})
    assert answer.status_code == 303
    assert (await last_version(made)).published_at is not None


async def test_whoever_presses_twice_learns_that_it_is_published(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    publication = desk(made, "next", "publication")
    await make_next(editor, made, SECOND)
    await approve(editor, made)
    fresh = {**await form(editor, publication, publication), "looked": "yes", "more_time": "stays"}
    first = await editor.post(publication, data=fresh)
    again = await editor.post(publication, data=fresh)
    assert again.status_code == first.status_code == 303
    assert again.headers["location"] == first.headers["location"]
    assert await AuditEntry.filter(verb="published", noun="version").count() == 2


async def test_whoever_discards_twice_learns_that_it_is_discarded(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    discarding = desk(made, "next", "discarding")
    await make_next(editor, made, SECOND)
    stale = await form(editor, desk(made, "text"), discarding)
    for _press in range(2):
        answer = await editor.post("/en" + discarding, data=stale)
        assert answer.status_code == 303
        page = await editor.get(answer.headers["location"])
        assert "Version 2 is discarded" in page.text
    await make_next(editor, made, OTHER)
    answer = await editor.post(discarding, data=stale)
    assert answer.status_code == 303, "it is that one that was to be discarded, and it is"
    assert (await last_version(made)).number == 2
    assert await AuditEntry.filter(verb="discarded").count() == 1


async def test_a_text_that_another_replaced_is_not_announced_unseen(
    editor: httpx2.AsyncClient, db: Settings
) -> None:
    hidden = await unannounced_consultation(title="Byen")
    await reason(hidden)
    await ready(editor, hidden)
    publication = desk(hidden, "publication")
    stale = {**await form(editor, publication, publication), "when": "now", "sure": "yes"}
    other = await editor.post(
        desk(hidden, "text"),
        data={"lock_version": "1"},
        files={"file": ("2.md", OTHER.encode())},
    )
    assert other.status_code == 303
    answer = await editor.post(
        "/en" + publication, data={**stale, "when": "later", "sure": "yes", "at_day": "x"}
    )
    assert answer.status_code in (409, 422)
    answer = await editor.post("/en" + publication, data=stale)
    assert answer.status_code == 409
    assert "You changed this yourself since you opened this page" in answer.text
    assert (await Consultation.get(id=hidden.id)).announced_at is None

    stale = {**await form(editor, publication, publication), "when": "now", "sure": "yes"}
    words = {
        "summary": "Om byen.",
        "lock_version": str((await Consultation.get(id=hidden.id)).lock_version),
    }
    assert (await editor.post(desk(hidden, "summary"), data=words)).status_code == 303
    assert (await editor.post(publication, data=stale)).status_code == 409

    fresh = {**await form(editor, publication, publication), "when": "now", "sure": "yes"}
    first = await editor.post(publication, data=fresh)
    again = await editor.post(publication, data=fresh)
    assert first.status_code == again.status_code == 303, "pressed twice"
    assert await AuditEntry.filter(verb="announced").count() == 1


@pytest.mark.parametrize("meanwhile", ["discarded", "approved"])
async def test_words_for_a_section_that_goes_this_very_moment_are_shown_again(
    editor: httpx2.AsyncClient,
    made: Consultation,
    ellen: Account,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: str,
) -> None:
    await make_next(editor, made, SECOND)
    version = await last_version(made)
    page = desk(made, "languages", "ar", "sections", "1")
    html = (await editor.get(f"{page}?version=2")).text
    seen = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', html))
    typed = {**seen, "summary": "Et resumé, som nogen har brugt tid på.", "summary_made": "person"}
    store = summary_edits.summarise_section

    async def a_moment_later(*args: Any, **named: Any) -> object:
        if meanwhile == "discarded":
            await discard_version(version, by=ellen.actor, now=NOW)
        else:
            await approve_lineage(version, lock_version=1, by=ellen.actor, now=NOW)
        return await store(*args, **named)

    monkeypatch.setattr(summary_edits, "summarise_section", a_moment_later)
    answer = await editor.post("/en" + page, data=typed)
    assert answer.status_code == 409
    assert "not there any longer" in answer.text
    assert typed["summary"] in answer.text
    assert not await PlainSummary.exists()


async def test_a_committee_is_not_given_less_than_was_ticked(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    given = await committee(name="Havneudvalget")
    [identity] = await SectionIdentity.filter(key="1")
    ticked = {"committee": str(given.id), f"section-{identity.id}": "yes", "section-987654": "yes"}
    answer = await editor.post("/en" + desk(made, "owners"), data=ticked)
    assert answer.status_code == 409
    assert f'name="section-{identity.id}" value="yes" checked' in answer.text
    assert not await Ownership.exists()


async def test_a_page_of_a_published_version_discards_nothing_of_the_next(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    discarding = desk(made, "next", "discarding")
    await make_next(editor, made, SECOND)
    stale = await form(editor, desk(made, "text"), discarding)
    await approve(editor, made)
    assert (await publish_next(editor, made)).status_code == 303
    await make_next(editor, made, OTHER)
    assert (await editor.post(discarding, data=stale)).status_code == 409
    assert (await last_version(made)).number == 3
    fresh = await form(editor, desk(made, "text"), discarding)
    assert (await editor.post(discarding, data=fresh)).status_code == 303
    assert (await last_version(made)).number == 2


async def test_a_page_of_a_discarded_version_corrects_no_text_of_the_one_in_its_place(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    text = desk(made, "text")
    await make_next(editor, made, SECOND)
    seen = str((await last_version(made)).id)
    await editor.post(desk(made, "next", "discarding"))
    await make_next(editor, made, OTHER)
    page = (await editor.get(desk(made, "text", "sections", "0"))).text
    assert f'name="seen_version" value="{(await last_version(made)).id}"' in page
    stale = {"lock_version": "1", "seen_version": seen}
    heading = {"do": "heading", "title": "Et andet forord", "level": "1"}
    for path, fields in (
        (f"{text}/sections/0", heading),
        (f"{text}/areas", {"area_level": "1"}),
        (f"{text}/links", {"empty_links": "link"}),
    ):
        assert (await editor.post(path, data={**stale, **fields})).status_code == 409, path
    file = {"file": ("3.md", b"# Andet\n\nNoget andet.")}
    assert (await editor.post(text, data=stale, files=file)).status_code == 409
    assert (await preparation_of_last(made)).lock_version == 1
    fresh = {**stale, "seen_version": str((await last_version(made)).id), **heading}
    assert (await editor.post(f"{text}/sections/0", data=fresh)).status_code == 303


async def preparation_of_last(of: Consultation) -> Preparation:
    return await Preparation.get(version_id=(await last_version(of)).id)


async def test_words_for_a_section_that_moved_are_not_stored_elsewhere_nor_lost_in_silence(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await make_next(editor, made, SECOND)
    page = desk(made, "languages", "ar", "sections", "2")
    html = (await editor.get(f"{page}?version=2")).text
    seen = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', html))
    words = list(re.findall(r'<textarea[^>]*name="(words-[^"]*)"', html))
    typed = {**seen, "made": "person", words[-1]: "شيء", "summary": "باختصار"}
    typed |= {"summary_made": "person"}
    unmade = {"lock_version": "1", "do": "text"}
    await editor.post(desk(made, "text", "sections", "1"), data=unmade)
    answer = await editor.post(page, data=typed)
    assert answer.status_code in (404, 409)
    assert not await PlainSummary.exists()
    page = desk(made, "languages", "ar", "sections", "1")
    assert (await editor.post(page, data=typed)).status_code == 303
    assert (await PlainSummary.get()).words == "باختصار"
