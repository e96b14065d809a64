"""The way back, for everybody and signed out: remark, point, answer and changed words, each one press from the others."""

from __future__ import annotations

import re

import httpx2
import pytest

from consult import clock
from consult.answers.disposition import DispositionInput, Outcome, dispose
from consult.answers.editions.publishing import take_back
from consult.answers.editions.uncovered import UncoveredReason, give_reason
from consult.answers.point import PointRemark, PointWording, reword_point
from consult.cache_version import bump
from consult.responses.publicity import retract
from consult.responses.remark import Publicity, Remark
from consult.web.urls import url
from tests.answers.editions.ready import (
    ANSWER,
    Answered,
    answered,
    approve_all,
    open_all,
    publish,
    published,
)
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW
from tests.support.queries import queries

pytestmark = pytest.mark.usefixtures("stopped_clock")

QUOTED = "parken ved åen"


async def get(client: httpx2.AsyncClient, address: str) -> str:
    answer = await client.get(address)
    assert answer.status_code == 200, address
    return answer.text


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + DAY)


async def test_each_is_one_press_from_the_others(client: httpx2.AsyncClient) -> None:
    made = await published()
    remark, point = made.address("/remarks/1.1"), made.address("/points/1")
    outcome = await get(client, made.address("/outcome"))
    assert f'href="{point}"' in outcome
    for page in (outcome, await get(client, point), await get(client, remark)):
        assert ANSWER in page
        assert "Der er ikke penge til det." in page
        assert "Imødekommet" in page
        assert "Ikke imødekommet" in page
    assert f'href="{remark}"' in await get(client, point)
    assert f'href="{point}"' in await get(client, remark)
    assert f'href="{made.address("/outcome")}"' in await get(client, made.address())
    section = await get(client, made.address("/sections/2"))
    assert f'href="{made.address("/outcome?section=2")}"' in section
    assert ANSWER in await get(client, made.address("/outcome?section=2"))


async def test_a_card_says_in_short_what_was_answered(client: httpx2.AsyncClient) -> None:
    made = await published()
    card = await get(client, made.address("/remarks"))
    assert f'<a href="{made.address("/points/1")}">Besvaret i punkt 1</a>' in card
    assert ANSWER not in card


async def test_the_overview_says_answered_and_leads_to_the_answers(
    client: httpx2.AsyncClient,
) -> None:
    made = await answered()
    assert made.address("/outcome") not in await get(client, "/")
    await approve_all(made)
    await publish(made)
    page = await get(client, "/")
    assert "Afsluttet og besvaret" in page
    assert f'<a href="{made.address("/outcome")}">Se, hvad det førte til' in page


async def test_what_is_hidden_is_counted_and_never_named(client: httpx2.AsyncClient) -> None:
    made = await published()
    page = await get(client, made.address("/points/1"))
    assert "Det besvarer 1 bemærkning mere, der ikke vises" in page
    assert "ikke offentliggjort" in page
    assert made.address("/remarks/2.1") not in page
    assert "Hansen" not in page


async def test_a_count_turns_when_what_was_never_shown_is_withdrawn(
    client: httpx2.AsyncClient,
) -> None:
    made = await answered()
    waiting = await made.hearing.remark(2, publicity=Publicity.WAITING)
    await PointRemark.create(point=made.point, remark=waiting)
    await approve_all(made)
    await publish(made)
    assert "ikke taget stilling til endnu" in await get(client, made.address("/points/1"))
    await retract(waiting.response_id, now=NOW)
    after = await get(client, made.address("/points/1"))
    assert "ikke taget stilling til endnu" not in after
    assert "trukket tilbage af forfatteren" in after


async def test_a_point_of_hidden_remarks_alone_is_published(client: httpx2.AsyncClient) -> None:
    made = await answered()
    await retract(made.remark.response_id, now=NOW)
    await approve_all(made)
    await publish(made)
    page = await get(client, made.address("/points/1"))
    assert ANSWER in page
    assert "Ingen af dem er offentliggjort." in page


