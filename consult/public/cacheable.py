"""Public pages that the page cache may store: one way to answer, which says what the page depends on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from consult.cache_version import SITE
from consult.consultations.consultation import Consultation
from consult.web.rendering import page

CACHE_VERSION = "x-consult-cache-version"
VALID_UNTIL = "x-consult-valid-until"


def public_page(
    request: Request,
    template: str,
    *,
    depends_on: Consultation | Sequence[Consultation] = (),
    valid_until: datetime | None = None,
    **context: Any,
) -> HTMLResponse:
    """Render a page for everybody. It is valid until something public of the site or of the consultations it
    ``depends_on`` changes, and at most until ``valid_until``, the moment at which time alone changes it.
    """
    return page(request, template, headers=cache_headers(depends_on, valid_until), **context)


def cache_headers(
    depends_on: Consultation | Sequence[Consultation], valid_until: datetime | None
) -> dict[str, str]:
    """The headers that tell the page cache how long a response is valid, see ``public_page``."""
    consultations = [depends_on] if isinstance(depends_on, Consultation) else list(depends_on)
    headers = {CACHE_VERSION: ",".join([SITE, *(each.slug for each in consultations)])}
    if valid_until is not None:
        headers[VALID_UNTIL] = valid_until.isoformat()
    return headers


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of these moments; None where there is none."""
    return min((each for each in moments if each is not None), default=None)
