"""The e-mail address of one's own response: the letter again, or another address."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.public.responding.lookup import my_response
from consult.public.responding.pages.receipt import show_mine
from consult.public.responding.submission_limits import TooMany, check_letter
from consult.responses.contact_address import LettersUsedUp, correct_address, write_again
from consult.responses.not_sent import Invalid
from consult.responses.response import Response as StoredResponse
from consult.stale_state import StaleState
from consult.web.forms import Fields, read_form
from consult.web.urls import url


async def contact_address(request: Request) -> Response:
    """Send the letter again, or put another address in the place of the one in view and write there."""
    response, token = await my_response(request)
    async with read_form(request) as form:
        try:
            await check_letter(request)
            await _carry_out(request, response, form)
        except Invalid as invalid:
            errors = {"email": invalid.errors[0].message}
            return await show_mine(
                request, response, token, errors=errors, email=form["email"], status=422
            )
        except (LettersUsedUp, TooMany):
            return await show_mine(request, response, token, address_outcome="many", status=429)
        except StaleState:
            return await show_mine(request, response, token, address_outcome="stale", status=409)
    mine = url("mine", consultation=response.consultation.slug, public_id=response.public_id)
    return RedirectResponse(f"{mine}?address=mailed#address", 303)


async def _carry_out(request: Request, response: StoredResponse, form: Fields) -> None:
    secret_key, now = request.app.state.settings.secret_key, clock.now()
    if form["step"] == "correct":
        await correct_address(
            response, form["email"], before=form["before"], secret_key=secret_key, now=now
        )
    else:
        await write_again(response, secret_key=secret_key, now=now)
