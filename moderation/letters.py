"""What authors are written about decisions on their remarks. The unit signs, never the employee."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from consult.locale import gettext as _
from consult.locale import speaking
from consult.mail.outbox import post
from consult.responses.correction import mendable_until
from consult.responses.receipt import token_of
from consult.responses.remark import VISIBLE, Remark
from consult.responses.respondent import Contact
from consult.web.rendering import letter
from consult.web.urls import absolute
from moderation.decision_input import CheckedDecision, DecisionKind


async def send_decision(
    decision: CheckedDecision, remark: Remark, *, secret_key: str, now: datetime
) -> None:
    """The decision, its reason and note, and the link to correct the text; to a confirmed address only.

    ``remark`` comes with its consultation and response, as it was before the decision. One query and the letter.
    """
    # Leaving words out does not withhold the remark: those can be corrected while the consultation is open.
    withheld_at = None if decision.kind is DecisionKind.REDACT else now
    earlier_stays = decision.kind is DecisionKind.WITHHOLD and remark.publicity in VISIBLE
    await _send(
        remark,
        secret_key=secret_key,
        now=now,
        kind=str(decision.kind),
        reason=decision.reason,
        note=decision.note,
        earlier_stays=earlier_stays,
        mendable_until=mendable_until(remark.consultation, withheld_at, now),
    )


async def send_notice(remark: Remark, *, secret_key: str, now: datetime) -> bool:
    """That it was taken down and the reason follows; False where there is no confirmed address. One query and the
    letter. ``remark`` comes with its consultation and response."""
    return await _send(
        remark,
        secret_key=secret_key,
        now=now,
        kind=str(DecisionKind.TAKE_DOWN),
        reason=None,
        note="",
        earlier_stays=False,
        mendable_until=mendable_until(remark.consultation, remark.kept_back_at, now),
    )


async def _send(remark: Remark, *, secret_key: str, now: datetime, **words: Any) -> bool:
    """``words`` are what the body needs beside the remark's own. In the author's language."""
    contact = await Contact.get_or_none(
        respondent_id=remark.response.respondent_id, confirmed_at__isnull=False
    )
    if contact is None or not contact.email:
        return False
    with speaking(remark.response.language):
        subject = _("About your remark %(number)s") % {"number": remark.reference}
        body = letter(
            "mail/decision/body.txt",
            reference=remark.reference,
            consultation=remark.consultation,
            link=absolute("status_link", token=token_of(remark.response, secret_key)),
            **words,
        )
        await post(
            "decision",
            to=contact.email,
            subject=subject,
            body=body,
            now=now,
            concerns=remark.response.public_id,
        )
    return True
