"""Confirming an e-mail address: the link shows a page, the button on it confirms."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.attack_traces import Trace, note
from consult.responses import confirmation
from consult.web.lookup import found_or_404
from consult.web.rendering import page


async def confirm_email(request: Request) -> Response:
    """GET changes nothing, because mail scanners open links; POST confirms, once. Raises HTTPException 404 for a token
    that is unknown."""
    token = request.path_params["token"]
    found = await confirmation.find_confirmation(token)
    if found is None:
        note(Trace.TOKEN, "confirmation link")
    found = found_or_404(found)
    if request.method == "POST":
        secret_key = request.app.state.settings.secret_key
        await confirmation.confirm_email(found, secret_key=secret_key, now=clock.now())
        return RedirectResponse(request.url.path, 303)
    return page(request, "public/responding/confirm_email.html", found=found)
