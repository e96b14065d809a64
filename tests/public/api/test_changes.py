"""Keeping a copy true: what changed for everybody is told by number and kind, what is gone by its reason, and what was
never public by nothing at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from consult import database
from consult.consultations.moderation_reason import ModerationReason
from consult.responses.public_change import PublicChange
from consult.responses.publicity import RemarkState
from consult.responses.remark import Publicity, Remark
from consult.responses.respondent import Respondent, RespondentKind
from consult.responses.response import Response
from consult.responses.withdrawal import withdraw
from consult.settings import Settings
from moderation.decision import decide
from moderation.decision_input import DecisionInput, DecisionKind
from tests.moderation.decisions import PUBLISH, redact
from tests.public.api.asking import HERE, get, refused
from tests.support.databases import SECRET_KEY
from tests.support.factories import DAY, NOW, consultations, drafts, people, responses
from tests.support.factories.documents import Draft

CHANGES = f"{HERE}/changes"
SECOND = timedelta(seconds=1)
TAKE_DOWN = DecisionInput(DecisionKind.TAKE_DOWN, reason="personal_data")
LATER_EXPLAINED = DecisionInput(DecisionKind.TAKE_DOWN)


@pytest.fixture
async def waiting(draft: Draft) -> Remark:
    for position, key in enumerate(("personal_data", "abuse")):
        await ModerationReason.create(
            consultation=draft.consultation, key=key, title="", position=position
        )
    who = await Respondent.create(
        kind=RespondentKind.CITIZEN, name="Skjult Navn", publish_name=True
    )
    answer = await responses.response(draft, respondent=who)
    return await responses.remark(
        draft, drafts.numbered(draft, "1.1"), within=answer, text="Skjult ord og et andet."
    )


async def done(remark: Remark, wanted: DecisionInput, at: int) -> None:
    """Decided so many seconds after noon."""
    by = (await people.account(name="Mona Prøve")).actor
    state = RemarkState.of(await Remark.get(id=remark.id))
    await decide(wanted, state, by=by, now=NOW + at * SECOND, secret_key=SECRET_KEY)


async def withdrawn(remark: Remark, at: int) -> None:
    response = await Response.get(id=remark.response_id).select_related("consultation")
    now = NOW + at * SECOND
    assert await withdraw(response, consultation=response.consultation, received_at=NOW, now=now)


async def number_of(remark: Remark) -> str:
    return f"{(await Response.get(id=remark.response_id)).number}.{remark.ordinal}"


async def kinds(client: httpx2.AsyncClient, **params: str) -> list[str]:
    items = (await get(client, CHANGES, "ChangePage", **params))["items"]
    return [each["change"] for each in items]


async def test_a_remark_s_life_is_told_step_by_step_without_a_word_of_it(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    never = await responses.remark(
        await drafts.stored(await waiting.consultation), None, text="Aldrig."
    )
    assert await kinds(client) == []
    await done(waiting, PUBLISH, 1)
    await done(waiting, redact("[[Skjult ord]] og et andet."), 2)
    await done(waiting, PUBLISH, 3)
    await done(waiting, LATER_EXPLAINED, 4)
    await done(waiting, DecisionInput(DecisionKind.EXPLAIN, reason="abuse"), 5)
    await done(never, DecisionInput(DecisionKind.WITHHOLD, reason="abuse"), 6)
    await withdrawn(waiting, 7)
    await withdrawn(never, 8)
    answer = await client.get(CHANGES)
    found = await get(client, CHANGES, "ChangePage")
    assert [each["change"] for each in found["items"]] == [
        "published", "redacted", "restored", "taken_down", "explained", "withdrawn",
    ]  # fmt: skip
    assert {each["number"] for each in found["items"]} == {await number_of(waiting)}
    assert [each["reason"] for each in found["items"]] == [None] * 4 + ["abuse", None]
    assert [each["at"][17:19] for each in found["items"]] == [f"{n:02}" for n in (1, 2, 3, 4, 5, 7)]
    assert "Skjult" not in answer.text


async def test_whoever_asks_again_gets_what_came_since_and_nothing_twice(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    draft = await drafts.stored(await waiting.consultation)
    other = await drafts.store(await consultations.consultation(slug="anden"))
    remarks = [waiting, *[await responses.remark(draft, None) for _ in range(4)]]
    for place, each in enumerate(remarks):
        await done(each, PUBLISH, place)
        await done(await responses.remark(other, None), PUBLISH, place)
    numbers: list[str] = []
    after: dict[str, str] = {}
    for more in (True, True, False):
        page = await get(client, CHANGES, "ChangePage", limit=2, **after)
        numbers += [each["number"] for each in page["items"]]
        assert page["more"] is more
        after = {"after": page["after"]}
    assert numbers == [await number_of(each) for each in remarks]
    nothing = await get(client, CHANGES, "ChangePage", **after)
    assert nothing == {"items": [], "after": after["after"], "more": False}
    await done(waiting, TAKE_DOWN, 9)
    [gone] = (await get(client, CHANGES, "ChangePage", **after))["items"]
    assert (gone["change"], gone["reason"]) == ("taken_down", "personal_data")


async def test_first_published_stays_the_first_and_updated_follows(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    async def moments() -> tuple[str, str]:
        [item] = (await get(client, f"{HERE}/remarks", "RemarkPage"))["items"]
        return item["published_at"][17:19], item["updated_at"][17:19]

    await done(waiting, PUBLISH, 1)
    assert await moments() == ("01", "01")
    await done(waiting, redact("[[Skjult ord]] og et andet."), 2)
    assert await moments() == ("01", "02")
    await done(waiting, TAKE_DOWN, 3)
    await done(waiting, PUBLISH, 4)
    assert await moments() == ("01", "04")


async def test_only_what_changed_since_a_moment(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    draft = await drafts.stored(await waiting.consultation)
    old = await responses.remark(draft, None, publicity=Publicity.PUBLISHED)
    await done(waiting, PUBLISH, 1)
    await done(waiting, redact("[[Skjult ord]] og et andet."), 5)

    async def since(moment: str) -> list[str]:
        page = await get(client, f"{HERE}/remarks", "RemarkPage", updated_since=moment)
        return [each["number"] for each in page["items"]]

    new = await number_of(waiting)
    iso = (NOW + 5 * SECOND).strftime("%Y-%m-%dT%H:%M:%S")
    assert await since(f"{iso}Z") == [new]
    assert await since(f"{(NOW + 6 * SECOND):%Y-%m-%dT%H:%M:%S}Z") == []
    assert await since(f"{iso}.000001+00:00") == []
    assert await since(f"{(NOW - DAY):%Y-%m-%dT%H:%M:%S}Z") == [new, await number_of(old)]
    in_copenhagen = f"{(NOW + 5 * SECOND + timedelta(hours=1)):%Y-%m-%dT%H:%M:%S}+01:00"
    assert await since(in_copenhagen) == [new]


@pytest.mark.parametrize(
    "moment",
    ["", "2027", "2027-03-09", "2027-03-09T12:00:00", "2027-13-09T12:00:00Z", "0001-01-01T00:00:00+14:00",
     "9999-12-31T23:59:59-14:00", "2027-03-09T12:00:00 01:00", "x" * 500, "٢٠٢٧-03-09T12:00:00Z"],
)  # fmt: skip
async def test_a_moment_that_is_none_is_named(
    draft: Draft, client: httpx2.AsyncClient, moment: str
) -> None:
    answer = await client.get(f"{HERE}/remarks", params={"updated_since": moment})
    refused(answer, 400, "bad_parameter", "updated_since")


@pytest.mark.parametrize(
    "after", ["", "x", "-1", "1.5", "1-", "1-x", "1-ABCDEFABCDEF", "-abcdefabcdef", "9" * 19, "١"]
)
async def test_an_after_nobody_gave_is_named(
    draft: Draft, client: httpx2.AsyncClient, after: str
) -> None:
    answer = await client.get(CHANGES, params={"after": after})
    refused(answer, 400, "bad_parameter", "after")


async def test_what_is_gone_says_why_and_what_never_was_public_is_missing(
    waiting: Remark, client: httpx2.AsyncClient, settings: Settings
) -> None:
    draft = await drafts.stored(await waiting.consultation)
    number = await number_of(waiting)
    never = await responses.remark(draft, None, text="Aldrig.")
    missing = await client.get(f"{HERE}/remarks/999.1")
    refused(missing, 404, "not_found")

    async def as_missing(of: Remark) -> None:
        answer = await client.get(f"{HERE}/remarks/{await number_of(of)}")
        assert (answer.status_code, answer.content) == (404, missing.content)

    await as_missing(waiting)
    await done(waiting, PUBLISH, 1)
    shown = await get(client, f"{HERE}/remarks/{number}", "Remark")
    assert shown == (await get(client, f"{HERE}/remarks", "RemarkPage"))["items"][0]
    await done(waiting, LATER_EXPLAINED, 2)
    await is_gone(client, number, "taken_down", None)
    await done(waiting, DecisionInput(DecisionKind.EXPLAIN, reason="abuse"), 3)
    gone = await is_gone(client, number, "taken_down", "abuse")
    assert gone["at"][17:19] == "02", "when it went, not when that was explained"
    await done(waiting, PUBLISH, 4)
    await get(client, f"{HERE}/remarks/{number}", "Remark")
    await withdrawn(waiting, 5)
    await is_gone(client, number, "withdrawn", None)
    for step in (DecisionInput(DecisionKind.WITHHOLD, reason="abuse"), None):
        await (done(never, step, 6) if step else withdrawn(never, 7))
        await as_missing(never)


async def is_gone(
    client: httpx2.AsyncClient, number: str, change: str, reason: str | None
) -> dict[str, Any]:
    answer = await client.get(f"{HERE}/remarks/{number}")
    refused(answer, 410, "gone")
    assert "Skjult" not in answer.text
    found: dict[str, Any] = answer.json()["gone"]
    assert (found["change"], found["reason"]) == (change, reason)
    return found


async def test_a_name_that_is_hidden_is_a_change_of_each_remark(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    await done(waiting, PUBLISH, 1)
    hide = DecisionInput(DecisionKind.PUBLISH, withhold_name=True)
    await done(waiting, hide, 2)
    await done(waiting, hide, 3)
    assert await kinds(client) == ["published", "sender"]


async def test_what_was_rolled_back_was_no_change(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    class Failed(Exception):
        pass

    with pytest.raises(Failed):
        async with database.transaction():
            await done(waiting, PUBLISH, 1)
            raise Failed
    assert await PublicChange.all().count() == 0


async def test_where_no_answer_can_have_ended_is_refused_not_waited_for(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    """After a backup was brought back, the ids start lower: whoever went on from there would miss changes silently."""
    await done(waiting, PUBLISH, 1)
    last = (await get(client, CHANGES, "ChangePage"))["after"]
    assert await kinds(client, after=last) == []
    number, seal = last.split("-")
    further = int(number) + 1
    for unknown in (f"{further}", f"{further}-{seal}", f"{number}-{'0' * 12}", f"0-{seal}"):
        refused(await client.get(CHANGES, params={"after": unknown}), 400, "bad_parameter", "after")
        errors = (await client.get(CHANGES, params={"after": unknown})).json()["errors"]
        assert [each["code"] for each in errors] == ["unknown"]
    # Those that were given before they had a seal.
    assert await kinds(client, after=number) == []


async def test_an_id_that_means_another_change_since_a_restore_is_unknown(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    """After a backup was brought back the ids are given anew, until they reach where a harvester had read."""
    await done(waiting, PUBLISH, 1)
    last = (await get(client, CHANGES, "ChangePage"))["after"]
    await PublicChange.all().update(at=NOW + 9 * SECOND)
    answer = await client.get(CHANGES, params={"after": last})
    assert [each["code"] for each in answer.json()["errors"]] == ["unknown"]
