"""Templates: the one environment all pages, fragments and letters are rendered with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from consult import clock, locale
from consult.web.small_markup import one_line
from consult.web.urls import in_full, in_language, url

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"


@dataclass(frozen=True)
class Site:
    """Whose site this is, as the header and the footer say."""

    name: str
    tagline: str
    contact_unit: str
    contact_email: str
    contact_phone: str
    contact_address: str


@dataclass(frozen=True)
class LanguageLink:
    """This page in one of the languages we speak."""

    code: str
    name: str
    dir: str
    href: str
    current: bool


@cache
def environment() -> Environment:
    """Jinja with autoescape, gettext in the reader's language, and our addresses and formats."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The extension adds it to the environment, which its type does not know.
    env.install_gettext_callables(  # type: ignore[attr-defined]
        locale.gettext,
        locale.ngettext,
        newstyle=True,
        pgettext=locale.pgettext,
        npgettext=locale.npgettext,
    )
    env.policies["ext.i18n.trimmed"] = True
    # The clock is asked when a page is made.
    env.globals.update(url=url, full=in_full, static=static, current_time=lambda: clock.now())
    env.filters.update(
        date=locale.show_date,
        datetime=locale.show_datetime,
        file_size=locale.show_file_size,
        time=locale.show_time,
        language=locale.show_language,
        marked=locale.marked,
        number=locale.show_number,
        one_line=one_line,
    )
    return env


@cache
def static(path: str) -> str:
    """The address of a static file, with a part that changes when the file does.

    Raises FileNotFoundError when the assets have not been built.
    """
    digest = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]
    return f"/static/{path}?v={digest}"


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> HTMLResponse:
    """Render a full page or a fragment for this request in the reader's language.

    Templates find ``locale``, ``languages``, ``site``, ``me`` (the person signed in, or None), ``path``
    (this page's unprefixed path), ``partial`` (True when htmx asks for a fragment), ``answers_post`` (True when a
    form was sent) and ``failed`` (True when what was sent was refused) beside ``context``.
    """
    failed = request.method == "POST" and status >= 400
    pieces = (
        environment()
        .get_template(template)
        .generate(**shared_context(request), failed=failed, **context)
    )
    # Piece by piece: one wide character makes a string wide as a whole, and of a draft of megabytes that costs.
    return HTMLResponse(b"".join(piece.encode() for piece in pieces), status, headers)


def shared_context(request: Request) -> dict[str, Any]:
    """What every template may rely on."""
    path = request.url.path.removeprefix(request.scope.get("root_path", "")) or "/"
    return {
        "locale": locale.current(),
        "languages": language_links(path, request.url.query),
        "site": request.app.state.site,
        "me": getattr(request.state, "person", None),
        "path": path,
        "partial": is_partial(request),
        "answers_post": request.method == "POST",
    }


def is_partial(request: Request) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("hx-request-type") == "partial"


def language_links(path: str, query: str) -> list[LanguageLink]:
    """The same page in every language."""
    here = locale.current().code
    suffix = f"?{query}" if query else ""
    # A browser reads "//host" and "/\\host" as another site, and any path may be asked for in vain.
    path = "/" + quote(path.lstrip("/"), safe="/%")
    return [
        LanguageLink(
            code, name, locale.locale_of(code).dir, in_language(code, path) + suffix, code == here
        )
        for code, name in locale.LANGUAGES.items()
    ]


def letter(template: str, **context: Any) -> str:
    """Render a plain-text letter (``mail/<letter>/body.txt``) in the current language."""
    return _letter_environment().get_template(template).render(locale=locale.current(), **context)


@cache
def _letter_environment() -> Environment:
    """Letters are plain text: nothing is escaped, because nothing is markup."""
    return environment().overlay(autoescape=False)
