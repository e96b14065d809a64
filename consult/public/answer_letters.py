"""Letters about published answers: one to each confirmed address, with what was answered to all that came from it.

Written by the worker, an address at a time. What notes that somebody was written to is stored with the letter, so
neither a second worker nor a restart writes a second one, and none is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from tortoise.exceptions import IntegrityError

from consult import database
from consult.answers.editions.answer_letter import note_letter, unwritten_responses
from consult.answers.editions.edition import Edition
from consult.consultations.consultation import Consultation
from consult.locale import gettext as _
from consult.locale import speaking
from consult.mail.address import normal_email
from consult.mail.outbox import post
from consult.public import queries
from consult.responses.receipt import token_of
from consult.responses.remark import Remark, Standing
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.web.rendering import letter
from consult.web.urls import absolute


async def write_answer_letters(*, secret_key: str, now: datetime) -> None:
    """Write to everybody who was not yet, in every answered consultation. Two queries for each of these where nothing is
    to be written, some ten for each letter."""
    for consultation in await Consultation.filter(answered_at__lte=now):
        edition = (await queries.public_editions(consultation, now)).in_force
        if edition is not None:
            for responses in await _by_address(consultation):
                await _write(consultation, edition, responses, secret_key, now)


async def _by_address(consultation: Consultation) -> list[list[int]]:
    """The responses (ids) that nobody was written to about, those of one letterbox together."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    rows = unwritten_responses(consultation.id).order_by("id")
    for response, email in await rows.values_list("id", "respondent__contact__email"):
        if email:
            found[normal_email(email)].append(response)
    return list(found.values())


async def _write(
    consultation: Consultation,
    edition: Edition,
    ids: Sequence[int],
    secret_key: str,
    now: datetime,
) -> None:
    """One letter, unless somebody else writes it at the same moment."""
    rows = Response.filter(id__in=list(ids)).order_by("id")
    responses = await rows
    answers = await _answers(edition, responses)
    last = responses[-1]
    with speaking(last.language):
        subject = _("What was answered: %(title)s") % {"title": consultation.title}
        body = letter(
            "mail/answers/body.txt",
            consultation=consultation,
            outcome=absolute("outcome", consultation=consultation.slug),
            answers=answers,
            point_url=lambda number: absolute(
                "outcome_point", consultation=consultation.slug, number=number
            ),
            links=[absolute("status_link", token=token_of(each, secret_key)) for each in responses],
        )
        try:
            async with database.transaction():
                await note_letter(edition, responses, now=now)
                contact = await Contact.get(respondent_id=last.respondent_id)
                await post("answers", to=contact.email, subject=subject[:300], body=body, now=now)
        except IntegrityError:
            return


async def _answers(
    edition: Edition, responses: Sequence[Response]
) -> list[tuple[str, queries.RemarkAnswer]]:
    """(number of the remark, what is answered to it), in order."""
    rows = Remark.filter(
        response_id__in=[each.id for each in responses], standing=Standing.RECEIVED
    ).select_related("response")
    remarks = await rows.order_by("response__number", "ordinal")
    found = await queries.remark_answers(edition, [each.id for each in remarks])
    return [(each.reference, found[each.id]) for each in remarks]
