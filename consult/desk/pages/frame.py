"""The first step: title, language, and the address while nobody knows it yet."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.creation import ADDRESS, LONGEST_ADDRESS, AddressTaken
from consult.consultations.frame_edits import rename
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, show
from consult.locale import LANGUAGES
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.field_message import missing
from consult.web.forms import Fields, number_in, read_form
from consult.web.urls import url

LONGEST_TITLE = 300


async def desk(request: Request) -> Response:
    """What it is called and where it is found."""
    found = await desk_of(request)
    c = found.consultation
    stored = {"title": c.title, "slug": c.slug, "language": c.language}
    return await _frame(request, found, stored, {})


async def rename_consultation(request: Request) -> Response:
    """Store title, language and address."""
    found = await desk_of(request)
    async with read_form(request) as form:
        if errors := frame_errors(form, is_new=found.is_announced):
            return await _frame(request, found, form, errors)
        slug = found.consultation.slug if found.is_announced else form.line("slug")
        try:
            await rename(
                found.consultation,
                title=form.line("title"),
                language=form["language"],
                slug=slug,
                lock_version=number_in(form["lock_version"]),
                by=found.person.actor,
                now=received_at(request),
            )
        except AddressTaken:
            taken = {"slug": _("This address is not free. Choose another.")}
            return await _frame(request, found, form, taken)
        except StaleState as stale:
            return await _frame(request, await desk_of(request), form, {}, stale)
    return redirect_to(url("desk", consultation=slug))


def frame_errors(form: Fields, *, is_new: bool) -> dict[str, str]:
    """What is wrong with the fields; of a new one the address may be left to us."""
    errors: dict[str, str] = {}
    if not form.line("title"):
        errors["title"] = missing(_("Give the consultation a title."))
    elif len(form.line("title")) > LONGEST_TITLE:
        errors["title"] = _("The title may have up to 300 characters.")
    slug = form.line("slug")
    if (slug or not is_new) and (not ADDRESS.fullmatch(slug) or len(slug) > LONGEST_ADDRESS):
        errors["slug"] = _(
            "An address has the letters a–z, digits, and single hyphens between them."
        )
    if form["language"] not in LANGUAGES:
        errors["language"] = missing(_("Choose one of the languages."))
    return errors


async def _frame(
    request: Request,
    desk: Desk,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    conflict: StaleState | None = None,
) -> Response:
    return await show(
        request,
        desk,
        Step.FRAME,
        "frame.html",
        status=422 if errors else 200,
        conflict=conflict,
        kept=True,
        values={name: values.get(name, "") for name in ("title", "slug", "language")},
        errors=errors,
        languages_known=list(LANGUAGES.items()),
    )
