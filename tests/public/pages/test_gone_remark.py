"""A remark that was public once: its page says that it is gone, when and why, without a word of it, and answers 410."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest
from lxml import html

from consult.consultations.moderation_reason import ModerationReason
from consult.responses.correction import correct
from consult.responses.publicity import RemarkState
from consult.responses.remark import Remark
from consult.responses.respondent import Respondent, RespondentKind
from consult.responses.response import Response
from consult.responses.withdrawal import withdraw
from moderation.decision import decide
from moderation.decision_input import DecisionInput, DecisionKind
from moderation.statistics import moderation_numbers
from tests.moderation.decisions import PUBLISH
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW, people, responses
from tests.support.factories.documents import Draft

PLACE = "/consultations/havneplan"
TAKE_DOWN = DecisionInput(DecisionKind.TAKE_DOWN, reason="personal_data")
UNEXPLAINED = DecisionInput(DecisionKind.TAKE_DOWN)


@pytest.fixture
async def waiting(draft: Draft) -> Remark:
    await ModerationReason.create(consultation=draft.consultation, key="personal_data", title="")
    who = await Respondent.create(
        kind=RespondentKind.CITIZEN, name="Skjult Navn", publish_name=True
    )
    within = await responses.response(draft, respondent=who)
    return await responses.remark(draft, within=within, text="Skjulte ord.")


async def done(remark: Remark, wanted: DecisionInput) -> None:
    by = (await people.account(name="Mona Prøve")).actor
    state = RemarkState.of(await Remark.get(id=remark.id))
    await decide(wanted, state, by=by, now=NOW, secret_key=SECRET_KEY)


async def withdrawn(remark: Remark) -> None:
    response = await Response.get(id=remark.response_id).select_related("consultation")
    await withdraw(
        response, consultation=response.consultation, received_at=NOW, now=NOW + timedelta(hours=1)
    )


async def address(remark: Remark) -> str:
    response = await Response.get(id=remark.response_id)
    return f"{PLACE}/remarks/{response.number}.{remark.ordinal}"


async def words(client: httpx2.AsyncClient, path: str) -> tuple[int, str]:
    """The status and the words of the page's main part."""
    answer = await client.get(path)
    [main] = html.fromstring(answer.text).xpath("//main")
    return answer.status_code, " ".join(main.text_content().split())


async def test_it_says_that_it_was_taken_down_when_and_why_at_the_next_request(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    here = await address(waiting)
    assert (await client.get(here)).status_code == 404
    await done(waiting, PUBLISH)
    shown = await client.get(here)
    assert "Skjulte ord." in shown.text
    await done(waiting, UNEXPLAINED)
    gone = await client.get(here, headers={"if-none-match": shown.headers["etag"]})
    assert gone.status_code == 410
    assert "Vi tog den ned" in gone.text
    assert "Begrundelsen er ikke givet endnu." in gone.text
    assert "10. marts 2027" in gone.text
    assert "Skjul" not in gone.text
    await done(waiting, DecisionInput(DecisionKind.EXPLAIN, reason="personal_data"))
    assert "personlige oplysninger" in (await client.get(here)).text
    await done(waiting, PUBLISH)
    assert (await client.get(here)).status_code == 200


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "trak den tilbage"), ("/en", "withdrew it"), ("/ar", "سحبها صاحبها")],
)
async def test_it_says_so_in_every_language(
    waiting: Remark, client: httpx2.AsyncClient, prefix: str, words: str
) -> None:
    await done(waiting, PUBLISH)
    await withdrawn(waiting)
    gone = await client.get(prefix + await address(waiting))
    assert gone.status_code == 410
    assert words in gone.text
    assert "Skjul" not in gone.text
    assert 'content="noindex"' in gone.text
    assert "no-store" in gone.headers["cache-control"]


async def test_what_was_never_public_is_missing_like_a_number_that_does_not_exist(
    waiting: Remark, client: httpx2.AsyncClient
) -> None:
    missing = await words(client, f"{PLACE}/remarks/999.1")
    here = await address(waiting)
    for step in (None, DecisionInput(DecisionKind.WITHHOLD, reason="personal_data")):
        if step:
            await done(waiting, step)
        assert await words(client, here) == missing
    await withdrawn(waiting)
    assert await words(client, here) == missing


async def test_it_is_counted_among_those_not_published_with_its_reason(
    waiting: Remark, draft: Draft, client: httpx2.AsyncClient
) -> None:
    never = await responses.remark(draft)
    await done(waiting, PUBLISH)
    await done(waiting, TAKE_DOWN)
    assert "1 bemærkning er ikke offentliggjort:" in (await words(client, PLACE))[1]
    remark = await Remark.get(id=waiting.id)
    await correct(
        remark, consultation=draft.consultation, seen_revision=1, text="Andre ord.", proposed_text="",
        received_at=NOW, now=NOW,
    )  # fmt: skip
    numbers = await moderation_numbers(draft.consultation.id)
    [line] = numbers.withheld
    assert line.reason is not None
    assert (line.reason.key, line.count) == ("personal_data", 1)
    assert (await client.get(await address(waiting))).status_code == 410
    await withdrawn(waiting)
    await withdrawn(never)
    numbers = await moderation_numbers(draft.consultation.id)
    assert (numbers.withheld, numbers.withdrawn, numbers.withheld_in_all) == ((), 1, 1)
    page = (await words(client, PLACE))[1]
    assert "1 bemærkning er ikke offentliggjort:" in page
    assert "trukket tilbage af forfatteren" in page
