"""Decisions a moderator takes, and one taken."""

from __future__ import annotations

from typing import Any

from consult.responses.publicity import RemarkState
from consult.responses.remark import Remark
from consult.responses.respondent import Contact
from moderation.decision import Decision, decide
from moderation.decision_input import DecisionInput, DecisionKind
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW, people

PUBLISH = DecisionInput(DecisionKind.PUBLISH)


WITHHOLD = DecisionInput(
    DecisionKind.WITHHOLD, reason="abuse", note="  Skriv det uden skældsord.  "
)


TAKE_DOWN = DecisionInput(DecisionKind.TAKE_DOWN, reason="personal_data")


def redact(text: str = "", proposed_text: str = "", **given: Any) -> DecisionInput:
    marked = {"text": text, "proposed_text": proposed_text}
    return DecisionInput(DecisionKind.REDACT, marked=marked, **{"reason": "personal_data", **given})


async def done(remark: Remark, verdict: DecisionInput, **given: Any) -> Decision:
    by = given.pop("by", None) or (await people.account(name="Mona Prøve")).actor
    seen = given.pop("seen", None) or RemarkState.of(remark)
    return await decide(verdict, seen, by=by, now=NOW, secret_key=SECRET_KEY)


async def after(remark: Remark) -> Remark:
    return await Remark.get(id=remark.id)


async def confirmed(within: Remark, email: str = "prove@borger.example") -> None:
    response = await within.response
    await Contact.filter(respondent_id=response.respondent_id).update(email=email, confirmed_at=NOW)
