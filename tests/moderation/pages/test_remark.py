"""A remark's page for its moderator: what it shows, what a press does, and that nothing typed is ever lost."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html
from starlette.types import ASGIApp

from consult.documents.paragraph import Paragraph
from consult.responses.finding import Finding
from consult.responses.omission import MARK
from consult.responses.remark import Publicity, Remark, Revision
from consult.responses.respondent import Respondent
from consult.settings import Settings
from moderation.decision import Decision
from tests.moderation.pressing import (
    SECRET,
    address,
    press,
    public_words,
    publicity,
    queue_of,
)
from tests.support.factories import responses
from tests.support.factories.documents import Draft


async def test_one_remark_stands_with_its_place_findings_and_history(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text.paragraphs[1], text="Ring 12 34 56 78 nu.")
    await Finding.create(
        revision=await Revision.get(remark_id=remark.id),
        field="text", rule="phone", start=5, end=16, confidence="high",
    )  # fmt: skip
    page = (await moderator.get(await address(remark))).text
    for near in text.paragraphs[:3]:
        assert near.text in page
    assert '<mark class="finding"><span class="sr-only">[telefonnummer: </span>12 34 56 78' in page
    assert "Skrevet af afsenderen" in page


async def test_a_press_publishes_and_goes_on_to_the_next(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft
) -> None:
    first = await responses.remark(text, text.paragraphs[0], text="Nu skal alle se det.")
    second = await responses.remark(text)
    answer = await press(moderator, first, "publish")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(await address(second) + "?done=")
    assert await publicity(first) == Publicity.PUBLISHED
    assert "Nu skal alle se det." in await public_words(app, db, text, first)
    shown = await moderator.get(answer.headers["location"])
    assert "er gemt" in shown.text


async def test_words_left_out_are_nowhere_public(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(
        text, text.paragraphs[0], text=f"Det er {SECRET}, der bor her.", quote=f"hos {SECRET} her"
    )
    marked = f"Det er [[{SECRET}]], der bor her."
    answer = await press(moderator, remark, "redact", text=marked, reason="personal_data")
    assert answer.status_code == 303
    public = await public_words(app, db, text, remark)
    assert "der bor her." in public
    assert "Hemmelig" not in public


async def test_a_withheld_text_is_nowhere_public_and_can_be_published_later(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text.paragraphs[0], text=f"{SECRET} skrev dette.")
    assert "Hemmelig" not in await public_words(app, db, text, remark)
    await press(moderator, remark, "withhold", reason="abuse")
    assert "Hemmelig" not in await public_words(app, db, text, remark)
    await press(moderator, remark, "publish")
    assert SECRET in await public_words(app, db, text, remark)


async def test_taking_down_is_seen_by_the_very_next_reader(
    app: ASGIApp, db: Settings, moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text.paragraphs[0], text=f"{SECRET} skrev dette.")
    await press(moderator, remark, "publish")
    assert SECRET in await public_words(app, db, text, remark)
    answer = await press(moderator, remark, "take_down", reason="personal_data")
    assert answer.status_code == 303
    assert "Hemmelig" not in await public_words(app, db, text, remark)


async def test_a_reason_that_is_missing_is_asked_for_and_what_was_typed_is_kept(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text="En tekst.")
    answer = await press(moderator, remark, "withhold", note="Skriv den <om>", text="[[En]] tekst.")
    assert answer.status_code == 422
    assert "Vælg den begrundelse" in answer.text
    assert "Skriv den &lt;om&gt;" in answer.text
    assert "[[En]] tekst." in answer.text
    assert await publicity(remark) == Publicity.WAITING


async def test_preview_and_brackets_decide_nothing(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text="Ring 12 34 56 78.")
    await Finding.create(
        revision=await Revision.get(remark_id=remark.id),
        field="text", rule="phone", start=5, end=16, confidence="high",
    )  # fmt: skip
    marked = await press(
        moderator, remark, "mark_findings", note="Husk.", text="[[Ring|private]] 12 34 56 78."
    )
    assert "[[Ring|private]] [[12 34 56 78]]." in marked.text
    unreadable = await press(moderator, remark, "mark_findings", text="[[Ring 12 34 56 78.")
    assert "[[Ring 12 34 56 78." in unreadable.text
    assert "Husk." in marked.text
    shown = await press(
        moderator, remark, "preview", text="Ring [[12 34 56 78]].", reason="private"
    )
    assert marks(shown.text) == ["Kommunen: udeladt: Privatliv"]
    broken = await press(moderator, remark, "preview", text="Ring [[12")
    assert "kan ikke læses" in broken.text
    assert not await Decision.exists()


async def test_how_much_is_left_out_is_said_before_and_after(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text="Ja: 12 34.")
    marked = "Ja: [[12]] 34."
    shown = await press(moderator, remark, "preview", text=marked, reason="private")
    assert "33 % af teksten er udeladt." in shown.text
    whole = await press(moderator, remark, "preview", text="[[Ja: 12 34]].", reason="private")
    assert "Der er intet tilbage af teksten." in whole.text
    refused = await press(moderator, remark, "redact", text="[[Ja: 12 34]].", reason="private")
    assert refused.status_code == 422
    assert await publicity(remark) == Publicity.WAITING
    await press(moderator, remark, "redact", text=marked, reason="private")
    history = html.fromstring((await moderator.get(await address(remark))).text)
    assert "33 % af teksten er udeladt." in history.find_class("history")[0].text_content()


async def test_hostile_words_are_shown_as_words(moderator: httpx2.AsyncClient, text: Draft) -> None:
    hostile = '"><script>alert(1)</script>{{7*7}}<img src=x onerror=alert(1)>'
    remark = await responses.remark(text, text.paragraphs[0], text=hostile, quote=hostile)
    respondent = await (await remark.response).respondent
    respondent.name = hostile
    await respondent.save()
    await Paragraph.filter(id=text.paragraphs[0].id).update(text=hostile)
    for page in (
        await moderator.get(queue_of(text)),
        await moderator.get(await address(remark)),
        await press(moderator, remark, "withhold", note=hostile),
        await moderator.get(queue_of(text), params={"reference": hostile, "after": hostile}),
    ):
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


async def test_what_is_left_out_already_stands_marked_when_the_remark_is_opened_again(
    moderator: httpx2.AsyncClient, text: Draft
) -> None:
    remark = await responses.remark(text, text=f"Det er {SECRET} selv.")
    await press(
        moderator, remark, "redact", text=f"Det er [[{SECRET}|private]] selv.", reason="abuse"
    )
    page = (await moderator.get(await address(remark))).text
    assert f"Det er [[{SECRET}|private]] selv." in page
    assert marks(page) == ["Kommunen: udeladt: Privatliv"]
    more = await press(
        moderator, remark, "redact", text=f"[[Det er]] [[{SECRET}|private]] selv.", reason="abuse"
    )
    assert more.status_code == 303
    after = await Remark.get(id=remark.id)
    assert after.public_text == f"{MARK} {MARK} selv."
    assert after.public_omissions == {"text": ["abuse", "private"]}


def marks(page: str) -> list[str]:
    """What the office's own marks on a page say."""
    return [each.text_content() for each in html.fromstring(page).find_class("remark__redacted")]


@pytest.mark.parametrize("publicity", [Publicity.PUBLISHED, Publicity.REDACTED])
async def test_the_name_of_what_is_public_is_hidden_without_taking_it_down(
    moderator: httpx2.AsyncClient, text: Draft, publicity: Publicity
) -> None:
    remark = await responses.remark(text, text="Ord.", publicity=publicity)
    page = html.fromstring((await moderator.get(await address(remark))).text)
    [button] = page.xpath("//button[@name='decision' and @value='publish']")
    assert button.text_content().strip() == "Offentliggør igen"
    hide = {"name_is_asked": "yes", "withhold_name": "yes"}
    answer = await press(moderator, remark, "publish", **hide)
    assert answer.status_code == 303
    respondent_id = (await remark.response).respondent_id
    assert (await Respondent.get(id=respondent_id)).public_name == ""
