"""What was done just before, as an address carries it back to a page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from consult.numbers import reference_in


def notices_in(request: Request) -> dict[str, Any]:
    """For the templates: ``decided``, the reference of the remark decided on, and ``party_outcome`` and
    ``annex_outcome``, what became of such a form; "" where there is nothing to say."""
    query = request.query_params
    decided = query.get("done", "")
    return {
        "decided": decided if reference_in(decided) else "",
        "party_outcome": query.get("party", ""),
        "annex_outcome": query.get("annex", ""),
    }
