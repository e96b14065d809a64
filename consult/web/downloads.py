"""Files, given to be saved: whatever is in one that people sent, the browser runs nothing of it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import FileResponse

from consult.files import FileStore
from consult.web.lookup import path_or_404

SAFE = {
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
}


def download(
    files: FileStore, key: str, name: str, headers: Mapping[str, str] | None = None
) -> FileResponse:
    """The stored file under the name it was sent with. Raises HTTPException 404 when its bytes are gone.

    Nobody may keep it unless ``headers`` say how long it is true (see ``consult.web.page_cache_middleware``).
    """
    path = path_or_404(files, key)
    return FileResponse(
        path,
        media_type="application/octet-stream",
        filename=name,
        headers={**SAFE, **(headers or {})},
    )


def shown_pdf(files: FileStore, key: str, name: str, headers: Mapping[str, str]) -> FileResponse:
    """A PDF that we made ourselves, to be read in the browser. Raises HTTPException 404 when its bytes are gone."""
    path = path_or_404(files, key)
    return FileResponse(
        path,
        media_type="application/pdf",
        filename=name,
        content_disposition_type="inline",
        headers={"x-content-type-options": "nosniff", **headers},
    )