async def test_a_quote_goes_with_its_remark(client: httpx2.AsyncClient) -> None:
    made = await published()
    assert QUOTED in await get(client, made.address("/points/1"))
    await retract(made.remark.response_id, now=NOW)
    for address in ("/points/1", "/outcome"):
        page = await get(client, made.address(address))
        assert QUOTED not in page
        assert "1 citat er udeladt" in page
        assert made.address("/remarks/1.1") not in page
    assert "trukket tilbage" in await get(client, made.address("/points/1"))


async def test_a_quote_goes_with_the_words_that_are_left_out(client: httpx2.AsyncClient) -> None:
    made = await published()
    await Remark.filter(id=made.remark.id).update(public_text="Sæt noget op.")
    await bump(made.consultation.slug)
    assert QUOTED not in await get(client, made.address("/points/1"))


async def test_a_remark_in_no_point_says_why(client: httpx2.AsyncClient) -> None:
    made = await answered()
    remark = await made.hearing.remark(1)
    await give_reason(made.consultation, [remark.id], UncoveredReason.SUPPORT, by=BY, now=NOW)
    await approve_all(made)
    await publish(made)
    why = "Den støtter udkastet"
    assert why in await get(client, made.address("/remarks/3.1"))
    outcome = await get(client, made.address("/outcome"))
    listed = made.address("/outcome/uncovered/support")
    assert f'href="{listed}"' in outcome
    page = await get(client, listed)
    assert remark.public_text in page
    assert made.remark.public_text not in page


async def test_a_remark_that_came_later_says_so(client: httpx2.AsyncClient) -> None:
    made = await published()
    await made.hearing.remark(1, text="For sent.")
    await bump(made.consultation.slug)
    assert "efter at svarene blev samlet" in await get(client, made.address("/remarks/3.1"))
    assert "For sent." in await get(client, made.address("/outcome/uncovered/later"))


async def test_later_edits_show_in_no_page(client: httpx2.AsyncClient) -> None:
    made = await published()
    await open_all(made)
    await reword_point(made.point, PointWording("Nyt navn", "Ny tekst"), by=BY, now=NOW)
    await bump(made.consultation.slug)
    for address in ("/outcome", "/points/1", "/remarks/1.1"):
        assert "Nyt navn" not in await get(client, made.address(address))


