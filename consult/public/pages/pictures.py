"""A picture of a published text."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.documents.pictures import is_public
from consult.web.lookup import found_or_404
from consult.web.pictures import KEPT, shown


async def picture(request: Request) -> Response:
    """The picture. 404 unless it is in a text that everybody may read."""
    digest: str = request.path_params["digest"]
    is_known = await is_public(digest, clock.now())
    return shown(request.app.state.files, found_or_404(digest if is_known else None), KEPT)
