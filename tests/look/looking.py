"""Render templates without a database, and serve what they gave with the site's own security headers.

Holds sample words for pages that no handler makes yet. Holds no expectations.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, UndefinedError
from starlette.routing import Router

from consult import locale
from consult.answers.stance_bar import StanceBar
from consult.app import routes
from consult.consultations.moderation_reason import ModerationReason
from consult.responses.omission import MARK, pieces_of
from consult.web import urls
from consult.web.headers import CONTENT_SECURITY_POLICY
from consult.web.rendering import STATIC, Site, environment, language_links

PAGES = Path(__file__).parent / "pages"
SITE = Site(
    name="Fjordby Kommune",
    tagline="Høringer",
    contact_unit="Sekretariatet for høringer",
    contact_email="hoering@fjordby.example",
    contact_phone="12 34 56 78",
    contact_address="Rådhuspladsen 1\n4321 Fjordby",
)
REMARKS: list[dict[str, Any]] = [
    {
        "number": "17.3",
        "kind": "citizen",
        "name": "Asta Eksempelsen",
        "verified_by": "email",
        "stance": "against",
        "quote": "flere udfordringer på samme tid",
        "text": "Der står ikke, hvem der har overblikket.\n\nJeg savner også de frivillige sprogcaféer.",
        "proposed_text": "For dem er det afgørende, at én navngiven medarbejder har overblikket,",
        "href": "#",
        "published_at": datetime(2027, 3, 4, 9, 30, tzinfo=UTC),
    },
    {
        "number": "4.1",
        "kind": "organisation",
        "organisation": "Fjordby Lokalråd",
        "verified_by": "invitation",
        "stance": "for",
        "parts": pieces_of(
            f"Vi støtter afsnittet. {MARK} har bedt os sige det samme.",
            ["own"],
            {"own": ModerationReason(key="own", title="personoplysninger")},
        ),
        "href": "#",
        "published_at": datetime(2027, 3, 9, 12, 0, tzinfo=UTC),
    },
]
STANCES = [(3, 9, 2), (5, 0, 1), (0, 1, 0), (12, 3, 6), (0, 0, 0)]


def sample_rows() -> list[dict[str, Any]]:
    """A committee's map: one row a paragraph, with no, few and many remarks."""
    return [
        {
            "label": f"5.{i}",
            "bar": StanceBar(*counts, longest=21),
            "href": "#",
            "words": f"til 5.{i}",
        }
        for i, counts in enumerate(STANCES, 1)
    ]


@functools.cache
def looking_environment() -> Environment:
    """The site's own environment, which also finds the sample pages beside this file."""
    own = environment()
    assert own.loader is not None
    return own.overlay(loader=ChoiceLoader([own.loader, FileSystemLoader(PAGES)]))


@contextlib.contextmanager
def frame_routes() -> Iterator[None]:
    """Within the block the layouts' links lead where the site's own routes are."""
    before = (urls._router, urls._base_url)
    urls.know(Router(routes()), "")
    try:
        yield
    finally:
        urls.know(*before)


def render(template: str, code: str = "da", **context: Any) -> str:
    """A template's text in one language, with everything a page may rely on."""
    with locale.speaking(code), frame_routes():
        return looking_environment().get_template(template).render(
            locale=locale.current(), languages=language_links("/", ""), site=SITE, path="/", partial=False,
            me=SimpleNamespace(name="Maja Moderator", roles=["moderator"]),
            staff_links=[SimpleNamespace(name="Kø", href="#", current=True), SimpleNamespace(name="Udvalg", href="#", current=False)],
            mock_remarks=REMARKS, mock_rows=sample_rows(), bars=[row["bar"] for row in sample_rows()],
            code=404, detail="", kept=["Min tekst."], again=[("text", "Min tekst.")], action="/", has_files=True,
            request_id="0123abcd", conflict=None, back="", **context,
        )  # fmt: skip


def macro(source: str, code: str = "da", **context: Any) -> str:
    """What a line of template gives, in one language."""
    with locale.speaking(code), frame_routes():
        return looking_environment().from_string(source).render(**context)


class Looking(http.server.BaseHTTPRequestHandler):
    """Answers /<language>/<template> with the rendered page, /static/ with the built files."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        try:
            body, kind = self.body_of(path)
        except FileNotFoundError:
            self.send_error(404)
            return
        except UndefinedError as fault:
            # What the page lacks is said where the test that fails shows it.
            self.send_error(500, str(fault))
            return
        self.send_response(200)
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def body_of(self, path: str) -> tuple[bytes, str]:
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            return file.read_bytes(), self.kind_of(file)
        code, _, template = path.strip("/").partition("/")
        if code not in locale.LANGUAGES or not template.endswith(".html"):
            raise FileNotFoundError(path)
        return render(template, code).encode(), "text/html; charset=utf-8"

    def kind_of(self, file: Path) -> str:
        kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
        return kinds.get(file.suffix, "application/octet-stream")

    def log_message(self, format: str, *args: object) -> None:
        """Tests speak for themselves."""


@contextlib.contextmanager
def gallery_server() -> Iterator[str]:
    """The address of a server that shows templates while the block runs."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Looking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
