"""One section in another language: the source beside the field, its summary, stored section by section."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.audit import Actor
from consult.desk.lookup import section_translation_of
from consult.desk.pages.languages import place_of
from consult.desk.readiness import Step
from consult.desk.section_translation import (
    SectionTranslation,
    TranslationField,
    fields_of,
    former_of,
    hides_summary,
    summary_of,
)
from consult.desk.step_page import redirect_to, show
from consult.documents.document import Document
from consult.documents.translations import summary_edits, translation_edits
from consult.documents.translations.languages import direction_of
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import NewTranslation, stored_in, translate
from consult.locale import gettext as _
from consult.people.conflict import stale
from consult.stale_state import GONE, StaleState
from consult.web.arrival import received_at
from consult.web.field_message import missing
from consult.web.forms import Fields, number_in, read_form


async def wording(request: Request) -> Response:
    """The section as it is stored."""
    query = request.query_params
    page = await section_translation_of(
        request, query.get("version", ""), query.get("part", "") or "0"
    )
    return await _wording(request, page)


async def store_wording(request: Request) -> Response:
    """Store the section's summary, then the words of its paragraphs: each on what was read."""
    async with read_form(request) as form:
        page = await section_translation_of(request, form["version"], form["part"] or "0")
    if _is_elsewhere(form, page):
        raise await stale("version", page.version.id)
    if errors := _errors(form, page):
        return await _wording(request, page, form, errors, status=422)
    by, now = page.desk.person.actor, received_at(request)
    try:
        if "summary" in form and not page.section.is_own:
            await _store_summary(form, page, by, now)
        document = await Document.get(id=page.version.document_id)
        wordings = await _wordings(form, page)
        await translate(document, page.language, wordings, by=by, now=now)
    except StaleState as conflict:
        if conflict.happened == GONE:
            raise
        return await _wording(request, page, form, conflict=conflict)
    saved = page.url(part=page.part)
    return redirect_to(saved, "") if "?" in saved else redirect_to(saved)


async def _store_summary(form: Fields, page: SectionTranslation, by: Actor, now: datetime) -> None:
    await summary_edits.summarise_section(
        page.version,
        page.section.section.identity_id,
        page.language,
        form["summary"].strip(),
        made=Made(form["summary_made"] or Made.PERSON),
        digest=_digest(form["summary_digest"]),
        lock_version=number_in(form["summary_lock_version"]),
        by=by,
        now=now,
    )


def _is_elsewhere(form: Fields, page: SectionTranslation) -> bool:
    """Whether the form shows another section: headings were corrected since, and other words stand here now."""
    shown = {name.removeprefix("words-") for name in form if name.startswith("words-")}
    here = {unit.digest for unit in page.units}
    lost = (each for each in shown - here if form[f"words-{each}"] != form[f"seen-{each}"])
    return bool(shown) and (shown.isdisjoint(here) or any(lost))


def _errors(form: Fields, page: SectionTranslation) -> dict[str, str]:
    errors: dict[str, str] = {}
    if len(form["summary"]) > summary_edits.LONGEST:
        errors["summary"] = _("The text may have up to 3,000 characters.")
    if form["summary"].strip() and form["summary_made"] not in set(Made):
        errors["summary_made"] = missing(_("Say how it was made."))
    for each in page.units:
        if len(form[f"words-{each.digest}"]) > translation_edits.LONGEST:
            errors[f"words-{each.digest}"] = _("The text is too long.")
    has_words = any(
        form[f"words-{each.digest}"].strip() or form[f"keep-{each.digest}"] for each in page.units
    )
    if has_words and form["made"] not in set(Made):
        errors["made"] = missing(_("Say how it was made."))
    return errors


def _digest(written: str) -> str:
    """Of the words the summary was written for. Raises HTTPException 400 for anything else."""
    if len(written) != 40 or not set(written) <= set("0123456789abcdef"):
        raise HTTPException(400, _("The form was not complete."))
    return written


async def _wordings(form: Fields, page: SectionTranslation) -> list[NewTranslation]:
    """What was typed, each with the lock version that was read. Words that the page did not show are left alone."""
    stored = await stored_in(
        page.version.document_id, page.language, [each.digest for each in page.units]
    )
    former = await former_of(page, stored)
    found = []
    for unit in page.units:
        if f"words-{unit.digest}" not in form:
            continue
        words = form[f"words-{unit.digest}"].strip()
        if not words and form[f"keep-{unit.digest}"] and unit.digest in former:
            words = former[unit.digest].words
        was_seen = form[f"seen-{unit.digest}"].strip()
        before = stored.get(unit.digest)
        # Who did not touch the field says nothing of what somebody else wrote meanwhile.
        if words == was_seen and was_seen != (before.words if before else ""):
            continue
        made = Made(form["made"]) if words else Made.PERSON
        found.append(
            NewTranslation(unit.source, words, made, number_in(form[f"lock_version-{unit.digest}"]))
        )
    return found


async def _wording(
    request: Request,
    page: SectionTranslation,
    form: Fields | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    conflict: StaleState | None = None,
) -> Response:
    fields = await fields_of(page, form, conflict.parts if conflict else frozenset())
    return await show(
        request,
        page.desk,
        Step.LANGUAGES,
        "translated_section.html",
        status=status,
        conflict=conflict,
        kept=True,
        translation=page,
        version=page.version,
        language=page.language,
        dir=direction_of(page.language),
        source_dir=direction_of(page.desk.consultation.language),
        section=page.section,
        fields=fields,
        place_of=place_of,
        made=form["made"] if form else _made(fields),
        ways=list(Made),
        errors=errors or {},
        **await _summary_fields(page, form),
    )


def _made(fields: list[TranslationField]) -> str:
    """How they all were made; "" where they were made in different ways."""
    ways = {each.stored.made for each in fields if each.stored}
    return ways.pop().value if len(ways) == 1 else ""


async def _summary_fields(page: SectionTranslation, form: Fields | None) -> dict[str, object]:
    """What the template needs of the section's summary, as typed or as stored."""
    stored = await summary_of(page, page.language)
    return {
        "summary": stored,
        "summary_words": form["summary"] if form else stored.words if stored else "",
        "summary_made": form["summary_made"] if form else stored.made.value if stored else "",
        "summary_limit": summary_edits.LONGEST,
        "is_summary_hidden": await hides_summary(page),
        "own_summary": await summary_of(page, page.desk.consultation.language),
    }
