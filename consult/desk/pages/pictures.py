"""A picture of a text in preparation, for those who prepare it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.lookup import consultation_of
from consult.documents.pictures import shows
from consult.web.lookup import found_or_404
from consult.web.pictures import NEVER_KEPT, shown


async def draft_picture(request: Request) -> Response:
    """The picture, published or not. 404 unless the consultation's text has it."""
    digest: str = request.path_params["digest"]
    is_there = await shows(await consultation_of(request), digest)
    return shown(request.app.state.files, found_or_404(digest if is_there else None), NEVER_KEPT)
