"""What authors are written about decisions on their remarks. The unit signs, never the employee."""

from __future__ import annotations

from datetime import datetime

from consult.locale import gettext as _
from consult.locale import speaking
from consult.mail.outbox import post
from consult.responses.correction import mendable_until
from consult.responses.receipt import status_token
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
    contact = await Contact.get_or_none(
        respondent_id=remark.response.respondent_id, confirmed_at__isnull=False
    )
    if contact is None or not contact.email:
        return
    with speaking(remark.response.language):
        subject = _("About your remark %(number)s") % {"number": remark.reference}
        body = _body(decision, remark, secret_key, now)
        await post("decision", to=contact.email, subject=subject, body=body, now=now)


def _body(decision: CheckedDecision, remark: Remark, secret_key: str, now: datetime) -> str:
    # Leaving words out does not withhold the remark: those can be corrected while the consultation is open.
    withheld_at = None if decision.kind is DecisionKind.REDACT else now
    return letter(
        "mail/decision/body.txt",
        kind=str(decision.kind),
        reason=decision.reason.words if decision.reason else "",
        note=decision.note,
        reference=remark.reference,
        consultation=remark.consultation,
        earlier_stays=decision.kind is DecisionKind.WITHHOLD and remark.publicity in VISIBLE,
        mendable_until=mendable_until(remark.consultation, withheld_at, now),
        link=absolute("status_link", token=status_token(remark.response.public_id, secret_key)),
    )
