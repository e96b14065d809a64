"""The floor: bare Starlette answering with the same bytes, compressed as ours are."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

BYTES = "CONSULT_BENCH_BYTES"


def create_app() -> Starlette:
    """One route, one body read at the start from the file that BYTES names."""
    body = Path(os.environ[BYTES]).read_bytes()
    headers = {"content-encoding": "gzip"}

    async def page(request: Request) -> Response:
        return Response(body, headers=headers, media_type="text/html")

    return Starlette(routes=[Route("/", page), Route("/page", page)])
