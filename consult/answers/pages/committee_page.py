"""Answers of the committee's pages: a page of the desk, and where to go after a verb."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.answers.committee_desk import CommitteeDesk
from consult.web.rendering import page


def show(
    request: Request, desk: CommitteeDesk, template: str, *, status: int = 200, **context: Any
) -> Response:
    """One of the desk's pages (``answers/{template}``); it finds ``desk``, ``consultation``, ``committee`` and
    ``saved``: whether a verb was just carried out."""
    return page(
        request,
        f"answers/{template}",
        status=status,
        desk=desk,
        consultation=desk.consultation,
        committee=desk.committee,
        saved="saved" in request.query_params,
        **context,
    )


def go_to(address: str) -> Response:
    """After a verb, to the page that shows what it did and says that it is stored."""
    return RedirectResponse(f"{address}?saved=1", 303)
