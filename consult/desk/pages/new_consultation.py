"""Starting a consultation: its title and language; the address is proposed."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.creation import AddressTaken
from consult.consultations.starting import start_consultation as start
from consult.desk.pages.frame import frame_errors
from consult.desk.step_page import redirect_to
from consult.locale import LANGUAGES
from consult.locale import gettext as _
from consult.people.person import Person
from consult.web.arrival import received_at
from consult.web.forms import Fields, read_form
from consult.web.rendering import page
from consult.web.urls import url


async def new_consultation(request: Request) -> Response:
    """The form with which everything begins."""
    return _form(request, {"title": "", "slug": "", "language": "da"}, {})


async def start_consultation(request: Request) -> Response:
    """Make it, and go on to the text."""
    async with read_form(request) as form:
        errors = frame_errors(form, is_new=True)
        if errors:
            return _form(request, form, errors)
        person: Person = request.state.person
        try:
            made = await start(
                title=form.line("title"),
                slug=form.line("slug"),
                language=form["language"],
                person=person,
                now=received_at(request),
            )
        except AddressTaken:
            taken = {"slug": _("This address is not free. Choose another.")}
            return _form(request, form, taken)
    return redirect_to(url("draft_text", consultation=made.slug), "")


def _form(
    request: Request, values: Mapping[str, str] | Fields, errors: Mapping[str, str]
) -> Response:
    return page(
        request,
        "desk/new_consultation.html",
        status=422 if errors else 200,
        values={name: values[name] for name in ("title", "slug", "language")},
        errors=errors,
        languages_known=list(LANGUAGES.items()),
    )
