"""Search in the published drafts. Not stored by the page cache: there are as many queries as people."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.locale import current
from consult.public import queries
from consult.public.lookup import consultation_of
from consult.web.plain_text import plain_text
from consult.web.rendering import page

# In characters.
MAX_QUERY = 200


async def search(request: Request) -> Response:
    """In one consultation's draft."""
    consultation = await consultation_of(request, clock.now())
    query = _query(request)
    return page(
        request,
        "public/search.html",
        consultation=consultation,
        query=query,
        result=await queries.search(consultation, query, current().code),
        consultations=[],
    )


async def search_all(request: Request) -> Response:
    """In every announced consultation's draft and title."""
    now = clock.now()
    query = _query(request)
    return page(
        request,
        "public/search.html",
        consultation=None,
        query=query,
        result=await queries.search_everywhere(query, now, current().code),
        consultations=await queries.search_titles(query, now),
    )


def _query(request: Request) -> str:
    # Cut first, too: nobody need look through what is thrown away.
    return plain_text(request.query_params.get("q", "")[: 4 * MAX_QUERY])[:MAX_QUERY].strip()
