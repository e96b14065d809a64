"""Going on with an unsent response on another device: its secret link, to be typed, copied or photographed."""

from __future__ import annotations

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from consult.locale import gettext as _
from consult.public.responding.lookup import my_unsent
from consult.public.responding.pages.workspace import to_receipt
from consult.web.rendering import page
from consult.web.urls import absolute, url

# Pixels of the screen for each of the code's squares.
SCALE = 6


async def unsent_elsewhere(request: Request) -> Response:
    """On a page of its own: nobody who looks over a shoulder while somebody writes shall photograph the code."""
    mine, token = await my_unsent(request)
    if mine.sent_as:
        return await to_receipt(request, mine)
    link = absolute("unsent_link", token=token)
    return page(
        request,
        "public/responding/other_device.html",
        consultation=mine.consultation,
        unsent=mine,
        link=link,
        code=_qr_code(link),
        sheet=url("unsent", consultation=mine.consultation.slug, public_id=mine.public_id),
    )


def _qr_code(link: str) -> Markup:
    """An SVG element, some 2 kB. The link is of our own making, and the library escapes the title."""
    code = segno.make(link, micro=False)
    return Markup(  # noqa: S704
        code.svg_inline(
            scale=SCALE, light="#fff", svgclass="qr-code", title=_("The secret link as a QR code")
        )
    )
