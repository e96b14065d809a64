"""Consultations, committees and what belongs to the frame."""

from __future__ import annotations

from typing import Any

from consult import clock
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import ConsultedParty
from tests.support.factories import DAY, NOW, serial


async def consultation(**given: Any) -> Consultation:
    """One that is announced, open at NOW, and closes twenty days later."""
    number = next(serial)
    values: dict[str, Any] = {
        "slug": f"hoering-{number}",
        "title": f"Høring {number}",
        "summary": "<p>Hvad høringen handler om.</p>",
        "summary_decides": "<p>Byrådet beslutter.</p>",
        "summary_how": "<p>Skriv ved det afsnit, det handler om.</p>",
        "summary_next": "<p>Udvalgene svarer.</p>",
        "contact_unit": "Borgmesterkontoret",
        "contact_email": "hoering@fjordby.example",
        "announced_at": NOW - 12 * DAY,
        "opens_at": NOW - 10 * DAY,
        "closes_at": NOW + 20 * DAY,
        "created_at": NOW - 20 * DAY,
    }
    return await Consultation.create(**{**values, **given})


async def open_today(**given: Any) -> Consultation:
    """One that is open by the real clock, for what runs in another process."""
    now = clock.now()
    moments = {"announced_at": now - 2 * DAY, "opens_at": now - DAY, "closes_at": now + 20 * DAY}
    return await consultation(**{**moments, **given})


async def closed_consultation(**given: Any) -> Consultation:
    """One whose deadline passed the day before NOW."""
    return await consultation(**{"closes_at": NOW - DAY, **given})


async def unannounced_consultation(**given: Any) -> Consultation:
    """One that only its editors may know of: noise that no public page may ever show."""
    return await consultation(**{"announced_at": None, **given})


async def committee(**given: Any) -> Committee:
    """A standing committee."""
    number = next(serial)
    return await Committee.create(
        **{"slug": f"udvalg-{number}", "name": f"Udvalg {number}", **given}
    )


async def party(of: Consultation, **given: Any) -> ConsultedParty:
    """An invited organisation that has not answered."""
    values = {"name": f"Forening {next(serial)}", "invited_at": NOW - 10 * DAY}
    return await ConsultedParty.create(consultation=of, **{**values, **given})


async def reason(of: Consultation, **given: Any) -> ModerationReason:
    """A reason its moderators may give."""
    number = next(serial)
    values = {"key": f"reason-{number}", "title": f"Grund {number}"}
    return await ModerationReason.create(consultation=of, **{**values, **given})
