"""Background documents: uploaded with a title, listed, taken away while nobody could read them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.announcement import Announced
from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.readiness import Step
from consult.desk.step_page import show
from consult.documents.background import (
    TooManyDocuments,
    UnsupportedFile,
    background_of,
    clean_name,
)
from consult.documents.background import add_background as add
from consult.documents.background import remove_background as remove
from consult.documents.background_copies import copies_for, make_copy
from consult.documents.copy_notes import notes_on
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form
from consult.web.page_fields import FieldGroup, PageFields
from consult.web.plain_text import plain_text
from consult.web.uploads import why_not_read

LONGEST_TITLE = 300
MEGABYTES = 25


async def background(request: Request) -> Response:
    """The list, and the form for one more."""
    return await PAGE.open(request)


async def add_background(request: Request) -> Response:
    """Store a file with its title."""
    desk = await desk_of(request)
    errors: dict[str, str] = {}
    async with read_form(request) as form:
        title, sent = form.line("title"), form.files("file")
        name = plain_text(sent[0].filename or "") if sent else ""
        why_none = why_not_read(sent[0] if sent else None, megabytes=MEGABYTES)
        content = b"" if why_none else await sent[0].read()
    if not title or len(title) > LONGEST_TITLE:
        errors["title"] = _("A title has from 1 to 300 characters.")
    try:
        name = clean_name(name) if sent else ""
    except UnsupportedFile:
        errors["file"] = _("Files of this kind are not taken. A PDF always is.")
    if why_none:
        errors["file"] = why_none
    if errors:
        return await PAGE.refused(request, form, NEW, errors)
    files, settings = request.app.state.files, request.app.state.settings
    key = await asyncio.to_thread(files.save, content)
    try:
        await add(
            desk.consultation,
            title=title,
            name=name,
            file=key,
            by=desk.person.actor,
            now=received_at(request),
        )
    except TooManyDocuments:
        wrong = {"file": _("There may be up to 50 documents.")}
        return await PAGE.refused(request, form, NEW, wrong)
    unit = settings.municipality.contact_unit
    await make_copy(key, files, unit=unit, now=received_at(request))
    return await PAGE.stored(request, form, NEW)


async def remove_background(request: Request) -> Response:
    """Take one away."""
    desk = await desk_of(request)
    document = request.path_params["document"]
    async with read_form(request) as form:
        try:
            await remove(
                desk.consultation, document, by=desk.person.actor, now=received_at(request)
            )
        except Announced:
            raise HTTPException(409, _("The consultation is announced, so this stays.")) from None
    return await PAGE.stored(request, form)


async def _fields(_request: Request, _desk: Desk) -> PageFields:
    """The fields as the page opens."""
    return PageFields({NEW: FieldGroup(_("A new document"), {"title": ""}, file="file")})


async def _background(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
) -> Response:
    versions = await background_of(desk.consultation)
    copies = await copies_for([each.source_file for each in versions])
    return await show(
        request,
        desk,
        Step.BACKGROUND,
        "background.html",
        status=status,
        conflict=conflict,
        kept=True,
        files=versions,
        notes=notes_on(copies),
        fields=fields,
        errors=errors,
        megabytes=MEGABYTES,
    )


NEW = "new"
PAGE = ButtonPage("background", _fields, _background)
