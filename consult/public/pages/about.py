"""The pages that every public site must have: privacy, accessibility, contact."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.public.cacheable import public_page


async def privacy(request: Request) -> Response:
    """What is stored about people, why, how long, and their rights."""
    return public_page(request, "public/privacy.html")


async def accessibility(request: Request) -> Response:
    """The accessibility statement that the law requires, at its customary short address."""
    return public_page(request, "public/accessibility.html")


async def contact(request: Request) -> Response:
    """How to reach the unit that is responsible for the site."""
    return public_page(request, "public/contact.html")
