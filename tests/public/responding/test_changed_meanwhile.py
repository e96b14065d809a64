"""Somebody writes, and a newer version is published meanwhile: no word is lost, and nothing changes its meaning."""

from __future__ import annotations

import httpx2
import pytest

from consult import clock
from consult.responses.remark import AnchorType, Remark
from consult.responses.response import Response
from consult.settings import Settings
from tests.public.responding.conftest import hidden, write
from tests.support.factories import NOW
from tests.support.factories.versions import BUS, FOREST, SCHOOL, Followed, followed

pytestmark = pytest.mark.anyio


@pytest.fixture
async def made(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    """A published first version and a second that is published when the test says so."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return await followed()


async def publish(made: Followed) -> None:
    await made.approve()
    await made.publish()


def here(made: Followed, *steps: str) -> str:
    return "/".join(["/consultations", made.first.consultation.slug, *steps])


def on_paragraph(made: Followed, text: str) -> str:
    return here(made, f"paragraphs/{made.identity(text)}/comment")


async def test_what_lives_on_is_kept_with_the_version_its_writer_read(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    for text in (BUS, SCHOOL):
        address = on_paragraph(made, text)
        form = await write(client, address, quote=text[:20])
        if text is BUS:
            await publish(made)
        preview = await client.post(address, data={**form, "step": "preview"})
        assert preview.status_code == 200
        assert "nyere version" in preview.text
        # The school's form was opened when its words had gone into another paragraph.
        answer = await client.post(address, data={**hidden(preview), "step": "send"})
        assert answer.status_code == 303, answer.text
        remark = await Remark.all().order_by("-id").first()
        assert remark is not None
        assert remark.version_id == made.first.version.id
        assert (remark.paragraph_id, remark.quote) == (made.identity(text), text[:20])


async def test_a_link_of_a_page_that_was_open_before_says_which_version_was_read(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    page = await client.get(here(made, "sections/2"))
    link = f"{on_paragraph(made, BUS)}?version=1"
    assert f'href="{link}"' in page.text
    await publish(made)
    assert BUS in (await client.get(link)).text
    assert hidden(await client.get(link))["version"] == "1"
    assert hidden(await client.get(on_paragraph(made, BUS)))["version"] == "2"
    section = here(made, "sections/2/comment")
    assert "2 Trafik" in (await client.get(f"{section}?version=1")).text
    assert "2 Byen" in (await client.get(section)).text


@pytest.mark.parametrize(
    ("about", "kind", "version"),
    [
        ("past", AnchorType.PARAGRAPH, 1),
        ("section", AnchorType.SECTION, 2),
        ("whole", AnchorType.CONSULTATION, 2),
    ],
)
async def test_what_is_gone_is_asked_about_and_sent_where_its_writer_says(
    made: Followed, client: httpx2.AsyncClient, about: str, kind: AnchorType, version: int
) -> None:
    address = on_paragraph(made, FOREST)
    form = await write(client, address, quote="Skoven øst for byen", text="Behold den!")
    await publish(made)
    asked = await client.post(address, data={**form, "step": "send"})
    assert asked.status_code == 409
    assert await Response.all().count() == 0
    for kept in ("Behold den!", "Skoven øst for byen", FOREST, "Teksten er ændret", "Prøve Person"):
        assert kept in asked.text
    preview = await client.post(address, data={**form, "about": about, "step": "preview"})
    assert preview.status_code == 200
    answer = await client.post(address, data={**hidden(preview), "step": "send"})
    assert answer.status_code == 303, answer.text
    remark = await Remark.get().select_related("version")
    assert (remark.anchor_type, remark.version.number) == (kind, version)
    assert "Skoven øst for byen" in remark.quote + remark.text
    assert "Behold den!" in remark.text
    if about == "section":
        # "Fremover" under "Trafik", where it stood, is there still.
        assert remark.section_id == made.first.sections[3].identity_id


async def test_a_page_from_before_opens_the_form_of_what_is_gone_with_the_question(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await publish(made)
    for query in ("", "?version=1", "?version=99", "?version=x"):
        answer = await client.get(on_paragraph(made, FOREST) + query)
        assert answer.status_code == 200, query
        assert FOREST in answer.text
        assert 'name="about"' in answer.text
        part = await client.get(
            on_paragraph(made, FOREST) + query, headers={"hx-request-type": "partial"}
        )
        assert 'name="about"' in part.text


async def test_a_section_is_looked_up_in_the_version_that_was_read_and_no_other(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    address = here(made, "sections/2/comment")
    form = await write(client, address)
    await publish(made)
    answer = await client.post(address, data={**form, "step": "send"})
    assert answer.status_code == 303, answer.text
    remark = await Remark.get()
    # 2 was "Trafik" and is "Byen".
    assert remark.section_id == made.first.sections[2].identity_id
    assert remark.version_id == made.first.version.id


async def test_nobody_writes_on_a_version_that_is_not_published(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.approve()
    new = next(each for each in await made.rows() if each.number == "1.1")
    assert (
        await client.get(here(made, f"paragraphs/{new.identity_id}/comment?version=2"))
    ).status_code == 404
    assert (await client.get(here(made, "sections/3/comment?version=2"))).status_code == 404
    address = on_paragraph(made, BUS)
    form = await write(client, address)
    answer = await client.post(address, data={**form, "version": "2", "step": "send"})
    assert answer.status_code == 303
    assert (await Remark.get()).version_id == made.first.version.id


async def test_a_section_that_went_by_another_number_leads_to_its_form(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await publish(made)
    answer = await client.get(here(made, "sections/1-1/comment"))
    assert answer.status_code == 303
    assert answer.headers["location"] == here(made, "sections/2-1/comment")
    assert (await client.get(here(made, "sections/9/comment"))).status_code == 404
