"""The consulted parties of a consultation: who answered, who had no remarks, and who did neither."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.cacheable import public_page
from consult.public.lookup import consultation_of


async def consulted_parties(request: Request) -> Response:
    """Each party in one of three lists, with a link to what is published of its responses."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    groups = await queries.parties(consultation)
    return public_page(
        request,
        "public/consulted_parties.html",
        depends_on=consultation,
        valid_until=consultation.next_change(now),
        consultation=consultation,
        groups=groups,
        numbers={state: len(parties) for state, parties in groups.items()},
    )
