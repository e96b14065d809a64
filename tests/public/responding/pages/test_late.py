"""Late: what pages and programs are told before anybody presses is what then happens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from consult import clock
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.responses.extending import extend_deadline
from consult.responses.response import Response
from tests.public.responding.conftest import comment_address, write
from tests.support.factories import DAY, NOW
from tests.support.factories.documents import Draft
from tests.support.reading import read

HEARING = "/consultations/havnen"
API = "/api/v1/consultations/havnen"
CLOSES = NOW + 20 * DAY
LATE, MARKED, REFUSED = "Fristen er udløbet", "mærket som for sent", "bliver ikke modtaget her"
MOMENTS = {
    "open": NOW,
    "late": CLOSES + timedelta(seconds=1),
    "last": CLOSES + 3 * DAY,
    "over": CLOSES + 4 * DAY,
}
Post = Callable[..., Awaitable[httpx2.Response]]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def words(answer: httpx2.Response) -> str:
    return " ".join(answer.text.split())


@pytest.mark.parametrize(
    ("days", "moment", "receives"),
    [
        (0, "open", True), (0, "late", False), (3, "open", True),
        (3, "late", True), (3, "last", True), (3, "over", False),
    ],
)  # fmt: skip
async def test_form_preview_and_act_agree_and_the_receipt_says_it(
    client: httpx2.AsyncClient, text: Draft, at: Callable[[datetime], None],
    days: int, moment: str, receives: bool,
) -> None:  # fmt: skip
    await Consultation.filter(slug="havnen").update(late_days=days)
    form = {**await write(client, comment_address(text)), "key": "k"}
    at(MOMENTS[moment])
    is_late = receives and moment != "open"
    opened = await client.get(comment_address(text))
    assert ('<form class="comment-form"' in opened.text) is receives
    assert (LATE in opened.text) is is_late
    preview = await client.post(comment_address(text), data={**form, "step": "preview"})
    assert (LATE in preview.text) is is_late
    if moment == "open":
        assert (MARKED if days else REFUSED) in words(preview)
    sent = await client.post(comment_address(text), data={**form, "step": "send"})
    assert (sent.status_code == 303) is receives
    if receives:
        assert (await Response.get()).is_late is is_late
        receipt = await client.get(sent.headers["location"])
        assert ("Modtaget efter fristen" in receipt.text) is is_late
    else:
        assert "Det er godt." in sent.text, "what was written is still there"


@pytest.mark.parametrize(("days", "moment"), [(0, "late"), (3, "late"), (3, "over")])
async def test_the_overview_offers_what_is_possible(
    client: httpx2.AsyncClient, text: Draft, at: Callable[[datetime], None], days: int, moment: str
) -> None:
    await Consultation.filter(slug="havnen").update(late_days=days)
    at(MOMENTS[moment])
    receives = days == 3 and moment == "late"
    page = await read(client, HEARING)
    assert (f"{HEARING}/respond" in page.xpath("//main//a/@href")) is receives
    assert (MARKED in page.text_content()) is receives
    for address in (f"{HEARING}/respond", f"{HEARING}/comment"):
        assert (MARKED in words(await client.get(address))) is receives


async def test_before_the_deadline_the_overview_says_what_becomes_of_what_is_late(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    assert MARKED in words(await client.get(HEARING))
    await Consultation.filter(slug="havnen").update(late_days=0)
    assert REFUSED in words(await client.get(f"{HEARING}?again"))


@pytest.mark.parametrize(("days", "moment"), [(0, "late"), (3, "late"), (3, "over")])
async def test_a_program_is_told_the_same(
    client: httpx2.AsyncClient, text: Draft, at: Callable[[datetime], None], days: int, moment: str
) -> None:
    await Consultation.filter(slug="havnen").update(late_days=days)
    at(MOMENTS[moment])
    told = (await client.get(API)).json()["late_until"]
    assert (told is not None) is (days > 0)
    is_promised = told is not None and MOMENTS[moment] <= datetime.fromisoformat(told)
    sent = await client.post(f"{API}/responses", json=body(text), headers={"idempotency-key": "k"})
    assert sent.status_code == (201 if is_promised else 409)
    if is_promised:
        assert sent.json()["late"] is True


def body(text: Draft) -> dict[str, Any]:
    anchor = {"type": "paragraph", "id": str(text.paragraphs[0].identity_id)}
    return {
        "respondent": {"kind": "citizen", "name": "Maja Eksempelsen"},
        "remarks": [{"anchor": anchor, "text": "Et sent ord.", "stance": "for"}],
    }


async def test_a_draft_says_it_and_is_kept_when_the_deadline_passes_while_one_writes(
    client: httpx2.AsyncClient, text: Draft, at: Callable[[datetime], None]
) -> None:
    await Consultation.filter(slug="havnen").update(late_days=3)
    page = await read(client, f"{HEARING}/respond")
    fields = {
        each.get("name"): each.get("value") or "" for each in page.xpath("//form//input[@name]")
    }
    started = await client.post(
        f"{HEARING}/respond",
        data={
            **fields,
            "organisation": "Foreningen",
            "name": "Prøve Person",
            "kind": "organisation",
        },
    )
    assert started.status_code == 303, started.text
    draft = started.headers["location"].split("?")[0]
    assert MARKED in words(await client.get(draft))
    for moment, said in (("late", LATE), ("over", "Der kan ikke svares")):
        at(MOMENTS[moment])
        shown = words(await client.get(draft))
        assert "Foreningen" in shown
        assert (LATE in shown) is (said == LATE)


async def test_a_deadline_that_is_extended_makes_what_came_before_it_in_time(
    client: httpx2.AsyncClient, text: Draft, at: Callable[[datetime], None]
) -> None:
    await Consultation.filter(slug="havnen").update(late_days=3)
    form = await write(client, comment_address(text))
    for key, moment in (("a", "late"), ("b", "last")):
        at(MOMENTS[moment])
        await client.post(comment_address(text), data={**form, "key": key, "step": "send"})
    assert await Response.filter(is_late=True).count() == 2
    hearing = await Consultation.get(slug="havnen")
    by = Actor("account:1")
    await extend_deadline(hearing, until=CLOSES + DAY, reason="Ferie", by=by, now=clock.now())
    assert [each.is_late for each in await Response.all().order_by("received_at")] == [False, True]
