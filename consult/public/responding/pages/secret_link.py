"""Secret links: renewed, mailed again after a visit ended, and forgotten by somebody else's computer."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.public.lookup import consultation_of
from consult.public.responding.cookies import forget_all, remember
from consult.public.responding.lookup import VisitEnded, my_response, my_unsent
from consult.public.responding.submission_limits import TooMany, check_letter
from consult.responses import secret_link
from consult.web.answer_redirect import forget_kept_pages
from consult.web.client import counted_network
from consult.web.errors import texts_posted
from consult.web.forms import read_form
from consult.web.rendering import page
from consult.web.urls import url


class Mailing(Protocol):
    """A verb that mails a link to an address, if it is the right one."""

    async def __call__(
        self, public_id: str, email: str, *, network: str, secret_key: str, now: datetime
    ) -> None: ...


async def renew_link(request: Request) -> Response:
    """Another link for the response, and the former one is dead."""
    response, _token = await my_response(request)
    secret_key = request.app.state.settings.secret_key
    token = await secret_link.renew_link(response, secret_key=secret_key, now=clock.now())
    mine = url("mine", consultation=response.consultation.slug, public_id=response.public_id)
    answer = RedirectResponse(f"{mine}?renewed=1#link", 303)
    remember(request, answer, "receipt", response.public_id, token)
    return answer


async def renew_unsent_link(request: Request) -> Response:
    """Another link for the unsent response, and the former one is dead."""
    unsent, _token = await my_unsent(request)
    token = await secret_link.renew_unsent_link(unsent, now=clock.now())
    address = url("unsent", consultation=unsent.consultation.slug, public_id=unsent.public_id)
    answer = RedirectResponse(f"{address}?renewed", 303)
    remember(request, answer, "unsent", unsent.public_id, token)
    return answer


async def mail_link(request: Request) -> Response:
    """Have the link to a response mailed again. Whether there is one, and its address, nobody is told."""
    return await _mail(request, secret_link.mail_lost_link)


async def mail_unsent_link(request: Request) -> Response:
    """The same for an unsent response."""
    return await _mail(request, secret_link.mail_lost_unsent_link)


async def _mail(request: Request, mail: Mailing) -> Response:
    await consultation_of(request, clock.now())
    async with read_form(request) as form:
        email = form.line("email")
    wait = None
    try:
        await check_letter(request)
        secret_key = request.app.state.settings.secret_key
        await mail(
            request.path_params["public_id"],
            email,
            network=await counted_network(request),
            secret_key=secret_key,
            now=clock.now(),
        )
    except TooMany as many:
        wait = many.seconds
    return page(
        request, "public/responding/link_mailed.html", status=429 if wait else 200, email=email, wait_seconds=wait
    )  # fmt: skip


async def visit_ended(request: Request, error: Exception) -> Response:
    """The page at the address of a response, sent or not, whose secret this browser does not hold: how to open it, and
    what was just typed. The same whether there is such a response or not."""
    assert isinstance(error, VisitEnded)
    return page(
        request,
        "public/responding/visit_ended.html",
        status=404,
        action=url(
            "mail_unsent_link" if error.is_unsent else "mail_link",
            consultation=request.path_params["consultation"],
            public_id=request.path_params["public_id"],
        ),
        is_unsent=error.is_unsent,
        kept=await texts_posted(request),
    )


async def forget_here(request: Request) -> Response:
    """Ask whether this browser is to forget what was written here, and let it."""
    if request.method != "POST":
        return page(
            request, "public/responding/forget.html", is_done="done" in request.query_params
        )
    answer = RedirectResponse(url("forget_here") + "?done=1", 303)
    forget_all(request, answer)
    await forget_kept_pages(request, answer)
    return answer
