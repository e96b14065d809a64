"""What every site must say of itself: privacy, accessibility, and whom to write to."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.public.cacheable import public_page


async def privacy(request: Request) -> Response:
    """What is kept about people, why, how long, and their rights."""
    return public_page(request, "public/privacy.html")


async def accessibility(request: Request) -> Response:
    """The accessibility statement that the law asks for, at its customary short address."""
    return public_page(request, "public/accessibility.html")


async def contact(request: Request) -> Response:
    """How to reach the unit behind the site."""
    return public_page(request, "public/contact.html")
