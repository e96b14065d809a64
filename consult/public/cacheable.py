"""Public pages that the outermost layer may keep: one way to answer, which says what the page depends on."""

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
    of: Consultation | Sequence[Consultation] = (),
    valid_until: datetime | None = None,
    **context: Any,
) -> HTMLResponse:
    """Render a page for everybody. It is true until something public of the site or of the consultations
    it is ``of`` changes, and at most until ``valid_until``: the moment at which time alone changes it.
    """
    return page(request, template, headers=cache_headers(of, valid_until), **context)


def cache_headers(
    of: Consultation | Sequence[Consultation], valid_until: datetime | None
) -> dict[str, str]:
    """The headers that tell the outermost layer how long an answer is true (see ``public_page``)."""
    consultations = [of] if isinstance(of, Consultation) else list(of)
    marks = {CACHE_VERSION: ",".join([SITE, *(each.slug for each in consultations)])}
    if valid_until is not None:
        marks[VALID_UNTIL] = valid_until.isoformat()
    return marks


def earliest(*moments: datetime | None) -> datetime | None:
    """The first of these moments; None where there is none."""
    return min((each for each in moments if each is not None), default=None)
