"""A published annex as a download: its public copy, and whatever is in that, the browser runs none of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.public import queries
from consult.public.cacheable import cache_headers
from consult.public.lookup import LARGEST_COUNT, consultation_of
from consult.public.pages.pending_file import pending_file
from consult.web.downloads import download
from consult.web.lookup import found_or_404


async def annex(request: Request) -> Response:
    """The file without its metadata. 404 unless it and some text of its response are published, 503 while the copy is
    being made."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    number, ordinal = request.path_params["number"], request.path_params["ordinal"]
    can_be = max(number, ordinal) <= LARGEST_COUNT
    found = found_or_404(await queries.annex(consultation, number, ordinal) if can_be else None)
    headers = {
        "x-robots-tag": "noindex",
        **cache_headers(consultation, consultation.next_change(now)),
    }
    if not found.file_key:
        return pending_file(request)
    return download(request.app.state.files, found.file_key, found.name, headers)
