"""How a response is sent through the verb, and which faults it names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from consult.responses.not_sent import Invalid
from consult.responses.receipt import Receipt
from consult.responses.remark import AnchorType, Stance
from consult.responses.submission import (
    RemarkInput,
    RespondentInput,
    Submission,
)
from consult.responses.submitting import submit
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW
from tests.support.factories.documents import Draft

WHO = RespondentInput(name="Prøve Person", email="prove@fjordby.example", postcode="4321")


def comment_on(text: Draft, **given: Any) -> Submission:
    """One comment on the first paragraph."""
    on = str(text.paragraphs[0].identity_id)
    remark = RemarkInput("Det er godt.", AnchorType.PARAGRAPH, on, stance=Stance.FOR)
    return Submission(**{"respondent": WHO, "remarks": (remark,), **given})


async def send(text: Draft, submission: Submission, key: str = "key", **given: Any) -> Receipt:
    values: dict[str, Any] = {
        "consultation": text.consultation,
        "received_at": NOW,
        "now": NOW + timedelta(seconds=2),
        "idempotency_key": key,
        "secret_key": SECRET_KEY,
    }
    return await submit(submission, **{**values, **given})


def codes(invalid: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(error.path, error.code) for error in invalid.value.errors}
