"""Whoever leads publishes the answers by the pages: what is missing, a reason for every remark, words, one moment."""

from __future__ import annotations

import re

import httpx2
import pytest

from consult.answers.disposition import Disposition
from consult.answers.editions.answer_letter import note_letters
from consult.answers.editions.edition import Edition
from consult.answers.editions.uncovered import Uncovered
from consult.answers.editions.word_findings import WordClearance
from consult.answers.point import PointWording, reword_point
from consult.consultations.consultation import Consultation
from consult.mail.outbox import post
from consult.people.role import Role
from consult.settings import Settings
from tests.answers.editions.ready import ANSWER, Answered, answered, approve_all, open_all, publish
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW, people

pytestmark = pytest.mark.usefixtures("stopped_clock")


def staff(made: Answered, rest: str = "") -> str:
    return f"/staff/consultations/{made.consultation.slug}/answers{rest}"


@pytest.fixture
async def lead(client: httpx2.AsyncClient, db: Settings) -> httpx2.AsyncClient:
    await people.sign_in(client, await people.account(Role.LEAD), db)
    return client


async def form_of(browser: httpx2.AsyncClient, made: Answered) -> dict[str, str]:
    """What the page's form sends when nothing is changed in it but the box."""
    page = (await browser.get(staff(made))).text
    hidden = dict(re.findall(r'name="(number|checksum)" value="(\w+)"', page))
    assert set(hidden) == {"number", "checksum"}
    return {**hidden, "when": "now", "sure": "yes"}


async def press(browser: httpx2.AsyncClient, made: Answered, **typed: str) -> httpx2.Response:
    return await browser.post(staff(made), data={**await form_of(browser, made), **typed})


async def test_now(lead: httpx2.AsyncClient) -> None:
    made = await answered()
    form = await form_of(lead, made)
    assert (await lead.post(staff(made), data=form)).status_code == 303
    assert ANSWER in (await lead.get(made.address("/outcome"))).text
    again = await lead.post(staff(made), data=form)
    assert again.status_code == 303  # pressed twice
    assert await Edition.all().count() == 1


async def test_at_one_moment(lead: httpx2.AsyncClient) -> None:
    made = await answered()
    asked = await press(lead, made, when="later", at_day="12.3.2027", at_clock="9.00")
    assert asked.status_code == 303
    edition = await Edition.get()
    assert edition.publish_at.isoformat() == "2027-03-12T08:00:00+00:00"
    page = (await lead.get(staff(made))).text
    assert "Venter på sit tidspunkt" in page
    assert "aflys den først" in page
    off = await lead.post(staff(made, "/editions/1/taking-back"))
    assert off.status_code == 303
    assert "Aflyst før sit tidspunkt" in (await lead.get(staff(made, "/editions/1"))).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"when": "later"}, "Skriv den dag"),
        ({"when": "later", "at_day": "1.3.2027", "at_clock": "9.00"}, "allerede forbi"),
        ({"when": "later", "at_day": "x", "at_clock": "9.00"}, "Skriv dagen som"),
        ({"sure": ""}, "Sig, at du har set"),
    ],
)
async def test_what_is_typed_wrong_is_said_and_kept(
    lead: httpx2.AsyncClient, typed: dict[str, str], said: str
) -> None:
    made = await answered()
    refused = await press(lead, made, **typed)
    assert refused.status_code == 422
    assert said in refused.text
    if day := typed.get("at_day"):
        assert f'value="{day}"' in refused.text
    assert await Edition.all().count() == 0


async def test_what_is_missing_is_said_and_nothing_is_published(
    lead: httpx2.AsyncClient,
) -> None:
    made = await answered()
    form = await form_of(lead, made)
    await Disposition.filter(point=made.point).update(reason="Måske.")
    page = (await lead.get(staff(made))).text
    assert "når alt ovenfor er i orden" in page
    assert "Ændret siden godkendelsen" in page
    refused = await lead.post(staff(made), data=form)
    assert refused.status_code == 422
    assert await Edition.all().count() == 0


async def test_who_saw_something_else_is_told(lead: httpx2.AsyncClient) -> None:
    made = await answered()
    form = await form_of(lead, made)
    await open_all(made)
    await reword_point(made.point, PointWording("Andet", ""), by=BY, now=NOW)
    await approve_all(made)
    refused = await lead.post(staff(made), data=form)
    assert refused.status_code == 409
    assert await Edition.all().count() == 0


