"""The municipality's own Word template for the memo: shown, chosen, taken away again."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from consult.answers.memo.docx_template import MEGABYTES, fit_template
from consult.answers.pages.committee_page import go_to
from consult.answers.pages.lead_page import show_lead_page
from consult.consultations.lookup import consultation_of
from consult.documents.memo_template import (
    StoredTemplate,
    choose_template,
    remove_template,
    template_of,
)
from consult.importing.draft import ImportRefused
from consult.locale import gettext as _
from consult.metadata import NotCleaned, clean_in_process
from consult.people.account import names_of
from consult.web.arrival import received_at
from consult.web.forms import read_form
from consult.web.plain_text import plain_text
from consult.web.uploads import why_not_read
from consult.web.urls import url

LONGEST_NAME = 200


async def memo_template(request: Request) -> Response:
    """Which template is used, and the form for another."""
    return await _show(request)


async def choose_memo_template(request: Request) -> Response:
    """Store a template that can be used, or say why it cannot."""
    consultation = await consultation_of(request)
    async with read_form(request) as form:
        sent = form.files("file")
        why_none = why_not_read(sent[0] if sent else None, megabytes=MEGABYTES)
        name = plain_text(sent[0].filename or "")[:LONGEST_NAME] if sent else ""
        content = b"" if why_none else await sent[0].read()
    if why_none:
        return await _show(request, why_none)
    try:
        fit = await asyncio.to_thread(fit_template, content)
        unit = request.app.state.settings.municipality.contact_unit
        # The file that everybody gets must not tell who made the template.
        clean = await clean_in_process(fit, unit)
    except (ImportRefused, NotCleaned) as refused:
        return await _show(request, _refusal(refused.code))
    key = await asyncio.to_thread(request.app.state.files.save, clean.content)
    template = StoredTemplate(key, name, len(clean.content))
    person, now = request.state.person, received_at(request)
    await choose_template(consultation, template, by=person.actor, now=now)
    return go_to(url("memo_template", consultation=consultation.slug))


async def remove_memo_template(request: Request) -> Response:
    """Use ours again. Pressed twice it is done once."""
    consultation = await consultation_of(request)
    await remove_template(consultation, by=request.state.person.actor, now=received_at(request))
    return go_to(url("memo_template", consultation=consultation.slug))


async def _show(request: Request, error: str = "") -> Response:
    consultation = await consultation_of(request)
    template = await template_of(consultation)
    return show_lead_page(
        request,
        consultation,
        "memo_template.html",
        status=422 if error else 200,
        chosen=template,
        names=await names_of({template.chosen_by} if template else set()),
        errors={"file": error} if error else {},
        megabytes=MEGABYTES,
    )


def _refusal(code: str) -> str:
    words = {
        "encrypted": _("The file has a password. Save it without one, and use that."),
        "macros": _("The file carries macros. Save it as .docx without them, and use that."),
        "remote": _("The file fetches something from elsewhere when it is opened. Take out linked pictures, fields and templates, and use that."),
        "too-large": _("The file is larger than can be read. Leave out the pictures, or split it."),
        "hostile": _("The file holds parts that are unsafe to open. Copy the text into a new document."),
    }  # fmt: skip
    return words.get(
        code, _("This is no Word file that can be used. Save it as .docx in Word, and use that.")
    )
