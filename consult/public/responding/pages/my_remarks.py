"""What this browser's reader has written: beside the text, by our script; and on a page of its own, which needs none."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.numbers import whole_number
from consult.public.lookup import consultation_of
from consult.public.responding.my_marks import my_marks
from consult.public.responding.my_sent import my_sent
from consult.public.responding.my_unsents import my_unsents
from consult.web.rendering import page


async def my_response(request: Request) -> Response:
    """To what is being written; where that is nothing, or more than one thing, a list of what was sent and what was not."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    unsents = await my_unsents(request, consultation, now)
    sent = await my_sent(request, consultation)
    if len(unsents) == 1 and not sent:
        return RedirectResponse(unsents[0].address, 303)
    return page(
        request,
        "public/responding/my_response.html",
        consultation=consultation,
        unsents=unsents,
        sent=sent,
        is_open=consultation.takes_responses(now),
    )


async def my_remarks(request: Request) -> Response:
    """The fragment that our script puts into a page of the consultation: what is not sent, and each remark's mark.
    ``?version=`` is that of the text on the page."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    unsents = await my_unsents(request, consultation, now)
    version = whole_number(request.query_params.get("version", ""))
    return page(
        request,
        "public/responding/_my_remarks.html",
        unsents=[each for each in unsents if each.content.remarks],
        marks=await my_marks(request, consultation, unsents, version),
    )
