"""A point is reworded, answered and quoted; of two at once neither is lost."""

from __future__ import annotations

import httpx2
import pytest

from consult.answers.disposition import Disposition, DispositionInput, Outcome, dispose
from consult.answers.point import Point, PointRemark, PointWording, release, reword_point
from consult.answers.sentences import sentences_of
from consult.responses.remark import Remark
from tests.answers.scene import BY, Scene, desk
from tests.support.factories import NOW
from tests.support.page_form import PageForm, kept, open_page


async def test_two_who_reword_see_both_wordings(hearing: Scene, town: httpx2.AsyncClient) -> None:
    await hearing.point()
    address = desk(hearing, "/points/1/wording")
    await town.post(
        address, data={"title": "Den første", "summary": "A", "point_lock_version": "1"}
    )
    late = await town.post(
        address, data={"title": "Den anden", "summary": "B", "point_lock_version": "1"}
    )
    assert late.status_code == 409
    assert "Den første" in late.text
    assert 'value="Den anden"' in late.text
    again = await town.post(
        address, data={"title": "Den anden", "summary": "B", "point_lock_version": "2"}
    )
    assert again.status_code == 303
    assert (await Point.get()).title == "Den anden"


async def test_two_who_answer_see_both_answers(hearing: Scene, town: httpx2.AsyncClient) -> None:
    point = await hearing.point()
    await dispose(
        point, await hearing.remit(hearing.town), DispositionInput(Outcome.MET, "Ja, straks."), by=BY, now=NOW
    )  # fmt: skip
    late = await town.post(
        desk(hearing, "/points/1/answer"),
        data={"outcome": "not_met", "reason": "Nej, aldrig.", "answer_lock_version": "0"},
    )
    assert late.status_code == 409
    assert "Ja, straks." in late.text
    assert "Nej, aldrig." in late.text
    assert (await Disposition.get()).reason == "Ja, straks."


async def test_a_refused_quote_keeps_the_words(hearing: Scene, town: httpx2.AsyncClient) -> None:
    remark = await hearing.remark(2, text="Flere bænke i parken.")
    await hearing.point(remark)
    address = desk(hearing, f"/points/1/remarks/{remark.id}/quote")
    refused = await town.post(address, data={f"quote-{remark.id}": "Mange bænke"})
    assert refused.status_code == 422
    assert "Mange bænke</textarea>" in refused.text
    assert (await town.post(address, data={f"quote-{remark.id}": "Flere bænke"})).status_code == 303
    assert (await PointRemark.get()).quote == "Flere bænke"


@pytest.fixture
async def remark(hearing: Scene) -> Remark:
    """A remark of the point that the committee has open."""
    remark = await hearing.remark(2, text="Flere bænke i parken.")
    await hearing.point(remark)
    return remark


ANSWER = {"outcome": "met", "reason": "Ja,\n\nstraks."}
PAGE = "/points/1"


async def point_page(hearing: Scene, town: httpx2.AsyncClient) -> PageForm:
    return await open_page(town, desk(hearing, PAGE))


def answer_in(form: PageForm) -> dict[str, object]:
    return {name: form[name] for name in ANSWER}


