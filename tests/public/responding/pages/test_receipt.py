"""The receipt, the secret link and the status page: one respondent sees their own response, nobody else does."""

from __future__ import annotations

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import clock
from consult.consultations.consultation import Consultation
from consult.public.responding.cookies import MAX_COOKIES
from consult.responses.publicity import PublicCopy, RemarkState, publish
from consult.responses.remark import Publicity, Remark
from consult.responses.response import Response
from consult.settings import Settings
from consult.web.headers import PRIVATE
from moderation.decision import Decision
from moderation.decision_input import DecisionKind
from tests.public.responding.conftest import comment_address, send_comment
from tests.support.factories import DAY, NOW
from tests.support.factories.consultations import consultation, reason
from tests.support.factories.documents import Draft, draft
from tests.support.factories.people import account
from tests.support.visitors import visitor


async def test_the_receipt_shows_the_number_and_a_link_that_opens_the_status_page_anywhere(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    sent = await send_comment(client, comment_address(text), text="Mine egne ord.")
    receipt = await client.get(sent.receipt)
    assert '<p class="receipt__number"><bdi>1</bdi></p>' in receipt.text
    assert receipt.headers["cache-control"] == PRIVATE
    link = receipt.text.split('class="receipt__link" href="')[1].split('"')[0]
    async with visitor(app, db) as elsewhere:
        opened = await elsewhere.get(link)
        assert opened.status_code == 303
        assert opened.headers["location"] == sent.mine
        cookie = opened.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        status = await elsewhere.get(sent.mine)
        assert "Mine egne ord." in status.text
        assert status.headers["cache-control"] == PRIVATE


async def test_nobody_else_sees_it_and_nobody_can_tell_that_it_is_there(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    sent = await send_comment(client, comment_address(text))
    token = client.cookies[f"receipt-{sent.public_id}"]
    async with visitor(app, db) as other:
        own = await send_comment(other, comment_address(text), text="En andens ord.")
        other.cookies.set("receipt-nothing", token)
        theirs = [sent.mine, sent.receipt, f"{sent.mine}/remarks/1", f"{sent.mine}/withdraw"]
        for address in theirs:
            unknown = address.replace(sent.public_id, "0" * 20)
            assert (await other.get(address)).status_code == 404
            assert (await other.get(address)).text == (await other.get(unknown)).text.replace(
                "0" * 20, sent.public_id
            )
        # The right name of the cookie with another's secret in it opens nothing either.
        other.cookies.set(f"receipt-{sent.public_id}", other.cookies[f"receipt-{own.public_id}"])
        assert (await other.get(sent.mine)).status_code == 404
        assert (await other.post(f"{sent.mine}/withdraw")).status_code == 404
        posted = await other.post(
            f"{sent.mine}/remarks/1", data={"text": "Kapret", "seen_revision": "1"}
        )
        assert posted.status_code == 404
    assert (await Remark.get(response__public_id=sent.public_id)).text == "Det er godt."
    assert (await Response.get(public_id=sent.public_id)).withdrawn_at is None


async def test_several_receipts_live_side_by_side(client: httpx2.AsyncClient, text: Draft) -> None:
    first = await send_comment(client, comment_address(text))
    second = await send_comment(client, comment_address(text, 1))
    assert (await client.get(first.mine)).status_code == 200
    assert (await client.get(second.mine)).status_code == 200


async def test_a_browser_of_many_people_carries_only_the_newest_receipts(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    client.cookies.set("unsent-another", "kept", domain="localhost.local", path="/")
    sent = [await send_comment(client, comment_address(text)) for _ in range(MAX_COOKIES + 2)]
    held = [name for name in client.cookies if name.startswith("receipt-")]
    assert held == [f"receipt-{each.public_id}" for each in sent[2:]]
    assert "unsent-another" in client.cookies
    assert (await client.get(sent[-1].receipt)).status_code == 200


async def test_a_response_is_not_found_under_another_consultation(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await draft(await consultation(slug="skoven"))
    sent = await send_comment(client, comment_address(text))
    assert (await client.get(sent.mine.replace("havnen", "skoven"))).status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 64, "..%2F..", "%00"])
async def test_an_unknown_link_opens_nothing(
    client: httpx2.AsyncClient, text: Draft, token: str
) -> None:
    answer = await client.get(f"/receipts/{token}")
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


async def test_the_status_page_says_what_is_public_and_why_not(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    waiting = await client.get(sent.mine)
    assert "badge--warning" in waiting.text
    remark = await Remark.get(response__public_id=sent.public_id)
    why = await reason(text.consultation, title="Den nævner en anden person")
    await Remark.filter(id=remark.id).update(publicity=Publicity.WITHHELD, queued_at=None)
    moderator = await account()
    noise = await account(name="Navnet På Medarbejderen")
    await Decision.create(
        remark=remark, number=1, revision=1, kind=DecisionKind.WITHHOLD, reason=why, note="Skriv uden navn.",
        decided_by=noise.actor, decided_at=NOW,
    )  # fmt: skip
    withheld = await client.get(sent.mine)
    assert "Den nævner en anden person" in withheld.text
    assert "Skriv uden navn." in withheld.text
    assert "badge--error" in withheld.text
    assert noise.name not in withheld.text
    assert moderator.name not in withheld.text


async def test_a_redacted_remark_is_shown_to_its_author_as_everybody_sees_it(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text), text="Min nabo Ole er enig.")
    remark = await Remark.get(response__public_id=sent.public_id)
    copy = PublicCopy("Min nabo […] er enig.", "Spørg […] først.", "", redacted=True)
    assert await publish(RemarkState.of(remark), copy, now=NOW)
    page = await client.get(sent.mine)
    assert "Min nabo Ole er enig." in page.text
    assert "Min nabo […] er enig." in page.text
    assert "Spørg […] først." in page.text, "what is shown of the proposal stands there too"


async def test_the_way_of_the_response_follows_what_happened(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await send_comment(client, comment_address(text))
    remark = await Remark.get(response__public_id=sent.public_id)

    async def states() -> list[str]:
        page = (await client.get(sent.mine)).text
        return [part.split('"')[0] for part in page.split("step-line__step--")[1:]]

    assert await states() == ["current", "waiting", "waiting", "waiting", "waiting"]
    await publish(RemarkState.of(remark), PublicCopy("x", "", "", redacted=False), now=NOW)
    assert await states() == ["done", "done", "current", "waiting", "waiting"]
    await Consultation.filter(slug="havnen").update(answered_at=NOW + 25 * DAY)
    monkeypatch.setattr(clock, "now", lambda: NOW + 26 * DAY)
    assert await states() == ["done", "done", "done", "done", "current"]


async def test_after_closing_there_is_nothing_to_change(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = await send_comment(client, comment_address(text))
    assert f"{sent.mine}/withdraw" in (await client.get(sent.mine)).text
    monkeypatch.setattr(clock, "now", lambda: NOW + 21 * DAY)
    page = (await client.get(sent.mine)).text
    assert f"{sent.mine}/withdraw" not in page
    assert f"{sent.mine}/remarks/1" not in page
