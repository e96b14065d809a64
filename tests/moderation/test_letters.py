"""The letter to an author whose words were not published as they came: why, and how to mend it."""

from __future__ import annotations

import re

import pytest

from consult.consultations.consultation import Consultation
from consult.mail.outbox import Letter
from consult.responses.omission import MARK
from moderation.decision_input import DecisionInput
from tests.moderation.decisions import WITHHOLD, after, confirmed, done, redact
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
