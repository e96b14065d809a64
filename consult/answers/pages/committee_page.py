"""A page of a committee's desk."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.answers.committee_desk import CommitteeDesk
from consult.web.rendering import page


def show(
    request: Request, desk: CommitteeDesk, template: str, *, status: int = 200, **context: Any
) -> Response:
    """One of the desk's pages; templates find ``desk``, ``consultation`` and ``committee``."""
    return page(
        request,
        f"answers/{template}",
        status=status,
        desk=desk,
        consultation=desk.consultation,
        committee=desk.committee,
        **context,
    )


def then(address: str) -> Response:
    """After a verb: look at what it did."""
    return RedirectResponse(address, 303)
