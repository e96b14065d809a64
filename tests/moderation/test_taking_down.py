"""Taking down: one press, gone for every reader, the reason afterwards, and the files of the response with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx2
import pytest
from lxml import html
from starlette.types import ASGIApp

from consult.audit import AuditEntry
from consult.files import FileStore
from consult.mail.outbox import Letter
from consult.responses.annex import Annex
from consult.responses.remark import Publicity, Remark, Revision
from consult.settings import Settings
from moderation.decision import Decision
from moderation.decision_input import DecisionKind
from moderation.statistics import moderation_numbers
from moderation.take_down_notice import send_due_notices
from tests.moderation.decisions import confirmed
from tests.moderation.pressing import SECRET, address, press, public_words, publicity, queue_of
from tests.support.databases import SECRET_KEY
from tests.support.factories import DAY, NOW, responses
from tests.support.factories.documents import Draft

CONTENT = b"%PDF-1.4 navn og nummer"


@pytest.fixture
async def remark(text: Draft) -> Remark:
    """A published remark, with others beside it that stay as they are."""
    shown = Publicity.PUBLISHED
    made = await responses.remark(text, text.paragraphs[0], publicity=shown, text=f"{SECRET} bor.")
    await responses.remark(text, text.paragraphs[0], publicity=shown, text="Bliver stående.")
    await responses.remark(text, text.paragraphs[0])
    return made


@pytest.fixture
async def annex(db: Settings, remark: Remark) -> Annex:
    """Its response's public file, with one beside it that was withheld before."""
    response = await remark.response
    key = FileStore(db.data_dir / "files").save(CONTENT)
    made = await responses.annex(response, publicity=Publicity.PUBLISHED, file_key=key)
    await responses.public_copy(made, key)
    await responses.annex(response, publicity=Publicity.WITHHELD)
    return made


