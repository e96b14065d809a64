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
from moderation.decision import Decision, DecisionKind


async def tell_author(
    decision: Decision, remark: Remark, *, secret_key: str, now: datetime
) -> None:
    """The decision, its reason and note, and the way to mend the text; to a confirmed address only.

    ``remark`` comes with its consultation and response, as it was before the decision.
    """
    response, consultation = remark.response, remark.consultation
    contact = await Contact.get_or_none(
        respondent_id=response.respondent_id, confirmed_at__isnull=False
    )
    if contact is None or not contact.email:
        return
    # Words left out are no keeping back: those can be mended while the consultation is open.
    kept_back_at = None if decision.kind is DecisionKind.REDACT else now
    with speaking(response.language):
        reference = remark.reference
        body = letter(
            "mail/decision/body.txt",
            kind=str(decision.kind),
            reason=decision.reason.words if decision.reason else "",
            note=decision.note,
            reference=reference,
            consultation=consultation,
            earlier_stays=decision.kind == "withhold" and remark.publicity in VISIBLE,
            mendable_until=mendable_until(consultation, kept_back_at, now),
            link=absolute("status_link", token=status_token(response.public_id, secret_key)),
        )
        subject = _("About your remark %(number)s") % {"number": reference}
        await post("decision", to=contact.email, subject=subject, body=body, now=now)
