"""Consultations as data: the list, and one with its areas and committees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation, Phase
from consult.public import queries
from consult.public.api.json_response import moment, public_json
from consult.public.api.paging import listed, paging_of, piece
from consult.public.lookup import consultation_of
from consult.public.text.addresses import section_address
from consult.web.urls import absolute, in_full


async def consultations(request: Request) -> Response:
    """Every announced consultation, the next deadline first."""
    now = clock.now()
    cards = await queries.cards(now)
    shown, following = piece(cards, paging_of(request), lambda card: card.consultation.slug)
    items = [_consultation(card.consultation, card.phase, card.remark_count) for card in shown]
    return public_json(
        listed(items, following),
        of=[card.consultation for card in cards],
        valid_until=await queries.next_change(now),
    )


async def consultation(request: Request) -> Response:
    """One announced consultation."""
    now = clock.now()
    found = await consultation_of(request, now)
    outline = await queries.outline(found)
    owners = await queries.owners(outline) if outline else {}
    count = await queries.published_remark_count(found)
    return public_json(
        {
            **_consultation(found, found.phase(now), count),
            "version": outline.version.number if outline else None,
            "summary": {
                "about": found.summary,
                "decides": found.summary_decides,
                "how": found.summary_how,
                "next": found.summary_next,
            },
            "contact": {"unit": found.contact_unit, "email": found.contact_email},
            "areas": [_area(outline, each, owners[each.key]) for each in outline.areas]
            if outline
            else [],
            "committees": committees(each for those in owners.values() for each in those),
        },
        of=found,
        valid_until=found.next_change(now),
    )


def _consultation(of: Consultation, phase: Phase, remark_count: int) -> dict[str, Any]:
    return {
        "id": of.slug,
        "slug": of.slug,
        "title": of.title,
        "language": of.language,
        "phase": phase.value,
        "opens_at": moment(of.opens_at),
        "closes_at": moment(of.closes_at),
        "remark_count": remark_count,
        "html_url": absolute("consultation", consultation=of.slug),
    }


def _area(
    outline: queries.Outline, area: queries.PublicSection, owners: list[Committee]
) -> dict[str, Any]:
    return {
        "id": area.key,
        "number": area.number or None,
        "title": area.title,
        "committees": committees(owners),
        "html_url": in_full(section_address(outline.consultation.slug, area)),
    }


def committees(of: Iterable[Committee]) -> list[dict[str, str]]:
    """Committees by the id in their address and today's name, each once."""
    names = {each.slug: each.name for each in of}
    return [{"id": slug, "name": name} for slug, name in names.items()]
