"""The page a form was answered with, at an address of its own. See ``consult.web.answer_redirect``."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from consult import clock
from consult.answer_page import find_answer_page
from consult.web.answer_redirect import COOKIE
from consult.web.rendering import page


async def answer_page(request: Request) -> Response:
    """The same bytes again, for the browser that sent the form and the person who was signed in; what became of the
    form, once it was sent."""
    person = request.state.person
    found = await find_answer_page(
        request.path_params["public_id"],
        request.cookies.get(COOKIE, ""),
        account_id=person.account.id if person else None,
        now=clock.now(),
    )
    if found is None:
        return page(request, "public/answer_page_gone.html", status=410)
    if found.done:
        return page(request, "public/answer_page_done.html", done=found.done)
    return HTMLResponse(found.html, found.status)
