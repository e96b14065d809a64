"""What authors are written about decisions on their remarks and files. The unit signs, never the employee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.consultations.moderation_reason import ModerationReason
from consult.locale import gettext as _
from consult.locale import speaking
from consult.mail.outbox import post
from consult.responses.annex import Annex
from consult.responses.correction import mendable_until
from consult.responses.party import deadline_of
from consult.responses.receipt import token_of
from consult.responses.remark import VISIBLE, Remark
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.web.rendering import letter
from consult.web.urls import absolute
from moderation.decision_input import CheckedDecision, DecisionKind
from moderation.redaction import AuthorWording, RedactedSpan

# Of words that were left out a letter has no more, in characters.
MOST_OF_WORDS = 300


@dataclass(frozen=True)
class OmittedWords:
    """What one mark left out, in the author's own words, and why."""

    words: str
    reason: ModerationReason


async def send_decision(
    decision: CheckedDecision,
    remark: Remark,
    wording: AuthorWording,
    *,
    hides_name: bool,
    secret_key: str,
    now: datetime,
) -> None:
    """The decision, its reason and note, the words left out, and the link to correct the text; to a confirmed address only.

    ``remark`` comes with its consultation and response, as it was before the decision; ``wording`` is what was decided
    on. ``hides_name``: from now on the name is kept back, too. One query and the letter.
    """
    # Leaving words out does not withhold the remark: those can be corrected while the consultation is open.
    is_shown = decision.kind in (DecisionKind.REDACT, DecisionKind.PUBLISH)
    earlier_stays = decision.kind is DecisionKind.WITHHOLD and remark.publicity in VISIBLE
    await _send(
        remark,
        secret_key=secret_key,
        now=now,
        kind=str(decision.kind),
        reason=decision.reason,
        note=decision.note,
        omitted=_omitted(decision.redactions, wording),
        hides_name=hides_name,
        earlier_stays=earlier_stays,
        mendable_until=await _mendable_until(remark, None if is_shown else now, now),
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
        omitted=[],
        hides_name=False,
        earlier_stays=False,
        mendable_until=await _mendable_until(remark, remark.kept_back_at, now),
    )


async def send_annex_withheld(
    annex: Annex, reason: ModerationReason, *, secret_key: str, now: datetime
) -> bool:
    """That a file is not published, and why; False where there is no confirmed address. ``annex`` comes with its response
    and that with its consultation. One query and the letter."""
    response = annex.response
    contact = await confirmed_contact(response)
    if contact is None:
        return False
    with speaking(response.language):
        subject = _("About a file of your response %(number)s") % {"number": response.number}
        body = letter(
            "mail/annex_withheld/body.txt",
            annex=annex,
            response=response,
            consultation=response.consultation,
            reason=reason,
            link=absolute("status_link", token=token_of(response, secret_key)),
        )
        await post(
            "decision",
            to=contact.email,
            subject=subject,
            body=body,
            now=now,
            concerns=response.public_id,
        )
    return True


async def confirmed_contact(response: Response) -> Contact | None:
    """How to write to the author of a response; None where letters cannot go. One query."""
    contact = await Contact.get_or_none(
        respondent_id=response.respondent_id, confirmed_at__isnull=False, refused_at__isnull=True
    )
    return contact if contact and contact.email else None


async def _mendable_until(
    remark: Remark, kept_back_at: datetime | None, now: datetime
) -> datetime | None:
    closes_at = await deadline_of(remark.consultation, remark.response)
    return mendable_until(remark.consultation, kept_back_at, now, closes_at=closes_at)


def _omitted(redactions: Sequence[RedactedSpan], wording: AuthorWording) -> list[OmittedWords]:
    return [OmittedWords(_short(each.words(wording)), each.reason) for each in redactions]


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= MOST_OF_WORDS else words[:MOST_OF_WORDS] + " …"


async def _send(remark: Remark, *, secret_key: str, now: datetime, **words: Any) -> bool:
    """``words`` are what the body needs beside the remark's own. In the author's language."""
    contact = await confirmed_contact(remark.response)
    if contact is None:
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
