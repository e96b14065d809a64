"""A background document as a download: whatever is in the file, the browser runs none of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.documents.background import background_of
from consult.documents.background_copies import copies_for
from consult.public.lookup import consultation_of
from consult.public.pages.pending_file import pending_file
from consult.web.downloads import download
from consult.web.lookup import found_or_404


async def background_file(request: Request) -> Response:
    """The file under its name, without its metadata. 404 unless its consultation is public, 503 while the copy is being
    made."""
    consultation = await consultation_of(request, clock.now())
    wanted: int = request.path_params["document"]
    files = await background_of(consultation)
    found = found_or_404(next((each for each in files if each.document_id == wanted), None))
    found_or_404(found if found.taken_reason is None else None)
    copy = (await copies_for([found.source_file])).get(found.source_file)
    if copy is None or not copy.served_file:
        return pending_file(request)
    return download(request.app.state.files, copy.served_file, found.source_name)
