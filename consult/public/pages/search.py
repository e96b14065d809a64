"""Search in the published drafts. Not kept by the outermost layer: questions are as many as people."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.locale import current
from consult.public import queries
from consult.public.lookup import consultation_of
from consult.web.forms import plain_text
from consult.web.rendering import page

LONGEST = 200


async def search(request: Request) -> Response:
    """In one consultation's draft."""
    found = await consultation_of(request, clock.now())
    query = _query(request)
    return page(
        request,
        "public/search.html",
        consultation=found,
        query=query,
        found=await queries.search(found, query, current().code),
        titles=[],
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
        found=await queries.search_everywhere(query, now, current().code),
        titles=await queries.search_titles(query, now),
    )


def _query(request: Request) -> str:
    return plain_text(request.query_params.get("q", ""))[:LONGEST].strip()
