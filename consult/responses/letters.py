"""What respondents are written: who gets which words when. Delivery is the outbox's."""

from __future__ import annotations

from datetime import datetime

from consult.consultations.consultation import Consultation
from consult.locale import gettext as _
from consult.locale import marked, speaking
from consult.mail.outbox import post
from consult.responses.anchor_words import words_by_remark
from consult.responses.annex import Annex
from consult.responses.remark import Remark
from consult.responses.response import Response
from consult.responses.unsent_response import Unsent
from consult.web.rendering import letter
from consult.web.urls import absolute


async def ask_to_confirm(
    response: Response, consultation: Consultation, *, to: str, token: str, now: datetime
) -> None:
    """To an address nobody has confirmed: number, time and the confirm link, nothing of the text."""
    with speaking(response.language):
        body = letter(
            "mail/confirm_email/body.txt",
            response=response,
            consultation=consultation,
            link=absolute("confirm_email", token=token),
        )
        subject = _("Response %(number)s is received. Confirm your e-mail address") % {
            "number": response.number
        }
        await post(
            "confirm_email", to=to, subject=subject, body=body, now=now, concerns=response.public_id
        )


async def send_full_copy(
    response: Response,
    consultation: Consultation,
    *,
    to: str,
    token: str,
    now: datetime,
    until: datetime | None,
    refuse_token: str = "",
) -> None:
    """To a confirmed address: everything that was sent, and the status link. ``until`` is its own deadline. ``refuse_token`` is of the page where it can
    be refused, "" where it was just confirmed there."""
    remarks = await Remark.filter(response_id=response.id).order_by("ordinal")
    annexes = await Annex.filter(response_id=response.id).order_by("ordinal")
    with speaking(response.language):
        body = letter(
            "mail/full_copy/body.txt",
            response=response,
            respondent=response.respondent,
            consultation=consultation,
            remarks=remarks,
            annexes=annexes,
            until=until if until and now <= until else None,
            about=await words_by_remark(consultation.id, remarks),
            link=absolute("status_link", token=token),
            refuse_link=absolute("confirm_email", token=refuse_token) if refuse_token else "",
        )
        subject = _("A copy of your response %(number)s") % {"number": response.number}
        await post(
            "full_copy", to=to, subject=subject, body=body, now=now, concerns=response.public_id
        )


async def send_status_link(
    response: Response,
    consultation: Consultation,
    *,
    to: str,
    token: str,
    renewed: bool,
    now: datetime,
) -> None:
    """To a confirmed address: the status link, because it was lost or ``renewed``; nothing of the text."""
    with speaking(response.language):
        body = letter(
            "mail/status_link/body.txt",
            response=response,
            consultation=consultation,
            renewed=renewed,
            link=absolute("status_link", token=token),
        )
        subject = _("The link to your response %(number)s") % {"number": response.number}
        await post(
            "status_link", to=to, subject=subject, body=body, now=now, concerns=response.public_id
        )


async def send_way_back(
    unsent: Unsent,
    consultation: Consultation,
    *,
    closes_at: datetime | None,
    to: str,
    token: str,
    now: datetime,
    renewed: bool = False,
) -> None:
    """The link to go on writing until ``closes_at``, and nothing of what is written: the address may be
    mistyped."""
    with speaking(unsent.language):
        body = letter(
            "mail/way_back/body.txt",
            unsent=unsent,
            closes_at=closes_at,
            consultation=consultation,
            renewed=renewed,
            link=absolute("unsent_link", token=token),
        )
        subject = _("Go on writing your response: %(title)s") % {
            "title": marked(consultation.title, consultation.language)
        }
        await post(
            "way_back", to=to, subject=subject, body=body, now=now, concerns=unsent.public_id
        )


async def remind(
    unsent: Unsent,
    consultation: Consultation,
    *,
    closes_at: datetime,
    to: str,
    remarks: int,
    now: datetime,
) -> None:
    """That something is not sent and until when it can be. Neither a secret nor anything of what is written: the address
    may be mistyped."""
    with speaking(unsent.language):
        body = letter(
            "mail/unsent_reminder/body.txt",
            consultation=consultation,
            closes_at=closes_at,
            remarks=remarks,
            link=absolute("unsent", consultation=consultation.slug, public_id=unsent.public_id),
        )
        subject = _("Not sent yet: your response to %(title)s") % {
            "title": marked(consultation.title, consultation.language)
        }
        await post(
            "unsent_reminder", to=to, subject=subject, body=body, now=now, concerns=unsent.public_id
        )
