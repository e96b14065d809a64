"""How a reading answer goes out: as JSON that other sites may read and the outermost layer may keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from starlette.responses import JSONResponse

from consult.consultations.consultation import Consultation
from consult.public.cacheable import cache_headers

# What is read here is open data, the same for everybody and read without a cookie, so a page of any site
# may show it. Writing is not opened: a response comes from a person or a server, not from a visited page.
OPEN = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
}


def public_json(
    content: dict[str, Any],
    *,
    of: Consultation | Sequence[Consultation] = (),
    valid_until: datetime | None = None,
) -> JSONResponse:
    """JSON for everybody, true as long as a page with these marks would be (see ``public_page``)."""
    return JSONResponse(content, headers={**OPEN, **cache_headers(of, valid_until)})


def moment(of: datetime | None) -> str | None:
    """A moment in UTC as RFC 3339 has it: "2027-04-14T21:59:59.999999Z"."""
    return None if of is None else of.astimezone(UTC).isoformat().replace("+00:00", "Z")
