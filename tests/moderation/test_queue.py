"""What waits is found: the oldest first, page by page, by every filter, at the same cost however much there is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from consult.responses.annex import Annex
from consult.responses.finding import Finding
from consult.responses.publicity import RemarkState
from consult.responses.remark import Publicity, Remark, Revision, Standing
from consult.responses.respondent import Contact, Respondent, RespondentKind
from moderation.decision import decide
from moderation.decision_input import DecisionInput, DecisionKind
from moderation.queue import Queue, load_queue
from moderation.queue_filters import QueueFilters, read_filters
from moderation.queue_page import ROWS, QueuePage, queue_page
from moderation.statistics import moderation_numbers
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW, consultations, people, responses
from tests.support.factories.documents import Draft, draft
from tests.support.queries import queries

HOUR = timedelta(hours=1)


async def reference(remark: Remark) -> str:
    await remark.fetch_related("response")
    return remark.reference


def references(page: QueuePage) -> list[str]:
    return [row.remark.reference for row in page.rows]


async def queue_of(text: Draft, **chosen: str) -> Queue:
    return await load_queue(text.consultation, QueueFilters(**chosen))


async def find(remark: Remark, *, revision: int = 1, rule: str = "cpr") -> None:
    row = await Revision.get(remark_id=remark.id, number=revision)
    await Finding.create(revision=row, field="text", rule=rule, start=0, end=2, confidence="high")


async def decided(remark: Remark, verdict: DecisionInput) -> None:
    by = await people.account()
    await decide(verdict, RemarkState.of(remark), by=by.actor, now=NOW, secret_key=SECRET_KEY)


async def test_the_oldest_is_first_and_nothing_is_lost_between_pages(text: Draft) -> None:
    remarks = [
        # Several waited since the same moment: the order must not waver between pages.
        await responses.remark(text, queued_at=NOW - HOUR * (number // 5))
        for number in range(ROWS * 2 + 3)
    ]
    seen, cursor = [], ""
    for _ in range(3):
        page = await queue_page(await queue_of(text), cursor)
        seen += references(page)
        cursor = page.next_cursor
    assert cursor == ""
    expected = sorted(remarks, key=lambda each: (each.queued_at, each.id))
    assert seen == [await reference(each) for each in expected]


async def test_a_page_costs_the_same_with_one_line_and_with_many(text: Draft) -> None:
    async def cost() -> int:
        with queries() as sent:
            await queue_page(await queue_of(text, findings="with", area="1"))
        return len(sent)

    await find(await responses.remark(text, text.paragraphs[0]))
    one = await cost()
    for paragraph in text.paragraphs[:3] * 4:
        await find(await responses.remark(text, paragraph))
    assert await cost() == one <= 8


async def test_what_does_not_wait_here_is_not_in_the_queue(text: Draft) -> None:
    waits = await responses.remark(text)
    await responses.remark(text, publicity=Publicity.PUBLISHED)
    await responses.remark(text, publicity=Publicity.WITHHELD)
    await responses.remark(text, standing=Standing.WITHDRAWN)
    await responses.remark(await draft(await consultations.consultation()))
    page = await queue_page(await queue_of(text))
    assert references(page) == [await reference(waits)]


async def citizen(text: Draft, kind: RespondentKind, **given: Any) -> Remark:
    respondent = await Respondent.create(kind=kind, name="Prøve Navn")
    return await responses.remark(
        text, within=await responses.response(text, respondent=respondent), **given
    )


async def test_each_filter_leaves_what_it_says(text: Draft) -> None:
    inside = await responses.remark(text, text.paragraphs[0])
    whole = await responses.remark(text)
    organisation = await citizen(text, RespondentKind.ORGANISATION, on=text.sections[1])
    found = await responses.remark(text, text.sections[1])
    await find(found)
    mended = await responses.remark(text, text.sections[1], revision=2)
    await Revision.create(remark=mended, number=2, text="Nu uden.", written_at=NOW)
    await find(mended, revision=1)
    arabic = await responses.remark(text, text.sections[1], language="ar")

    async def left(**chosen: str) -> set[str]:
        return set(references(await queue_page(await queue_of(text, **chosen))))

    async def of(*remarks: Remark) -> set[str]:
        return {await reference(each) for each in remarks}

    assert await left(area="1") == await of(inside)
    assert await left(area="whole") == await of(whole)
    assert await left(kind="organisation") == await of(organisation)
    assert await left(findings="with") == await of(found), "what was mended is found no more"
    assert await left(findings="without") == await of(inside, whole, organisation, mended, arabic)
    assert await left(corrections="only") == await of(mended)
    assert await left(language="ar") == await of(arabic)
    assert await left(area="2", language="ar", kind="organisation") == set()


async def test_files_that_wait_are_found_beside_the_first_remark_of_their_response(
    text: Draft,
) -> None:
    remark = await responses.remark(text, publicity=Publicity.PUBLISHED)
    await responses.remark(text, publicity=Publicity.PUBLISHED)
    for ordinal, publicity in enumerate((Publicity.WAITING, Publicity.WAITING), 1):
        await Annex.create(
            response_id=remark.response_id, ordinal=ordinal, name="a.pdf", media_type="x", size=1,
            file_key="0" * 64, publicity=publicity,
        )  # fmt: skip
    page = await queue_page(await queue_of(text, state="annexes"))
    assert references(page) == [await reference(remark)]
    await Annex.all().update(publicity=Publicity.WITHHELD)
    assert not (await queue_page(await queue_of(text, state="annexes"))).rows


async def test_what_was_decided_is_listed_newest_first_by_outcome_and_reason(text: Draft) -> None:
    shown, held, other = [await responses.remark(text) for _ in range(3)]
    await responses.remark(text)
    await decided(shown, DecisionInput(DecisionKind.PUBLISH))
    await decided(held, DecisionInput(DecisionKind.WITHHOLD, reason="abuse"))
    await decided(other, DecisionInput(DecisionKind.WITHHOLD, reason="private"))

    async def listed(**chosen: str) -> list[str]:
        return references(await queue_page(await queue_of(text, **chosen)))

    everything = [await reference(each) for each in (other, held, shown)]
    assert await listed(state="decided") == everything
    assert await listed(state="published") == everything[2:]
    assert await listed(state="withheld") == everything[:2]
    assert await listed(state="withheld", reason="abuse") == everything[1:2]
    page = await queue_page(await queue_of(text, state="decided"))
    assert page.rows[0].decision is not None
    with queries() as sent:
        await queue_page(await queue_of(text, state="decided"))
    assert len(sent) <= 6


async def test_a_decision_older_than_the_last_few_hundred_is_found_too(
    text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moderation.queue_page.RECENT", 2)
    held, *later = [await responses.remark(text) for _ in range(4)]
    await decided(held, DecisionInput(DecisionKind.WITHHOLD, reason="abuse"))
    for remark in later:
        await decided(remark, DecisionInput(DecisionKind.PUBLISH))
    page = await queue_page(await queue_of(text, state="withheld"))
    assert references(page) == [await reference(held)]
    every = await queue_page(await queue_of(text, state="decided"))
    assert len(every.rows) == 4


async def test_a_remark_is_listed_by_its_latest_decision_alone(text: Draft) -> None:
    remark = await responses.remark(text)
    await decided(remark, DecisionInput(DecisionKind.WITHHOLD, reason="abuse"))
    await decided(await Remark.get(id=remark.id), DecisionInput(DecisionKind.PUBLISH))
    page = await queue_page(await queue_of(text, state="decided"))
    assert [row.remark.publicity for row in page.rows] == ["published"]
    assert not (await queue_page(await queue_of(text, state="withheld"))).rows


async def test_after_a_decision_comes_the_next_newer_in_the_same_filter_then_the_oldest(
    text: Draft,
) -> None:
    old = await responses.remark(text, text.paragraphs[0], queued_at=NOW - 3 * HOUR)
    noise = await responses.remark(text, queued_at=NOW - 2 * HOUR)
    middle = await responses.remark(text, text.paragraphs[1], queued_at=NOW - HOUR)
    area, everything = await queue_of(text, area="1"), await queue_of(text)
    assert await area.next_after(old) == await reference(middle)
    assert await area.next_after(middle) == await reference(old)
    assert await everything.next_after(old) == await reference(noise)
    alone = await queue_of(text, area="whole")
    assert await alone.next_after(noise) is None


async def test_the_public_numbers_count_how_things_stand_and_open_the_lists_they_count(
    text: Draft,
) -> None:
    for _ in range(2):
        await decided(await responses.remark(text), DecisionInput(DecisionKind.PUBLISH))
    marked = DecisionInput(DecisionKind.REDACT, reason="abuse", marked={"text": "[[Et]] ord."})
    await decided(await responses.remark(text, text="Et ord."), marked)
    again = await responses.remark(text)
    await decided(again, DecisionInput(DecisionKind.WITHHOLD, reason="abuse"))
    await decided(await Remark.get(id=again.id), DecisionInput(DecisionKind.PUBLISH))
    for key in ("private", "abuse", "private"):
        await decided(
            await responses.remark(text), DecisionInput(DecisionKind.WITHHOLD, reason=key)
        )
    await responses.remark(text)
    await Remark.filter(id=again.id).update(revision=2, queued_at=NOW)
    withdrawn = await responses.remark(text)
    await decided(withdrawn, DecisionInput(DecisionKind.WITHHOLD, reason="abuse"))
    await Remark.filter(id=withdrawn.id).update(standing=Standing.WITHDRAWN)

    numbers = await moderation_numbers(text.consultation.id)

    assert (numbers.published, numbers.redacted, numbers.withheld_in_all) == (4, 1, 3)
    counts = {each.reason.key: each.count for each in numbers.withheld if each.reason}
    assert counts == {"abuse": 1, "private": 2}
    for key, count in counts.items():
        listed = await queue_page(await queue_of(text, state="withheld", reason=key))
        assert len(listed.rows) == count
    for state, count in (("published", 3), ("redacted", 1), ("withheld", 3)):
        listed = await queue_page(await queue_of(text, state=state))
        assert len(listed.rows) == count, state


@pytest.mark.parametrize(
    "params",
    [
        {"state": "everything", "kind": "robot", "findings": "1", "language": "xx"},
        {"area": "' OR 1=1 --", "reason": "<script>", "corrections": "yes"},
        {"area": "", "kind": ""},
    ],
)
def test_what_nobody_could_have_chosen_is_dropped(params: dict[str, str]) -> None:
    assert read_filters(params) == QueueFilters()


def test_filters_survive_their_address() -> None:
    filters = QueueFilters(state="withheld", area="5", kind="citizen", reason="abuse")
    query = filters.query(after="9")
    assert read_filters(dict(pair.split("=") for pair in query[1:].split("&"))) == filters
    assert QueueFilters().query() == ""


@pytest.mark.parametrize("cursor", ["x", "1", "-", "9" * 40 + "-1", "-1--1", "1-1'"])
async def test_a_cursor_nobody_gave_out_starts_at_the_beginning(text: Draft, cursor: str) -> None:
    remark = await responses.remark(text)
    page = await queue_page(await queue_of(text), cursor)
    assert references(page) == [await reference(remark)]


async def test_what_its_address_says_is_not_theirs_is_marked_and_found(text: Draft) -> None:
    refused, other = [await responses.remark(text, queued_at=NOW) for _ in range(2)]
    for remark, moment in ((refused, NOW), (other, None)):
        await remark.fetch_related("response")
        await Contact.filter(respondent_id=remark.response.respondent_id).update(refused_at=moment)
    marked = {
        row.remark.id: row.is_refused for row in (await queue_page(await queue_of(text))).rows
    }
    assert marked == {refused.id: True, other.id: False}
    found = await queue_page(await queue_of(text, sender="refused"))
    assert references(found) == [await reference(refused)]
    assert read_filters({"sender": "refused"}).query() == "?sender=refused"
    assert read_filters({"sender": "any"}).query() == ""
