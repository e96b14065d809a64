"""The reader's language from the address: /en/… and /ar/…; Danish has no prefix. No cookie, no Vary."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from consult.locale import DEFAULT_LANGUAGE, LANGUAGES, speaking


def split_language(path: str) -> tuple[str, str]:
    """("en", "/en") for a path below /en, ("da", "") for any path without a prefix."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    if first in LANGUAGES and first != DEFAULT_LANGUAGE:
        return first, f"/{first}"
    return DEFAULT_LANGUAGE, ""


class LanguageFromAddress:
    """Strips the prefix for the router (as root_path) and speaks that language while the request lasts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        code, prefix = split_language(scope["path"])
        with speaking(code):
            await self.app({**scope, "root_path": prefix}, receive, send)
