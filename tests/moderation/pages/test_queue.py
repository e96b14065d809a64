"""The queue shows what waits, finds a remark by its number, and publishes several at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from lxml import html

from consult.documents.paragraph import Paragraph
from consult.responses.finding import Finding
from consult.responses.remark import Publicity, Remark, Revision, Standing
from moderation.decision import Decision
from moderation.decision_input import DecisionKind
from moderation.queue_page import ROWS
from tests.moderation.pressing import (
    TICK,
    address,
    press,
    publicity,
    queue_of,
    seen,
    ticks,
)
from tests.support.factories import NOW, consultations, responses
from tests.support.factories.documents import Draft, draft
from tests.support.reading import read


async def test_the_queue_shows_what_waits_and_opens_it(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text.paragraphs[0], text="Jeg savner en bro.")
    await responses.remark(text, publicity=Publicity.PUBLISHED, text="Allerede læst.")
    page = await moderator.get(queue_of(text))
    assert page.status_code == 200
    assert "Jeg savner en bro." in page.text
    assert "Allerede læst." not in page.text
    assert await address(remark) in page.text


async def test_an_empty_queue_says_so(moderator: httpx2.AsyncClient, text: Draft) -> None:
    assert "Intet venter" in (await moderator.get(queue_of(text))).text


async def test_a_browser_sends_the_filters_though_most_of_them_filter_nothing(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    """A select that must have a value is refused by the browser while it says "all"."""
    page = await read(moderator, queue_of(text))
    forms = page.xpath("//form[.//select[@required]]")
    assert forms
    assert all(form.get("novalidate") is not None for form in forms)


async def test_a_remark_is_found_by_its_number(moderator: httpx2.AsyncClient, text: Draft) -> None:
    remark = await responses.remark(text)
    reference = (await address(remark)).rsplit("/", 1)[1]
    found = await moderator.get(queue_of(text), params={"reference": f" {reference} "})
    assert (found.status_code, found.headers["location"]) == (303, await address(remark))
    missing = await moderator.get(queue_of(text), params={"reference": "999.9"})
    assert "ingen bemærkning med det nummer" in missing.text


async def test_several_are_published_with_one_press_and_the_others_named(
    moderator: httpx2.AsyncClient, colleague: httpx2.AsyncClient, text: Draft
) -> None:
    clean, taken, found, unticked = [await responses.remark(text) for _ in range(4)]
    chosen = [await seen(each) for each in (clean, taken, found)]
    await Finding.create(
        revision=await Revision.get(remark_id=found.id),
        field="text", rule="cpr", start=0, end=2, confidence="low",
    )  # fmt: skip
    await press(colleague, taken, "withhold", reason="abuse")
    answer = await moderator.post(queue_of(text), data=ticks(*chosen, "hokus", "1.1:1:waiting:x"))
    assert answer.status_code == 200
    assert "1 bemærkning er offentliggjort." in answer.text
    assert "Bo Prøve kom først" in answer.text
    assert "skal ses på for sig" in answer.text
    states = [await publicity(each) for each in (clean, taken, found, unticked)]
    assert states == [
        Publicity.PUBLISHED, Publicity.WITHHELD, Publicity.WAITING, Publicity.WAITING,
    ]  # fmt: skip


async def test_what_can_be_ticked_is_shown_whole_and_what_is_longer_cannot_be(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    end = "og til sidst en trussel."
    short = await responses.remark(
        text, text="Først noget pænt. " * 30 + end, proposed_text="Nye ord.", quote="Ord herfra."
    )
    long = await responses.remark(text, text="Først noget pænt. " * 80 + end)
    wordy = await responses.remark(text, text="Kort.", proposed_text="Nye ord. " * 150)
    page = html.fromstring((await moderator.get(queue_of(text))).text)
    [row] = page.xpath(f"//li[.//{TICK}]")
    assert row.xpath(f".//{TICK}/@name") == list(ticks(await seen(short)))
    words = " ".join(row.text_content().split())
    respondent = await (await short.response).respondent
    for shown in (short.text, "Nye ord.", "Ord herfra.", respondent.public_name):
        assert " ".join(shown.split()) in words
    assert end not in page.xpath(f"string(//li[not(.//{TICK})])")

    chosen = [await seen(each) for each in (short, long, wordy)]
    answer = await moderator.post(queue_of(text), data=ticks(*chosen))
    assert "1 bemærkning er offentliggjort." in answer.text
    assert [await publicity(each) for each in (short, long, wordy)] == [
        Publicity.PUBLISHED, Publicity.WAITING, Publicity.WAITING,
    ]  # fmt: skip


async def test_each_number_opens_what_it_counts_with_the_filters_that_are_on(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    """In every state there is one on the whole beside those on the first paragraph."""
    states = {
        "waiting": 2, "published": 3, "redacted": 1, "withheld": 2, "unexplained": 1,
        "annexes": 1, "set_aside": 1, "withdrawn": 2,
    }  # fmt: skip
    for on, counts in ((text.paragraphs[0], states), (None, dict.fromkeys(states, 1))):
        for state, count in counts.items():
            for _ in range(count):
                await in_state(text, on, state)
    area = text.sections[0].area
    for filters in ("", f"&area={area}", "&area=whole&findings=without"):
        page = html.fromstring(
            (await moderator.get(queue_of(text) + f"?kind=citizen{filters}")).text
        )
        links = page.xpath("//p[@class='headline-number']/a")
        assert len(links) == 8
        for link in links:
            number = int(link.text_content().split()[0])
            listed = html.fromstring((await moderator.get(link.get("href"))).text)
            rows = listed.xpath("//main//ol[@class='queue' and not(ancestor::section)]/li")
            assert (len(rows), link.get("href")) == (number, link.get("href"))
            assert number


async def in_state(text: Draft, on: Paragraph | None, state: str) -> None:
    """A remark that is listed in this state, and in no other but what it must be."""
    columns: dict[str, dict[str, Any]] = {
        "waiting": {},
        "published": {"publicity": Publicity.PUBLISHED},
        "redacted": {"publicity": Publicity.REDACTED},
        "withheld": {"publicity": Publicity.WITHHELD},
        "unexplained": {"publicity": Publicity.WITHHELD, "unexplained_since": NOW},
        "annexes": {"publicity": Publicity.PUBLISHED},
        "set_aside": {"standing": Standing.SET_ASIDE, "queued_at": None},
        "withdrawn": {"standing": Standing.WITHDRAWN, "queued_at": None},
    }
    remark = await responses.remark(text, on, decisions=1, **columns[state])
    if state == "annexes":
        await responses.annex(await remark.response)
    await Decision.create(
        remark_id=remark.id, number=1, revision=1, kind=DecisionKind.WITHHOLD,
        decided_by="account:1", decided_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("state=everything", "Tilstand"),
        ("kind=robot&language=xx", "Hvem skrev, Sprog"),
        ("area=99", "Sted"),
        ("state=withheld&reason=elsewhere", "Begrundelse"),
        ("area=whole&state=withdrawn", ""),
    ],
)
async def test_a_filter_that_is_not_there_to_choose_is_said(
    moderator: httpx2.AsyncClient, text: Draft, query: str, said: str
) -> None:
    page = await moderator.get(f"{queue_of(text)}?{query}")
    told = "Adressen beder om noget, der ikke kan vælges:"
    assert (f"{told} {said}." in page.text) is bool(said)
    assert (told in page.text) is bool(said)


async def test_several_of_another_consultation_are_not_published_from_here(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    elsewhere = await responses.remark(await draft(await consultations.consultation()))
    await moderator.post(queue_of(text), data=ticks(await seen(elsewhere)))
    assert await publicity(elsewhere) == Publicity.WAITING


async def test_what_came_after_the_deadline_says_so_in_the_queue_and_on_its_page(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    late = await responses.remark(text, within=await responses.response(text, is_late=True))
    in_time = await responses.remark(text)
    words = "Modtaget efter fristen"
    assert (await moderator.get(queue_of(text))).text.count(words) == 1
    # The list stands at the side of each.
    assert (await moderator.get(await address(late))).text.count(words) == 2
    assert (await moderator.get(await address(in_time))).text.count(words) == 0


async def test_ticks_are_kept_when_another_list_is_asked_for(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    here, elsewhere, wordless = [await responses.remark(text) for _ in range(3)]
    chosen = [await seen(here), await seen(elsewhere), "hokus"]
    await Remark.filter(id=elsewhere.id).update(language="ar")
    page = html.fromstring(
        (await moderator.get(queue_of(text), params={"language": "da", **ticks(*chosen)})).text
    )
    ticked = page.xpath(f"//{TICK}[@checked]/@name")
    assert sorted(ticked) == sorted(ticks(*chosen[:2]))
    assert f"chosen-{await seen(wordless)}" in page.xpath(f"//{TICK}[not(@checked)]/@name")
    [show] = page.xpath("//button[@formmethod='get']")
    assert show.xpath(f"ancestor::form//{TICK}"), "the button takes them along"
    answer = await moderator.post(queue_of(text), data=dict.fromkeys(ticked, "yes"))
    assert "2 bemærkninger er offentliggjort." in answer.text
    assert await publicity(wordless) == Publicity.WAITING


async def test_all_that_was_ticked_over_several_lists_is_published(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    """More than a page of the list: ticks come along when one asks for more."""
    remarks = [await responses.remark(text) for _ in range(ROWS + 3)]
    chosen = [await seen(each) for each in remarks]
    page = await read(moderator, queue_of(text) + "?" + urlencode(ticks(*chosen)))
    ticked = page.xpath(f"//{TICK}[@checked]/@name")
    assert sorted(ticked) == sorted(ticks(*chosen))
    answer = await moderator.post(queue_of(text), data=dict.fromkeys(ticked, "yes"))
    assert f"{ROWS + 3} bemærkninger er offentliggjort." in answer.text


async def test_what_is_ticked_beyond_what_goes_at_once_is_named_and_waits(
    moderator: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moderation.remark_state.MOST_TICKS", 2)
    remarks = [await responses.remark(text) for _ in range(3)]
    chosen = [await seen(each) for each in remarks]
    reference = chosen[2].partition(":")[0]
    words = "mere end der kan offentliggøres på én gang"
    page = await read(moderator, queue_of(text) + "?" + urlencode(ticks(*chosen)))
    assert len(page.xpath(f"//{TICK}[@checked]")) == 2
    [said] = page.xpath(f"//*[contains(@class, 'alert')]//li[contains(., '{words}')]")
    assert reference in said.text_content()
    answer = await moderator.post(queue_of(text), data=ticks(*chosen))
    assert "2 bemærkninger er offentliggjort." in answer.text
    assert words in answer.text
    assert await publicity(remarks[2]) == Publicity.WAITING