async def test_at_its_moment_every_kept_page_turns(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page cache asks the real time; here what each page says that it is valid until."""
    made = await answered()
    await publish(made, at=NOW + DAY)
    for address in ("", "/remarks", "/remarks/1.1", "/sections/2"):
        page = await get(client, made.address(address))
        assert ANSWER not in page
        assert made.address("/points/1") not in page
    for address in ("/outcome", "/points/1", "/outcome/uncovered/later"):
        assert (await client.get(made.address(address))).status_code == 404
    monkeypatch.setattr(clock, "now", lambda: NOW + DAY)
    await bump(made.consultation.slug)
    assert ANSWER in await get(client, made.address("/outcome"))
    assert ANSWER in await get(client, made.address("/remarks/1.1"))


async def test_what_is_taken_back_is_gone_and_said(client: httpx2.AsyncClient, later: None) -> None:
    made = await published()
    await take_back(made.consultation, 1, reason="Et svar var forkert.", by=BY, now=NOW + DAY)
    page = await get(client, made.address("/outcome"))
    assert "Et svar var forkert." in page
    assert "Svarene er trukket tilbage" in page
    assert ANSWER not in page
    assert "trukket tilbage" in await get(client, made.address())
    assert (await client.get(made.address("/points/1"))).status_code == 404
    assert ANSWER not in await get(client, made.address("/remarks/1.1"))


@pytest.mark.parametrize(
    "rest",
    [
        "/points/2", "/points/99999999999999999999", "/outcome?section=9", "/outcome?page=2",
        "/outcome/uncovered/x", "/points/1?cursor=x",
    ],
)  # fmt: skip
async def test_what_is_not_there_is_404(client: httpx2.AsyncClient, rest: str) -> None:
    made = await published()
    assert (await client.get(made.address(rest))).status_code == 404


async def test_an_area_without_a_point_says_so(client: httpx2.AsyncClient) -> None:
    made = await published()
    page = await get(client, made.address("/outcome?section=1"))
    assert "Intet punkt handler om denne del af udkastet." in page


async def test_many_points_are_listed_some_at_a_time(client: httpx2.AsyncClient) -> None:
    made = await answered()
    await many_points(made, 24)
    first = await get(client, made.address("/outcome"))
    second = await get(client, made.address("/outcome?page=2"))
    numbers = [int(n) for page in (first, second) for n in re.findall(r'id="point-(\d+)"', page)]
    assert numbers == [*range(2, 26), 1]  # those on the first area come first
    assert made.address("/outcome?page=2").replace("&", "&amp;") in first


async def test_the_number_of_queries_is_that_of_one_point(
    client: httpx2.AsyncClient,
) -> None:
    few, several = await published(), await answered()
    await many_points(several, 12)
    for rest in ("/outcome", "/points/1", "/remarks"):
        with queries() as one:
            await get(client, few.address(rest))
        with queries() as many:
            await get(client, several.address(rest))
        assert len(many) <= len(one) + 1, rest


async def test_every_number_opens_what_it_counts(client: httpx2.AsyncClient) -> None:
    """Property: every published remark has a point or a reason, and every point's remarks are those that name it."""
    made = await answered()
    for _ in range(3):
        await made.hearing.remark(1)
    left = await made.hearing.remark(2, publicity=Publicity.WITHHELD)
    every = [each.id for each in await Remark.filter(consultation=made.consultation)]
    await give_reason(made.consultation, every, UncoveredReason.OUTSIDE, by=BY, now=NOW)
    await many_points(made, 3)
    await made.hearing.remark(2)  # later
    await bump(made.consultation.slug)
    listed = await references(client, made.address("/remarks"))
    by_point = {
        number: await references(client, made.address(f"/points/{number}"))
        for number in range(1, 5)
    }
    reasons = {
        reason: await references(client, made.address(f"/outcome/uncovered/{reason}"))
        for reason in ("outside", "later")
    }
    assert left.id in every
    assert set(listed) == {
        each for found in (*by_point.values(), *reasons.values()) for each in found
    }
    for number, found in by_point.items():
        for reference in found:
            page = await get(client, made.address(f"/remarks/{reference}"))
            assert f'href="{made.address(f"/points/{number}")}"' in page
    outcome = await get(client, made.address("/outcome"))
    counts = [int(n) for n in re.findall(r"#remarks\">(\d+) offentliggjort", outcome)]
    assert sorted(counts) == sorted(len(each) for each in by_point.values() if each)
    assert [len(each) for each in reasons.values()] == [3, 1]


async def references(client: httpx2.AsyncClient, address: str) -> list[str]:
    """The numbers of the remarks that are listed on a page of cards."""
    page = await get(client, address)
    return [each.replace("-", ".") for each in re.findall(r'id="r-(\d+-\d+)"', page)]


async def many_points(made: Answered, count: int) -> None:
    """So many more points on area 1, each with a remark, and everything published."""
    lead = await made.hearing.remit(made.hearing.lead)
    await open_all(made)
    for number in range(count):
        remark = await made.hearing.remark(1, text=f"Nummer {number}.")
        point = await made.hearing.point(remark, area=1, title=f"Pointe {number}")
        answer = DispositionInput(Outcome.MET, "Ja.")
        await dispose(point, lead, answer, by=BY, now=NOW)
    await approve_all(made)
    await publish(made)


async def test_the_changed_words_stand_with_their_point(client: httpx2.AsyncClient) -> None:
    made = await published()
    page = await get(client, made.address("/points/1"))
    assert "har de samme ord som før" in page


async def test_authors_read_their_answers_also_to_what_is_not_shown(
    client: httpx2.AsyncClient,
) -> None:
    made = await published()
    for number in (1, 2):
        link = url("status_link", token=f"token-{number}-{made.consultation.id}")
        page = await client.get(link, follow_redirects=True)
        assert ANSWER in page.text
        assert made.address("/points/1") in page.text
