"""A file that came with a remark of the committee's, opened by whoever answers or reads for it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.answers.lookup import annex_of, desk_of
from consult.web.downloads import download


async def committee_annex(request: Request) -> Response:
    """The file as it was sent, to be saved."""
    desk = await desk_of(request)
    annex = await annex_of(request, desk)
    return download(request.app.state.files, annex.file_key, annex.name)