async def test_storing_the_title_keeps_the_answer_that_is_not_stored(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    form = (await point_page(hearing, town)).fill(title="Bænke", **ANSWER)
    answer = await form.press("Gem titel")
    again = kept(town, answer)
    assert (await Point.get()).title == "Bænke"
    assert not await Disposition.exists()
    assert "Titel og sammenfatning er gemt." in answer.text
    assert answer_in(again) == ANSWER
    assert (await again.press("Gem svaret")).status_code == 303
    assert (await Disposition.get()).reason == ANSWER["reason"]


async def test_storing_the_answer_keeps_the_title_that_is_not_stored(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    form = (await point_page(hearing, town)).fill(title="Bænke", **ANSWER)
    again = kept(town, await form.press("Gem svaret"))
    assert await Disposition.exists()
    assert (await Point.get()).title != "Bænke"
    assert again["title"] == "Bænke"
    assert (await again.press("Gem titel")).status_code == 303


async def test_a_button_stores_what_it_says_and_shows_the_point_when_nothing_else_was_typed(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    assert (await (await point_page(hearing, town)).fill(title="Bænke").enter()).status_code == 303
    assert (await Point.get()).title == "Bænke"
    form = (await point_page(hearing, town)).fill(**ANSWER)
    assert (await form.press("Gem svaret")).status_code == 303


async def test_taking_a_remark_out_keeps_all_that_is_not_stored(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    form = (await point_page(hearing, town)).fill(title="Bænke", **ANSWER)
    again = kept(town, await form.press("Tag den ud"))
    assert not await PointRemark.exists()
    assert (again["title"], answer_in(again)) == ("Bænke", ANSWER)


async def test_a_quote_is_chosen_beside_what_is_not_stored(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    form, quote = (await point_page(hearing, town)).fill(**ANSWER), f"quote-{remark.id}"
    assert quote not in form.values
    opened = PageForm(town, await form.press("Citér ord"))
    assert opened[quote] == remark.public_text
    refused = PageForm(town, await opened.fill(**{quote: "Mange bænke"}).press("Citér disse ord"))
    assert (refused[quote], answer_in(refused)) == ("Mange bænke", ANSWER)
    stored = kept(town, await refused.fill(**{quote: "Flere bænke"}).press("Citér disse ord"))
    assert (await PointRemark.get()).quote == "Flere bænke"
    assert answer_in(stored) == ANSWER


async def test_a_quote_that_is_not_stored_is_kept(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    opened = PageForm(town, await (await point_page(hearing, town)).press("Citér ord"))
    form = opened.fill(**{f"quote-{remark.id}": "Flere bænke", "title": "Bænke"})
    again = kept(town, await form.press("Gem titel"))
    assert again[f"quote-{remark.id}"] == "Flere bænke"


async def test_a_form_with_a_fault_keeps_the_others(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    form = (await point_page(hearing, town)).fill(title="", **ANSWER)
    answer = await form.press("Gem titel")
    assert answer.status_code == 422
    again = PageForm(town, answer)
    assert (again["title"], answer_in(again)) == ("", ANSWER)


async def test_who_was_second_keeps_what_was_typed_for_the_others(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    form = (await point_page(hearing, town)).fill(title="Min", **ANSWER)
    await reword_point(await Point.get(), PointWording("En kollegas", ""), by=BY, now=NOW)
    answer = await form.press("Gem titel")
    assert answer.status_code == 409
    again = PageForm(town, answer)
    assert (again["title"], answer_in(again)) == ("Min", ANSWER)
    kept(town, await again.press("Gem titel"))
    assert (await Point.get()).title == "Min"


async def test_what_a_colleague_stored_meanwhile_is_not_taken_for_mine(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    form = (await point_page(hearing, town)).fill(**ANSWER)
    await reword_point(await Point.get(), PointWording("En kollegas", ""), by=BY, now=NOW)
    assert (await form.press("Gem svaret")).status_code == 303
    assert (await Point.get()).title == "En kollegas"


async def test_what_is_gone_meanwhile_cannot_be_taken_out_and_loses_nothing(
    hearing: Scene, town: httpx2.AsyncClient, remark: Remark
) -> None:
    form = (await point_page(hearing, town)).fill(**ANSWER)
    await release(await Point.get(), remark.id, by=BY, now=NOW)
    answer = await form.press("Tag den ud")
    assert answer.status_code == 409
    assert answer_in(PageForm(town, answer)) == ANSWER


async def test_whole_sentences_are_offered_first(hearing: Scene, town: httpx2.AsyncClient) -> None:
    remark = await hearing.remark(2, text="Plant træer ved skolen. Og lad dem gro i fred!")
    point = await hearing.point(remark)
    address = desk(hearing, f"/points/{point.number}/remarks/{remark.id}/quote")
    page = (await town.post(address)).text
    first, second = (f'value="{each}"' for each in sentences_of(remark.text))
    assert page.index(first) < page.index(second) < page.index(f'name="quote-{remark.id}"')
    chosen = {f"quote-{remark.id}": remark.text, f"sentence-{remark.id}": "Plant træer ved skolen."}
    assert (await town.post(address, data=chosen)).status_code == 303
    assert (await PointRemark.get()).quote == "Plant træer ved skolen."


async def test_a_sentence_that_is_not_in_the_text_any_more_is_not_quoted(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    remark = await hearing.remark(2, text="Plant træer ved skolen.")
    point = await hearing.point(remark)
    address = desk(hearing, f"/points/{point.number}/remarks/{remark.id}/quote")
    chosen = {f"quote-{remark.id}": remark.text, f"sentence-{remark.id}": "Fæld dem."}
    assert (await town.post(address, data=chosen)).status_code == 422
    assert (await PointRemark.get()).quote == ""
