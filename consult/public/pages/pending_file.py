"""The page in the place of a file whose public copy is still being made."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from consult.web.rendering import page

# Seconds. The worker looks more often.
SOON = 10


def pending_file(request: Request) -> HTMLResponse:
    """Says to come again in a moment; 503, so that nobody takes it for the file."""
    headers = {"retry-after": str(SOON), "cache-control": "no-store, private"}
    return page(request, "public/pending_file.html", status=503, headers=headers)
