"""A background document as a download: whatever is in the file, the browser runs none of it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.documents.background import background_of
from consult.public.lookup import consultation_of
from consult.web.downloads import download


async def background_file(request: Request) -> Response:
    """The file under its name. 404 unless its consultation is public."""
    consultation = await consultation_of(request, clock.now())
    wanted: int = request.path_params["document"]
    for each in await background_of(consultation):
        if each.document_id == wanted:
            return download(request.app.state.files, each.source_file, each.source_name)
    raise HTTPException(404)
