"""How records go out as JSON; what is read, as JSON that other sites may read and the page cache may keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from starlette.responses import JSONResponse

from consult.consultations.consultation import Consultation
from consult.public.api.records.record import Record
from consult.public.cacheable import cache_headers

# What is read here is open data, the same for everybody and read without a cookie, so a page of any site
# may show it. Writing is not opened: a response comes from a person or a server, not from a visited page.
OPEN = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
}


class RecordResponse(JSONResponse):
    """A record, or plain data, as compact JSON in UTF-8."""

    def render(self, content: Any) -> bytes:
        return msgspec.json.encode(content)


def public_json(
    content: Record | dict[str, Any],
    *,
    of: Consultation | Sequence[Consultation] = (),
    valid_until: datetime | None = None,
) -> RecordResponse:
    """JSON for everybody, true as long as a page with these marks would be (see ``public_page``)."""
    return RecordResponse(content, headers={**OPEN, **cache_headers(of, valid_until)})
