"""Notices that the database answers again, so that the log says when it was away and when it came back."""

from __future__ import annotations

import contextlib

from starlette.types import ASGIApp, Receive, Scope, Send

from consult import faults, heartbeat, logs


class OutageWatch:
    """Asks the database one question after a request, and only while it is thought to be away."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if logs.database.is_on and scope["type"] == "http":
            with contextlib.suppress(*faults.SURROUNDINGS):
                await heartbeat.last_beat(heartbeat.WORKER)
                logs.database.end()