async def test_every_remark_in_no_point_gets_a_reason(lead: httpx2.AsyncClient) -> None:
    made = await answered()
    first, second = await made.hearing.remark(1), await made.hearing.remark(1, text="Så fint.")
    page = (await lead.get(staff(made, "/uncovered"))).text
    assert "Så fint." in page
    address = staff(made, "/uncovered")
    nothing = await lead.post(address, data={"which": "ticked", "reason": "support"})
    assert nothing.status_code == 422
    no_reason = await lead.post(address, data={"which": "ticked", f"remark-{first.id}": "yes"})
    assert no_reason.status_code == 422
    assert f'name="remark-{first.id}" value="yes" checked' in no_reason.text
    later = await lead.post(address, data={"which": "rest", "reason": "later"})
    assert later.status_code == 422
    ticked = {"which": "ticked", f"remark-{first.id}": "yes", "reason": "outside"}
    assert (await lead.post(address, data=ticked)).status_code == 303
    rest = {"which": "rest", "reason": "support"}
    assert (await lead.post(address, data=rest)).status_code == 303
    assert {each.remark_id: str(each.reason) for each in await Uncovered.all()} == {
        first.id: "outside", second.id: "support",
    }  # fmt: skip


async def test_words_are_let_stand_or_reworded(lead: httpx2.AsyncClient) -> None:
    made = await answered()
    wording = PointWording("Karl Emil Hansen på Åvej 7", "")
    await open_all(made)
    await reword_point(made.point, wording, by=BY, now=NOW)
    page = (await lead.get(staff(made, "/words"))).text
    assert "Karl Emil Hansen på Åvej 7" in page
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest
    form = {"point": "1", "digest": digest[1]}
    assert (await lead.post(staff(made, "/words"), data=form)).status_code == 303
    assert await WordClearance.all().count() == 1
    assert "må stå" in (await lead.get(staff(made, "/words"))).text
    assert (await lead.post(staff(made, "/words"), data={**form, "point": "9"})).status_code == 404


async def test_the_preview_is_what_everybody_will_see(lead: httpx2.AsyncClient) -> None:
    made = await answered()
    before = [(await lead.get(staff(made, f"/preview{each}"))).text for each in ("", "/points/1")]
    await publish(made)
    for preview, rest in zip(before, ("/outcome", "/points/1"), strict=True):
        assert "ingen andre ser dette" in preview
        public = (await lead.get(made.address(rest))).text
        assert _main(preview, made) == _main(public, made)
    assert (await lead.get(staff(made, "/preview/points/2"))).status_code == 404


def _main(page: str, made: Answered) -> str:
    """The page's own words, with the addresses of the preview as those of the public pages."""
    inside = page[page.index("<h1") : page.index("</main>")]
    inside = inside.replace(staff(made, "/preview/points"), made.address("/points"))
    return inside.replace(staff(made, "/preview"), made.address("/outcome"))


async def test_taking_back_needs_a_reason(lead: httpx2.AsyncClient) -> None:
    made = await answered()
    await publish(made, now=NOW - DAY / 24)
    address = staff(made, "/editions/1/taking-back")
    refused = await lead.post(address, data={"reason": " "})
    assert refused.status_code == 422
    assert (await lead.post(address, data={"reason": "a" * 1001})).status_code == 422
    assert (await lead.post(address, data={"reason": "Forkert svar."})).status_code == 303
    assert (await lead.post(address, data={"reason": "Igen."})).status_code == 409
    assert "Forkert svar." in (await lead.get(made.address("/outcome"))).text
    assert (await Consultation.get(id=made.consultation.id)).answered_at is None
    assert (await lead.get(staff(made, "/editions/2"))).status_code == 404
    assert (await lead.get(staff(made, "/editions/9999999999"))).status_code == 404


async def test_an_editor_reads_without_buttons(client: httpx2.AsyncClient, db: Settings) -> None:
    made = await answered()
    await people.sign_in(client, await people.account(Role.EDITOR), db)
    page = (await client.get(staff(made))).text
    assert "Kun den, der leder besvarelsen" in page
    assert 'name="checksum"' not in page


async def test_the_page_of_an_edition_says_how_far_its_letters_are(
    lead: httpx2.AsyncClient,
) -> None:
    made = await answered()
    edition = await publish(made)
    letter = await post("answers", to="kim@fjordby.example", subject="", body="", now=NOW)
    await note_letters(edition, [(made.remark.response_id, letter.id)], now=NOW)
    page = (await lead.get(staff(made, "/editions/1"))).text
    assert "Breve, der ikke er sendt endnu" in page
    await lead.post(staff(made, "/editions/1/taking-back"), data={"reason": "Fejl."})
    page = (await lead.get(staff(made, "/editions/1"))).text
    assert re.search(r"Breve, der er sendt</dt><dd>0<", page)
    assert re.search(r"Breve, der blev standset, før de blev sendt</dt><dd>1<", page)
