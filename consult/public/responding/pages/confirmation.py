"""Confirming an e-mail address: the link shows a page, the buttons on it confirm or refuse."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.attack_traces import Trace, note
from consult.responses import confirmation
from consult.responses.confirmation import Claim
from consult.web.forms import Fields, read_form
from consult.web.lookup import found_or_404
from consult.web.rendering import page


async def confirm_email(request: Request) -> Response:
    """GET changes nothing, because mail scanners open links; POST confirms what the page listed, each once, or refuses
    one of it. Raises HTTPException 404 for a token that is unknown."""
    claims = await confirmation.find_claims(request.path_params["token"])
    if not claims:
        note(Trace.TOKEN, "confirmation link")
    claims = found_or_404(claims or None)
    if request.method == "POST":
        async with read_form(request) as form:
            await _answer(request, claims, form)
        return RedirectResponse(request.url.path, 303)
    return page(request, "public/responding/confirm_email.html", claims=claims)


async def _answer(request: Request, claims: Sequence[Claim], form: Fields) -> None:
    """What was pressed. Only what was in view is confirmed: another response may have come since."""
    by_id = {claim.response.public_id: claim for claim in claims}
    if refused := by_id.get(form["refuse"]):
        await confirmation.refuse_email(refused, now=clock.now())
        return
    of_link = [claim.response.public_id for claim in claims if claim.is_of_link]
    listed = form.all("response") or of_link
    for claim in (by_id[each] for each in dict.fromkeys(listed) if each in by_id):
        secret_key = request.app.state.settings.secret_key
        await confirmation.confirm_email(claim, secret_key=secret_key, now=clock.now())
