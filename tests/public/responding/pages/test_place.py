"""What a remark of an unsent response is about is chosen on a page of its own."""

from __future__ import annotations

import re

import httpx2

from consult.responses.unsent_response import Unsent
from tests.public.responding.workspace_steps import press, ready, send, start
from tests.support.factories.documents import Draft

TWO = {
    "remark-0-anchor": "",
    "remark-0-text": "Vi takker.",
    "remark-1-anchor": "1:2",
    "remark-1-text": "Her mangler noget.",
}


async def chooser(client: httpx2.AsyncClient, workspace: str, index: int = 0) -> str:
    """The address that the button beside a remark leads to."""
    pressed = await press(client, workspace, f"place:{index}", **hidden_texts(await Unsent.get()))
    assert pressed.status_code == 303
    return str(pressed.headers["location"])


def hidden_texts(unsent: Unsent) -> dict[str, str]:
    """The fields of its remarks, as they stand on the sheet with everything opened."""
    fields: dict[str, str] = {}
    for n, each in enumerate(unsent.content["remarks"]):
        fields |= {
            f"remark-{n}-{name}": each[name] or ""
            for name in ("text", "proposed_text", "stance", "quote")
        }
        fields[f"remark-{n}-anchor"] = f"1:{each['anchor_ref']}" if each["anchor_ref"] else ""
    return fields


def anchors(unsent: Unsent) -> list[tuple[str, str]]:
    return [(each["anchor_type"], each["anchor_ref"]) for each in unsent.content["remarks"]]


async def test_a_remark_is_moved_to_a_paragraph_and_keeps_its_words(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    address = await chooser(client, workspace)
    page = await client.get(f"{address}&section=1:{text.sections[0].key}")
    value = f"1:par_{text.paragraphs[0].identity_id}"
    assert f'value="{value}"' in page.text
    assert text.paragraphs[0].text[:20] in page.text
    moved = await client.post(address, data={"anchor": value})
    assert moved.status_code == 303
    assert "#remark-" in moved.headers["location"]
    unsent = await Unsent.get()
    assert ("paragraph", str(text.paragraphs[0].identity_id)) in anchors(unsent)
    assert sorted(each["text"] for each in unsent.content["remarks"]) == [
        "Her mangler noget.",
        "Vi takker.",
    ]
    assert (await send(client, workspace)).status_code == 303


async def test_what_was_written_is_kept_before_the_place_is_chosen(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    fields = {"remark-0-anchor": "", "remark-0-text": "Skrevet nu"}
    pressed = await press(client, workspace, "place:0", **fields)
    assert "Skrevet nu" in (await client.get(pressed.headers["location"])).text
    assert [each["text"] for each in (await Unsent.get()).content["remarks"]] == ["Skrevet nu"]


async def test_what_is_nowhere_in_the_text_moves_nothing(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    address = await chooser(client, workspace)
    before = anchors(await Unsent.get())
    for nowhere in ("1:par_999999", "9:1", "1:par_x", "7:nothing"):
        assert (await client.post(address, data={"anchor": nowhere})).status_code == 422
        assert (await client.get(f"{address}&section={nowhere}")).status_code == 200
    assert anchors(await Unsent.get()) == before


async def test_a_remark_that_was_changed_meanwhile_is_not_moved(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    address = await chooser(client, workspace)
    texts = hidden_texts(await Unsent.get()) | {"remark-0-text": "Rettet imens"}
    assert (await press(client, workspace, "save", **texts)).status_code == 303
    before = anchors(await Unsent.get())
    late = await client.post(address, data={"anchor": f"1:{text.sections[0].key}"})
    assert late.status_code == 409
    assert "Rettet imens" in late.text
    assert anchors(await Unsent.get()) == before
    await send(client, workspace)
    assert "/receipt" in (await client.get(address)).headers["location"]


async def test_nobody_else_can_move_it(client: httpx2.AsyncClient, text: Draft) -> None:
    workspace = await ready(client, text)
    address = await chooser(client, workspace)
    client.cookies.clear()
    assert (await client.get(address)).status_code == 404
    assert (await client.post(address, data={"anchor": ""})).status_code == 404


async def test_the_sheet_lists_the_sections_once(client: httpx2.AsyncClient, text: Draft) -> None:
    page = await client.get(await ready(client, text))
    assert len(re.findall("<select", page.text)) == 1
