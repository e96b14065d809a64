"""Somebody writes, and a newer version is published meanwhile: no word is lost, and nothing changes its meaning."""

from __future__ import annotations

from dataclasses import replace

import httpx2
import pytest
from lxml import html

from consult import clock
from consult.responses.remark import AnchorType, Remark
from consult.responses.response import Response
from consult.settings import Settings
from tests.public.responding.conftest import hidden, write
from tests.public.responding.workspace_steps import WHO
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import store
from tests.support.factories.versions import (
    BUS,
    FIRST,
    FOREST,
    SCHOOL,
    SECOND,
    Followed,
    follow,
    followed,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
async def made(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    """A published first version and a second that is published when the test says so."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return await followed()


def on_paragraph(made: Followed, text: str) -> str:
    return made.address(f"paragraphs/{made.identity(text)}/comment")


async def test_what_lives_on_is_kept_with_the_version_its_writer_read(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    for text in (BUS, SCHOOL):
        address = on_paragraph(made, text)
        form = await write(client, address, quote=text[:20])
        if text is BUS:
            await made.approve_and_publish()
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
    page = await client.get(made.address("sections/2"))
    link = f"{on_paragraph(made, BUS)}?version=1"
    assert f'href="{link}"' in page.text
    await made.approve_and_publish()
    assert BUS in (await client.get(link)).text
    assert hidden(await client.get(link))["version"] == "1"
    assert hidden(await client.get(on_paragraph(made, BUS)))["version"] == "2"
    section = made.address("sections/2/comment")
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
    await made.approve_and_publish()
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
    await made.approve_and_publish()
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
    address = made.address("sections/2/comment")
    form = await write(client, address)
    await made.approve_and_publish()
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
        await client.get(made.address(f"paragraphs/{new.identity_id}/comment?version=2"))
    ).status_code == 404
    assert (await client.get(made.address("sections/3/comment?version=2"))).status_code == 404
    address = on_paragraph(made, BUS)
    form = await write(client, address)
    answer = await client.post(address, data={**form, "version": "2", "step": "send"})
    assert answer.status_code == 303
    assert (await Remark.get()).version_id == made.first.version.id


async def test_a_section_that_went_by_another_number_leads_to_its_form(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.approve_and_publish()
    answer = await client.get(made.address("sections/1-1/comment"))
    assert answer.status_code == 303
    assert answer.headers["location"] == made.address("sections/2-1/comment")
    assert (await client.get(made.address("sections/9/comment"))).status_code == 404


# The second version as it would be without "Trafik".
WITHOUT_TRAFFIC = replace(SECOND, sections=SECOND.sections[:3])


@pytest.fixture
async def shorter(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    """The same with a second version that a whole area is gone from."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    await store(await consultation(), FIRST)
    first = await store(await consultation(), FIRST)
    return Followed(first, await follow(first, WITHOUT_TRAFFIC))


async def begin(client: httpx2.AsyncClient, made: Followed) -> str:
    """A formal response with a remark on "Byen" and one on "Trafik", saved before the new version came."""
    answer = await client.post(made.address("respond"), data=WHO)
    workspace = str(answer.headers["location"])
    fields = {
        "remark-0-anchor": "1:1", "remark-0-text": "Om byen.", "remark-0-stance": "for",
        "remark-1-anchor": "1:2", "remark-1-text": "Om trafikken.", "remark-1-stance": "for",
    }  # fmt: skip
    form = {**hidden(await client.get(workspace)), **WHO, **fields, "step": "save"}
    assert (await client.post(workspace, data=form)).status_code == 303
    return workspace


def chosen(page: httpx2.Response) -> list[tuple[str, str]]:
    """Where each remark is: (value of its place, words)."""
    tree = html.fromstring(page.text)
    places = tree.xpath("//input[starts-with(@name, 'remark-')][@type='hidden']")
    headings = tree.xpath("//h3[starts-with(@id, 'remark-')]")
    words = [each.text_content().split(": ", 1)[1].strip() for each in headings]
    return [(each.value, said) for each, said in zip(places, words, strict=True)]


async def test_a_formal_response_follows_its_sections_and_says_which_are_gone(
    shorter: Followed, client: httpx2.AsyncClient
) -> None:
    workspace = await begin(client, shorter)
    before = await client.get(workspace)
    assert chosen(before) == [("1:1", "1 Byen"), ("1:2", "2 Trafik")]
    assert "Teksten er ændret" not in before.text
    await shorter.approve_and_publish()
    page = await client.get(workspace)
    assert chosen(page) == [("2:2", "2 Byen"), ("1:2", "2 Trafik, i version 1")]
    assert "1 af dine bemærkninger handler om en del" in page.text
    preview = await client.get(f"{workspace}/preview")
    assert "2 Trafik, i version 1" in preview.text
    answer = await client.post(f"{workspace}/preview", data=hidden(preview))
    assert answer.status_code == 303, answer.text
    stored = await Remark.all().order_by("ordinal").select_related("version")
    assert [(each.section_id, each.version.number, each.text) for each in stored] == [
        (shorter.first.sections[0].identity_id, 1, "Om byen."),
        (shorter.first.sections[2].identity_id, 1, "Om trafikken."),
    ]
    mine = await client.get(answer.headers["location"].removesuffix("/receipt"))
    assert "2 Trafik, i version 1" in mine.text
    assert shorter.address("versions/1/sections/2") in mine.text
    assert f'href="{shorter.address("sections/2")}"' in mine.text


async def test_a_remark_of_a_formal_response_is_moved_to_another_place(
    shorter: Followed, client: httpx2.AsyncClient
) -> None:
    workspace = await begin(client, shorter)
    await shorter.approve_and_publish()
    page = await client.get(workspace)
    fields = {
        "remark-0-anchor": "2:2", "remark-0-text": "Om byen.", "remark-0-stance": "for",
        "remark-1-anchor": "", "remark-1-text": "Om trafikken.", "remark-1-stance": "for",
    }  # fmt: skip
    form = {**hidden(page), **WHO, **fields, "step": "preview"}
    assert (await client.post(workspace, data=form)).status_code == 303
    preview = await client.get(f"{workspace}/preview")
    answer = await client.post(f"{workspace}/preview", data=hidden(preview))
    assert answer.status_code == 303
    stored = await Remark.all().order_by("ordinal").select_related("version")
    # Numbered in the order of the text: the whole draft first.
    assert [(each.section_id, each.version.number) for each in stored] == [
        (None, 2),
        (shorter.first.sections[0].identity_id, 2),
    ]


async def test_one_s_own_remark_is_corrected_where_it_was_written(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    address = on_paragraph(made, FOREST)
    form = await write(client, address)
    sent = await client.post(address, data={**form, "step": "send"})
    await made.approve_and_publish()
    mine = sent.headers["location"].removesuffix("/receipt")
    page = await client.get(f"{mine}/remarks/1")
    assert "Stykke 2.3, Fremover, i version 1" in page.text
    data = {**hidden(page), "text": "Behold skoven!", "proposed_text": ""}
    assert (await client.post(f"{mine}/remarks/1", data=data)).status_code == 303
    remark = await Remark.get()
    assert (remark.text, remark.revision) == ("Behold skoven!", 2)
    assert (remark.version_id, remark.paragraph_id) == (
        made.first.version.id,
        made.identity(FOREST),
    )