async def test_one_press_without_a_reason_takes_it_from_every_reader(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    assert SECRET in await public_words(app, db, text, remark)
    answer = await press(moderator, remark, "take_down")
    assert answer.status_code == 303
    public = await public_words(app, db, text, remark)
    assert "Hemmelig" not in public
    assert "Bliver stående." in public
    follows = await moderator.get(answer.headers["location"])
    assert "Giv begrundelsen" in follows.text


async def test_until_the_reason_is_given_it_stands_first_and_is_counted_so_in_public(
    client: httpx2.AsyncClient, moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    place = f"/consultations/{text.consultation.slug}"
    await press(moderator, remark, "take_down", note="Der stod et navn.")
    assert "taget ned, begrundelse ikke givet endnu" in (await client.get(place)).text
    for filters in ("", "?state=published", "?kind=authority", "?state=annexes"):
        page = html.fromstring((await moderator.get(queue_of(text) + filters)).text)
        [first] = page.find_class("queue-first")
        assert first.xpath(".//a[contains(@class, 'queue__link')]/@href")[0].startswith(
            await address(remark)
        )
    home = (await moderator.get("/staff")).text
    assert "Giv begrundelsen for 1 bemærkning, der er taget ned" in home

    asked = await press(moderator, remark, "explain")
    assert asked.status_code == 422
    assert "Der stod et navn." in (await moderator.get(await address(remark))).text
    given = await press(
        moderator,
        remark,
        "explain",
        explanation_reason="private",
        explanation_note="Der stod et navn.",
    )
    assert given.status_code == 303
    page = (await client.get(place)).text
    assert "begrundelse ikke givet endnu" not in page
    assert "Privatliv" in page
    assert "queue-first" not in (await moderator.get(queue_of(text))).text
    numbers = await moderation_numbers(text.consultation.id)
    assert [(each.reason and each.reason.key, each.count) for each in numbers.withheld] == [
        ("private", 1)
    ]
    assert [each.kind for each in await Decision.all().order_by("id")] == [
        DecisionKind.TAKE_DOWN, DecisionKind.EXPLAIN,
    ]  # fmt: skip


async def test_the_list_of_what_has_no_reason_opens_what_its_number_counts(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    await press(moderator, remark, "take_down")
    page = html.fromstring((await moderator.get(queue_of(text) + "?state=unexplained")).text)
    [_first, listed] = page.find_class("queue")
    assert len(listed.findall("li")) == 1


async def test_the_public_files_go_with_it_and_each_is_shown_again_or_kept_away(
    client: httpx2.AsyncClient,
    moderator: httpx2.AsyncClient,
    text: Draft,
    remark: Remark,
    annex: Annex,
) -> None:
    """Also where another remark of the response stays public."""
    response = await remark.response
    await responses.remark(text, publicity=Publicity.PUBLISHED, within=response)
    public = f"/consultations/{text.consultation.slug}/responses/{response.number}/annexes/1"
    assert (await client.get(public)).status_code == 200
    answer = await press(moderator, remark, "take_down")
    gone = await client.get(public)
    assert gone.status_code == 404
    assert annex.name not in gone.text
    follows = html.fromstring((await moderator.get(answer.headers["location"])).text)
    [first, second] = follows.find_class("annex-decision")
    assert "Taget ned" in first.text_content()
    assert "Taget ned" not in second.text_content()
    assert first.xpath(".//button/@value") == ["publish", "withhold"]

    decide = f"/staff/consultations/{text.consultation.slug}/annexes/{annex.id}"
    form = {
        f"seen-{annex.id}": "waiting",
        "reference": f"{response.number}.1",
        "decision": "publish",
    }
    await moderator.post(decide, data=form)
    assert (await client.get(public)).status_code == 200
    entries = await AuditEntry.filter(noun="annex").order_by("id")
    assert [(each.verb, each.noun_id) for each in entries] == [
        ("take_down", annex.id), ("publish", annex.id),
    ]  # fmt: skip


async def test_a_correction_that_came_meanwhile_is_no_obstacle_and_waits_on(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    seen = f"{(await remark.response).number}.1:1:published:0"
    await Remark.filter(id=remark.id).update(revision=2, text="Nye ord.", queued_at=NOW)
    await Revision.create(remark=remark, number=2, text="Nye ord.", written_at=NOW, screened_at=NOW)
    form = {"seen": seen, "decision": "take_down"}
    assert (await moderator.post(await address(remark), data=form)).status_code == 303
    assert "Hemmelig" not in await public_words(app, db, text, remark)
    after = await Remark.get(id=remark.id)
    assert (after.publicity, after.queued_at) == (Publicity.WAITING, NOW)
    numbers = await moderation_numbers(text.consultation.id)
    assert (numbers.unexplained, numbers.withheld_in_all) == (1, 1)


async def test_publishing_it_again_needs_no_reason_for_taking_it_down(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    await press(moderator, remark, "take_down")
    await press(moderator, remark, "publish")
    assert await publicity(remark) == Publicity.PUBLISHED
    after = await Remark.get(id=remark.id)
    assert (after.unexplained_since, after.notice_due_at) == (None, None)
    late = await press(moderator, remark, "explain", explanation_reason="private")
    assert late.status_code == 409


async def notices(after: float) -> list[str]:
    await send_due_notices(secret_key=SECRET_KEY, now=NOW + DAY * after)
    return [letter.body for letter in await Letter.all().order_by("id")]


async def test_the_letter_waits_for_the_reason(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    await confirmed(remark)
    await press(moderator, remark, "take_down")
    assert await notices(after=0.9) == []
    await press(moderator, remark, "explain", explanation_reason="private")
    [letter] = await notices(after=1.1)
    assert "taget den ned" in letter
    assert "Begrundelse: Privatliv" in " ".join(letter.split())


async def test_after_a_day_the_letter_says_that_the_reason_follows_once(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    await confirmed(remark)
    await press(moderator, remark, "take_down")
    for _round in range(2):
        [letter] = await notices(after=1)
    assert "Begrundelsen følger i et andet brev." in letter
    assert "Begrundelse:" not in letter
    assert "Afsenderen har fået besked" in (await moderator.get(await address(remark))).text
    await press(moderator, remark, "explain", explanation_reason="private")
    [_notice, given] = await notices(after=2)
    assert "Privatliv" in given


@pytest.mark.parametrize("button", ["publish", "withdraw"])
async def test_no_letter_says_it_is_gone_where_that_is_not_so_any_more(
    moderator: httpx2.AsyncClient, text: Draft, remark: Remark, button: str
) -> None:
    await confirmed(remark)
    await press(moderator, remark, "take_down")
    acts: dict[str, Callable[[], Awaitable[object]]] = {
        "publish": lambda: press(moderator, remark, "publish"),
        "withdraw": lambda: Remark.filter(id=remark.id).update(standing="withdrawn"),
    }
    await acts[button]()
    assert await notices(after=2) == []
