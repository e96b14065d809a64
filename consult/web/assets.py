"""Our own css, scripts, fonts and icons: kept by browsers for good, because their addresses change with them."""

from __future__ import annotations

import os

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from consult.web.rendering import static

PREFIX = "/static/"
FOR_GOOD = "public, max-age=31536000, immutable"

# A cache version that nothing ever bumps: the page cache keeps what names it, compressed, for good.
NEVER_CHANGES = "asset"


class Assets(StaticFiles):
    """Static files. One asked for by its full address, ``?v=`` included, may be kept; any other may not."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        asked = f"{PREFIX}{path}?{scope['query_string'].decode('latin-1')}"
        if response.status_code == 200 and asked == _address(path):
            response.headers["cache-control"] = FOR_GOOD
            response.headers["x-consult-cache-version"] = NEVER_CHANGES
        return response


def _address(path: str) -> str:
    """The address templates give this file; "" for a file there is none of."""
    try:
        return static(path.replace(os.sep, "/"))
    except OSError:
        return ""
