"""Notices that the database answers again, so that the log says when it was away and when it came back."""

from __future__ import annotations

import contextlib
import time

from starlette.types import ASGIApp, Receive, Scope, Send

from consult import clock, faults, heartbeat, logs

PROBE_SECONDS = 5.0


class OutageWatch:
    """After a request, and only while the database is thought to be away, writes one row to it, seldom."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._probed_at = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        if logs.database.is_on and scope["type"] == "http" and self._is_time():
            # To read is not enough: an embedded database that is locked can be read.
            with contextlib.suppress(*faults.SURROUNDINGS):
                await heartbeat.beat(heartbeat.SITE, clock.now())
                logs.database.end()

    def _is_time(self) -> bool:
        if time.monotonic() - self._probed_at < PROBE_SECONDS:
            return False
        self._probed_at = time.monotonic()
        return True
