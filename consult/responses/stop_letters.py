"""Letters about a hearing that is suspended, called off or taken up again: one to each address, for each of these.

To every confirmed address of a response that stands, and to where the link to a response not sent yet was mailed, because
that letter named a deadline. Written by the worker some minutes later, so that what is taken back at once writes to
nobody; what notes that it was told is stored with the letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from consult import database
from consult.consultations.consultation import Consultation
from consult.consultations.suspension import Suspension
from consult.locale import gettext as _
from consult.locale import marked, speaking
from consult.mail.address import normal_email
from consult.mail.outbox import Letter, drawn_up, post_all
from consult.responses.receipt import token_of
from consult.responses.response import Response
from consult.responses.unsent_response import Unsent
from consult.web.rendering import letter
from consult.web.urls import absolute

KIND = "stop"
GRACE = timedelta(minutes=5)


class Happened(StrEnum):
    """What is told."""

    SUSPENDED = "suspended"
    CALLED_OFF = "called_off"
    RESUMED = "resumed"


@dataclass
class Reader:
    """One address: its spelling and language in what came last from it, its responses, and whether a draft waits."""

    to: str
    language: str
    responses: list[Response] = field(default_factory=list)
    has_draft: bool = False


async def write_stop_letters(*, secret_key: str, now: datetime) -> None:
    """Tell of each stop, and of each end of one, that nobody was told of. One query where there is none; five and the
    letters for each."""
    untold = Q(told_at=None) | Q(resumed_at__isnull=False, resumption_told_at=None)
    for stop in await Suspension.filter(untold).order_by("id").select_related("consultation"):
        if stop.told_at is None and stop.decided_at <= now - GRACE:
            await _tell_of_stop(stop, secret_key, now)
        elif stop.told_at and stop.resumed_at and stop.resumed_at <= now - GRACE:
            await _tell_of_end(stop, secret_key, now)


async def _tell_of_stop(stop: Suspension, secret_key: str, now: datetime) -> None:
    """Of what was ended meanwhile nobody need be told, neither that it was stopped nor that it goes on."""
    this = Suspension.filter(id=stop.id, told_at=None)
    if stop.resumed_at is not None:
        await this.update(told_at=now, resumption_told_at=now)
        return
    happened = Happened.CALLED_OFF if stop.is_final else Happened.SUSPENDED
    letters = await _letters(stop, happened, secret_key, now)
    async with database.transaction():
        if await this.update(told_at=now):
            await post_all(letters)


async def _tell_of_end(stop: Suspension, secret_key: str, now: datetime) -> None:
    """That it goes on; nothing where it was stopped anew or called off: the letter about that says more."""
    this = Suspension.filter(id=stop.id, resumption_told_at=None)
    goes_on = stop.consultation.suspended_at is None and stop.consultation.called_off_at is None
    letters = await _letters(stop, Happened.RESUMED, secret_key, now) if goes_on else []
    async with database.transaction():
        if await this.update(resumption_told_at=now):
            await post_all(letters)


async def _letters(
    stop: Suspension, happened: Happened, secret_key: str, now: datetime
) -> list[Letter]:
    readers = await _readers(stop.consultation, now)
    return [_letter(stop, happened, each, secret_key, now) for each in readers]


async def _readers(consultation: Consultation, now: datetime) -> list[Reader]:
    """Whom to tell, each address once. Three queries."""
    found: dict[str, Reader] = {}
    for response in await _confirmed(consultation):
        email = response.respondent.contact.email  # type: ignore[attr-defined]
        reader = found.setdefault(normal_email(email), Reader(email, response.language))
        reader.to, reader.language = email, response.language
        reader.responses.append(response)
    drafts = Unsent.filter(consultation_id=consultation.id, sent_as="", expires_at__gt=now)
    # Neither what they hold nor one parameter for each: strangers begin as many as they like.
    languages = dict(await drafts.values_list("public_id", "language"))
    waiting = Subquery(drafts.values("public_id"))
    mailed = Letter.filter(kind="way_back", concerns__in=waiting, given_up_at=None)
    for to, draft in await mailed.order_by("id").values_list("to", "concerns"):
        found.setdefault(normal_email(to), Reader(to, languages[draft])).has_draft = True
    return list(found.values())


def _confirmed(consultation: Consultation) -> QuerySet[Response]:
    return (
        Response.filter(
            consultation_id=consultation.id,
            withdrawn_at=None,
            respondent__contact__confirmed_at__isnull=False,
            respondent__contact__refused_at=None,
        )
        .exclude(respondent__contact__email="")
        .select_related("respondent__contact")
        .order_by("id")
    )


def _letter(
    stop: Suspension, happened: Happened, reader: Reader, secret_key: str, now: datetime
) -> Letter:
    with speaking(reader.language):
        title = marked(stop.consultation.title, stop.consultation.language)
        body = letter(
            "mail/stop/body.txt",
            happened=happened,
            consultation=stop.consultation,
            reason=stop.reason,
            until=_until(stop.consultation, now),
            page=absolute("consultation", consultation=stop.consultation.slug),
            links=_links(reader.responses, secret_key),
            has_draft=reader.has_draft,
        )
        subject = _subject(happened) % {"title": title}
    return drawn_up(KIND, to=reader.to, subject=subject, body=body, now=now)


def _until(consultation: Consultation, now: datetime) -> datetime | None:
    closes_at = consultation.closes_at
    return closes_at if closes_at and now <= closes_at else None


def _links(responses: Sequence[Response], secret_key: str) -> list[str]:
    return [absolute("status_link", token=token_of(each, secret_key)) for each in responses]


def _subject(happened: Happened) -> str:
    match happened:
        case Happened.SUSPENDED:
            return _("The consultation is suspended: %(title)s")
        case Happened.CALLED_OFF:
            return _("The consultation is called off: %(title)s")
        case Happened.RESUMED:
            return _("The consultation goes on: %(title)s")
