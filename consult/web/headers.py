"""Headers every answer carries, error pages of the outermost layers included."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

ALWAYS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

PRIVATE = "no-store, private"
# An empty form: the browser may keep it for its Back button, and so what somebody typed in it.
FORM = "private, no-cache"


class SafeHeaders:
    """Wraps the whole app. An answer that does not say how it may be kept may not be kept at all."""

    def __init__(self, app: ASGIApp, *, https: bool, subdomains: bool = False) -> None:
        self.app = app
        self.always = dict(ALWAYS)
        if https:
            # Of other sites below this one we know nothing: only an operator can say that all of them speak https.
            also = "; includeSubDomains" if subdomains else ""
            self.always["strict-transport-security"] = f"max-age=31536000{also}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.always.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", PRIVATE)
                _keep_on_this_site(headers)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _keep_on_this_site(headers: MutableHeaders) -> None:
    """Every redirect of ours stays here, but the router writes the Host it was told into its own."""
    if (location := headers.get("location", "")).startswith(("http:", "https:")):
        headers["location"] = urlsplit(location)._replace(scheme="", netloc="").geturl()
