"""The letter to an author whose words were not published as they came: why, and how to mend it."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import reasons_of
from consult.mail.outbox import Letter, post
from consult.people.account import Account
from consult.responses.annex import Annex
from consult.responses.omission import MARK
from consult.responses.respondent import Contact
from moderation.annex_decision import AnnexDecision, decide_annex
from moderation.decision_input import DecisionInput, DecisionKind
from tests.moderation.decisions import WITHHOLD, after, confirmed, done, redact
from tests.support.databases import SECRET_KEY
from tests.support.factories import DAY, NOW, responses
from tests.support.factories.documents import Draft


@pytest.mark.parametrize("verdict", [WITHHOLD, redact("En [[bemærkning]].")])
async def test_the_author_is_told_the_reason_the_note_and_how_to_mend_it(
    text: Draft, verdict: DecisionInput
) -> None:
    remark = await responses.remark(text, text="En bemærkning.")
    await confirmed(remark)
    await done(remark, verdict)
    [letter] = await Letter.all()
    assert letter.to == "prove@borger.example"
    number = (await remark.response).number
    assert f"{number}.1" in letter.subject
    assert verdict.note.strip() in letter.body
    assert ("misbrug" in letter.body) or ("personlige oplysninger" in letter.body)
    assert "/receipts/" in letter.body
    assert "Mona" not in letter.body, "the unit signs, never the employee"
    assert "En bemærkning." not in letter.body


@pytest.mark.parametrize(
    "verdict, closed_days, until",
    [
        (WITHHOLD, -20, "30. marts 2027 kl. 13.00"),
        (WITHHOLD, -1, "24. marts 2027 kl. 23.59"),
        (WITHHOLD, 1, "24. marts 2027 kl. 23.59"),
        (redact("En [[bemærkning]]."), -1, "11. marts 2027 kl. 12.00"),
        (redact("En [[bemærkning]]."), 1, None),
    ],
)
async def test_the_letter_says_until_when_it_can_be_mended(
    text: Draft, verdict: DecisionInput, closed_days: int, until: str | None
) -> None:
    """Kept back on 10 March: through 24 March, or the deadline if that is later."""
    remark = await responses.remark(text, text="En bemærkning.")
    await confirmed(remark)
    closes_at = NOW - closed_days * DAY
    await Consultation.filter(id=text.consultation.id).update(closes_at=closes_at)
    await done(remark, verdict)
    [letter] = await Letter.all()
    said = re.findall(r"sende den igen indtil (.*) \(dansk tid\)", letter.body)
    assert said == ([until] if until else [])


async def test_an_address_nobody_confirmed_gets_nothing(text: Draft) -> None:
    remark = await responses.remark(
        text, within=await responses.response(text, email="a@b.example")
    )
    await done(remark, WITHHOLD)
    assert await Letter.all().count() == 0


async def test_hostile_words_stay_words(text: Draft) -> None:
    hostile = "<script>alert(1)</script> \\1 ]] [[ %(reason)s {{ 7*7 }} \x1f"
    remark = await responses.remark(text, text=hostile, quote="\\1 <script>alert(1)</script>")
    marked = "[[<script>alert(1)</script>]] \\1 \\]\\] \\[\\[ %(reason)s {{ 7*7 }} \x1f"
    await done(remark, redact(marked))
    now = await after(remark)
    assert now.public_text == f"{MARK} \\1 ]] [[ %(reason)s {{{{ 7*7 }}}} \x1f"
    assert "script" not in now.public_quote


async def test_the_letter_says_which_words_were_left_out_and_why(text: Draft) -> None:
    remark = await responses.remark(text, text="Mit nummer er 12 34 56 78. Ring til Ole.")
    await confirmed(remark)
    marked = "Mit nummer er [[12 34 56 78]]. Ring til [[Ole|private]]."
    await done(remark, redact(marked))
    [letter] = await Letter.all()
    assert "“12 34 56 78” (personlige oplysninger)" in letter.body
    assert "“Ole” (Privatliv)" in letter.body
    assert "Ring til" not in letter.body


@pytest.mark.parametrize("kind", [DecisionKind.PUBLISH, DecisionKind.WITHHOLD])
async def test_a_name_that_is_kept_back_is_told(text: Draft, kind: DecisionKind) -> None:
    remark = await responses.remark(text)
    await confirmed(remark)
    await done(remark, DecisionInput(kind, reason="abuse", withhold_name=True))
    [letter] = await Letter.all()
    assert "Dit navn vises ikke" in letter.body
    assert ("Begrundelse" in letter.body) is (kind is DecisionKind.WITHHOLD)


async def test_publishing_with_the_name_is_told_in_no_letter_at_once(text: Draft) -> None:
    remark = await responses.remark(text)
    await confirmed(remark)
    await done(remark, DecisionInput(DecisionKind.PUBLISH, withhold_name=False))
    assert await Letter.all().count() == 0


@pytest.mark.parametrize(
    ("language", "reason"), [("da", "Privatliv"), ("en", "Privatliv (in Danish)")]
)
async def test_a_reason_of_the_editor_s_own_is_marked_for_who_reads_another_language(
    text: Draft, language: str, reason: str
) -> None:
    within = await responses.response(text, language=language)
    remark = await responses.remark(text, within=within)
    await confirmed(remark)
    await done(remark, DecisionInput(DecisionKind.WITHHOLD, reason="private"))
    [letter] = await Letter.all()
    assert f" {reason}\n" in letter.body


async def test_a_withheld_file_is_told_with_its_reason(text: Draft, mona: Account) -> None:
    remark = await responses.remark(text)
    await confirmed(remark)
    made = await responses.annex(await remark.response, name="Bilag æ.pdf")
    annex = await Annex.get(id=made.id).select_related("response__consultation")
    reasons = await reasons_of(text.consultation.id)
    decision = AnnexDecision(DecisionKind.WITHHOLD, annex.publicity, reasons["abuse"])
    await decide_annex(annex, decision, by=mona.actor, now=NOW, secret_key=SECRET_KEY)
    [letter] = await Letter.all()
    assert "Bilag æ.pdf" in letter.body
    assert "misbrug" in letter.body


CANNOT = [
    ({"email": ""}, "Der kan ikke sendes brev til afsenderen"),
    ({"email": "a@b.example"}, "så længe e-mailadressen ikke er bekræftet"),
    ({"email": "a@b.example", "confirmed_at": NOW}, "Afsenderen har bekræftet e-mailadressen"),
    ({"email": "a@b.example", "refused_at": NOW}, "siger, at svaret ikke er deres"),
]


@pytest.mark.parametrize(("contact", "words"), CANNOT)
async def test_the_page_says_beforehand_whether_a_letter_can_go(
    text: Draft, moderator: httpx2.AsyncClient, contact: dict[str, Any], words: str
) -> None:
    remark = await responses.remark(text)
    response = await remark.response
    await Contact.filter(respondent_id=response.respondent_id).update(**contact)
    slug = text.consultation.slug
    page = await moderator.get(f"/staff/consultations/{slug}/queue/{response.number}.1")
    assert words in page.text
    assert "a@b.example" not in page.text


async def test_the_page_says_that_the_latest_letter_did_not_arrive(
    text: Draft, moderator: httpx2.AsyncClient
) -> None:
    remark = await responses.remark(text)
    await confirmed(remark)
    response = await remark.response
    letter = await post(
        "decision", to="a@b.example", subject="", body="", now=NOW, concerns=response.public_id
    )
    await Letter.filter(id=letter.id).update(given_up_at=NOW)
    slug = text.consultation.slug
    page = await moderator.get(f"/staff/consultations/{slug}/queue/{response.number}.1")
    assert "kunne ikke afleveres" in page.text
