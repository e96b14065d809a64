"""Where a form may send somebody afterwards, pages of ours only; and which page it says it was on."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit

from starlette.requests import Request


def local_path(text: str) -> str | None:
    r"""``text`` if it is a path on this site (with its query), None for anything that could lead elsewhere.

    Browsers read ``//host``, ``/\host`` and paths with tabs in them as other sites; a proxy may decode once
    more than we do, so the decoded form must be as harmless.
    """
    return text if _is_local(text) and _is_local(unquote(text)) else None


def _is_local(text: str) -> bool:
    return (
        text.startswith("/")
        and not text.startswith("//")
        and "\\" not in text
        and text.isprintable()
    )


def referer_of(request: Request) -> SplitResult:
    """The address of the page that a form was on, as its browser says; an empty one where that is no address."""
    try:
        return urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return urlsplit("")
