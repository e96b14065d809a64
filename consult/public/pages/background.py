"""A background document as a download: whatever is in the file, the browser runs none of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.documents.background import background_of
from consult.public.lookup import consultation_of
from consult.web.downloads import download
from consult.web.lookup import found_or_404


async def background_file(request: Request) -> Response:
    """The file under its name. 404 unless its consultation is public."""
    consultation = await consultation_of(request, clock.now())
    wanted: int = request.path_params["document"]
    files = await background_of(consultation)
    found = found_or_404(next((each for each in files if each.document_id == wanted), None))
    return download(request.app.state.files, found.source_file, found.source_name)
