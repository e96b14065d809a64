"""A picture of a draft, given to be seen in its page: a picture and nothing else, whatever its bytes say."""

from __future__ import annotations

from starlette.responses import FileResponse

from consult.files import FileStore
from consult.web.lookup import path_or_404

PNG = b"\x89PNG"
# The address names the bytes, so they never change.
KEPT = "public, max-age=31536000, immutable"
NEVER_KEPT = "no-store, private"
SAFE = {
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
}


def shown(files: FileStore, digest: str, caching: str) -> FileResponse:
    """The stored picture. Raises HTTPException 404 when its bytes are gone."""
    path = path_or_404(files, digest)
    with path.open("rb") as file:
        media_type = "image/png" if file.read(len(PNG)) == PNG else "image/jpeg"
    return FileResponse(path, media_type=media_type, headers={**SAFE, "cache-control": caching})
