"""The list of consultations, and one consultation as a whole."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult import clock
from consult.audit import Actor
from consult.consultations.extension import extend
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from moderation.decision import Decision
from moderation.decision_input import DecisionKind
from tests.support.factories import (
    DAY,
    NOW,
    consultations,
    documents,
    drafts,
    people,
    responses,
)
from tests.support.factories.documents import Draft
from tests.support.reading import read

pytestmark = pytest.mark.anyio


async def text_of(client: httpx2.AsyncClient, path: str) -> str:
    answer = await client.get(path)
    assert answer.status_code == 200
    return " ".join(html.fromstring(answer.text).text_content().split())


async def test_open_consultations_come_first_the_next_deadline_on_top(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient
) -> None:
    for title, opens, closes in (
        ("Lukket", -20, -10), ("Åben længe", -5, 40), ("På vej", 3, 30), ("Åben kort", -5, 2),
    ):  # fmt: skip
        await consultations.consultation(
            title=title, opens_at=NOW + opens * DAY, closes_at=NOW + closes * DAY
        )
    page = await read(client, "/")
    titles = [each.text_content().strip() for each in page.find_class("hearing-card__title")]
    assert titles == ["Åben kort", "Åben længe", "På vej", "Lukket"]


async def test_without_consultations_the_list_says_so(
    db: Settings, client: httpx2.AsyncClient
) -> None:
    assert "Ingen høring er åben i dag" in await text_of(client, "/")


async def test_the_overview_says_until_when_with_clock_and_zone(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    text = await text_of(client, "/consultations/havneplan")
    assert "20 dage tilbage · lukker 30. marts 2027 kl. 13.00 (dansk tid)" in text


async def test_the_overview_is_no_longer_kept_when_a_day_has_passed(
    draft: Draft, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = [NOW, NOW + 14 * DAY]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    assert "20 dage tilbage" in await text_of(client, "/consultations/havneplan")
    # The kept page is dropped by the real clock; a request with a cookie is always built afresh.
    moments.pop(0)
    client.cookies.set("noise", "1")
    assert "6 dage tilbage" in await text_of(client, "/consultations/havneplan")


async def test_a_deadline_of_one_party_s_own_is_told(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    party = await consultations.party(draft.consultation, name="Fjordens Sejlklub")
    await extend(
        draft.consultation,
        until=NOW + 40 * DAY,
        reason="Møde i bestyrelsen",
        by=Actor("account:1"),
        now=NOW,
        party=party,
    )
    text = await text_of(client, "/consultations/havneplan")
    assert "Senere for Fjordens Sejlklub: 19. april 2027 kl. 13.00. Møde i bestyrelsen" in text


async def test_why_everybody_s_deadline_was_moved_is_told(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    for days, reason in ((30, "Påsken"), (40, "Mange svar")):
        await extend(
            draft.consultation,
            until=NOW + days * DAY,
            reason=reason,
            by=Actor("account:1"),
            now=NOW,
        )
    text = await text_of(client, "/consultations/havneplan")
    assert "lukker 19. april 2027 kl. 13.00 (dansk tid). Fristen er forlænget: Mange svar" in text


async def test_what_was_withheld_is_counted_with_its_latest_reason(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    first = await consultations.reason(draft.consultation, title="Grund ét", position=1)
    second = await consultations.reason(draft.consultation, title="Grund to", position=2)
    moderator = await people.account()
    withheld = await responses.remark(draft, publicity=Publicity.WITHHELD)
    shown = await responses.remark(draft, publicity=Publicity.PUBLISHED)
    decided = ((withheld, first), (withheld, second), (shown, first))
    for number, (remark, reason) in enumerate(decided, start=1):
        await Decision.create(
            remark=remark,
            number=number,
            revision=1,
            kind=DecisionKind.WITHHOLD,
            reason=reason,
            decided_by=moderator.actor,
            decided_at=NOW,
        )
        await Remark.filter(id=remark.id).update(decisions=number)
    text = await text_of(client, "/consultations/havneplan")
    assert "1 bemærkning er ikke offentliggjort: 1: Grund to" in text
    assert "1: Grund ét" not in text


async def test_the_areas_name_their_committees_and_open_their_remarks(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await documents.owner(
        drafts.keyed(draft, "2"), await consultations.committee(name="Havneudvalget")
    )
    await responses.remark(draft, drafts.numbered(draft, "2.1"), publicity=Publicity.PUBLISHED)
    page = await read(client, "/consultations/havneplan")
    rows = page.find_class("area-list__row")
    assert len(rows) == 3
    assert "Havneudvalget" in rows[2].text_content()
    assert "Havneudvalget" not in rows[1].text_content()
    assert "/consultations/havneplan/sections/2/remarks" in rows[2].xpath(".//a/@href")


@pytest.mark.parametrize("path", ["/privacy", "/was", "/contact"])
@pytest.mark.parametrize("language", ["", "/en", "/ar"])
async def test_the_footer_s_pages_are_there_in_every_language(
    db: Settings, client: httpx2.AsyncClient, path: str, language: str
) -> None:
    page = await read(client, language + path)
    assert len(page.xpath("//h1")) == 1
    assert language + "/contact" in page.xpath("//footer//a/@href")
