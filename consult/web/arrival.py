"""When a request reached us: stamped before anything can make it wait, since deadlines count from it. And the id that
the log and an error page know it by."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from consult import clock, logs


class ArrivalStamp:
    """Puts ``received_at`` (aware, UTC) and ``request_id`` into the request's state."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            state = scope.setdefault("state", {})
            state["received_at"] = clock.now()
            state["request_id"] = logs.new_request_id()
        await self.app(scope, receive, send)


def received_at(request: Request) -> datetime:
    """The moment this request reached us."""
    moment: datetime = request.state.received_at
    return moment
