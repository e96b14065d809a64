"""One section of the text in preparation, corrected step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.desk.correction_form import (
    MOVING,
    SPLIT,
    VERBS,
    corrected_at,
    correction_in,
    field_of,
    refusal,
)
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, version_on
from consult.desk.readiness import Step
from consult.desk.step_page import refuse_other_version, show
from consult.desk.text_page import loss_counts, losses_in, redirect_after_change
from consult.desk.warning_list import ListedWarning, WarningList, html_id_of
from consult.desk.warning_loading import warning_url, warnings_about, warnings_of
from consult.documents.drafting.corrections import DEEPEST, ImpossibleCorrection
from consult.documents.drafting.preparation import Preparation, parsed_draft
from consult.documents.versions.draft_replacement import correct_draft
from consult.documents.versions.next_version import CarryoverLosses
from consult.importing.draft import SectionDraft
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.lookup import found_or_404
from consult.web.page_fields import FieldGroup, PageFields
from consult.web.richtext import TooLong


@dataclass(frozen=True)
class WarningNavigation:
    """Where an editor is who goes through the open warnings: at ``current``, with ``open`` still open."""

    current: ListedWarning
    previous: ListedWarning | None
    following: ListedWarning | None
    open: int


async def draft_section(request: Request) -> Response:
    """The heading, its level, and its paragraphs with the corrections that each can get."""
    desk, index = await desk_of(request), request.path_params["place"]
    return await _section(request, desk, index, await _fields(desk, index))


async def correct_section(request: Request) -> Response:
    """Make one correction. Without words for a paragraph to be split the page is shown with a field for them."""
    desk = await desk_of(request)
    version = version_on(desk)
    section: int = request.path_params["place"]
    async with read_form(request) as form:
        verb, paragraph = _button_in(form)
        field = field_of(verb, paragraph)
        lock_version = number_in(form["lock_version"])
        if verb == SPLIT and field not in form:
            return await _refused(request, form, section, opening=paragraph)
        if errors := await _moving_errors(desk, section, form, verb, field):
            return await _refused(request, form, section, field, errors)
        try:
            await refuse_other_version(form, version)
            losses = await correct_draft(
                version,
                correction_in(verb, section, paragraph, form),
                lock_version=lock_version,
                by=desk.person.actor,
                now=received_at(request),
                verb="corrected",
            )
        except ImpossibleCorrection:
            return await _refused(request, form, section, field, refusal(verb, paragraph))
        except TooLong:
            words = {"title": _("The paragraph would be too long to be shown.")}
            return await _refused(request, form, section, field, words)
        except StaleState as conflict:
            return await _refused(request, form, section, field, conflict=conflict)
    address, query, fragment = await _result_url(
        desk, *corrected_at(verb, section, paragraph), form["warning"]
    )
    redirect = redirect_after_change(address, losses, query, fragment)
    if verb in MOVING:
        return redirect
    return await _stored(request, form, section, field, redirect, losses)


def _button_in(form: Fields) -> tuple[str, int]:
    """What the pressed button says: (one of VERBS, the index of the paragraph). Raises HTTPException 400 for anything
    else."""
    verb, _colon, paragraph = form["do"].partition(":")
    if verb not in VERBS:
        raise HTTPException(400, _("The form was not complete."))
    return verb, number_in(paragraph or "0")


async def warning_judged(
    request: Request, form: Fields, section: int, redirect: Response
) -> Response:
    """After a warning was dismissed on the page of a section: ``redirect``, or the page where something is typed that is
    not stored."""
    return await _stored(request, form, section, "", redirect)


async def _moving_errors(
    desk: Desk, section: int, form: Fields, verb: str, field: str
) -> dict[str, str]:
    """What is typed beside another button, where the correction would move paragraphs."""
    if verb not in MOVING:
        return {}
    own = field if verb == SPLIT else ""
    unsaved = (await _fields(desk, section, form)).stored(form, own, done="").unsaved
    words = _("Store this first, or take it back: the correction would move it.")
    return {name: words for group in unsaved for name in list(group.stored)[:1]}


async def _stored(
    request: Request,
    form: Fields,
    section: int,
    field: str,
    redirect: Response,
    losses: CarryoverLosses | None = None,
) -> Response:
    desk = await desk_of(request)
    fields = await _fields(desk, section, form)
    fields = fields.stored(form, fields.group_of(field), done=_("It is stored."))
    if not fields.unsaved:
        return redirect
    return await _section(request, desk, section, fields, form=form, losses=losses)


async def _refused(
    request: Request,
    form: Fields,
    section: int,
    field: str = "",
    errors: Mapping[str, str] | None = None,
    *,
    opening: int | None = None,
    conflict: StaleState | None = None,
) -> Response:
    """The page with everything that was typed; with a field for the words of the paragraph ``opening``."""
    desk = await desk_of(request)
    fields = await _fields(desk, section, form, opening)
    # All of them were read on one state.
    group = fields.group_of(field) or ("title" if conflict else "")
    fields = fields.refused(form, group, conflict=conflict)
    return await _section(
        request, desk, section, fields, errors, form=form, conflict=conflict, opening=opening
    )


async def _fields(
    desk: Desk, index: int, form: Fields | None = None, opening: int | None = None
) -> PageFields:
    """The fields as they are stored: of the heading, of each picture, and of each paragraph about to be split."""
    version = version_on(desk)
    preparation = found_or_404(await Preparation.get_or_none(version_id=version.id))
    draft = await parsed_draft(preparation)
    section = found_or_404(draft.sections[index] if index < len(draft.sections) else None)
    locks = {"lock_version": preparation.lock_version, "seen_version": version.id}
    heading = {"title": _heading_of(section), "level": str(section.level)}
    groups = {"title": FieldGroup(_("Heading, with its number"), heading, locks)}
    for at, each in enumerate(section.paragraphs):
        number = {"number": at + 1}
        if each.picture:
            label = _("What the picture of paragraph %(number)s shows") % number
            field = {f"description-{at}": each.picture.description or ""}
            groups[f"description-{at}"] = FieldGroup(label, field, locks)
        elif at == opening or (form and f"words-{at}" in form):
            label = _("Paragraph %(number)s, about to be split") % number
            groups[f"words-{at}"] = FieldGroup(label, {f"words-{at}": each.text}, locks)
    return PageFields(groups)


def _heading_of(section: SectionDraft) -> str:
    return f"{section.number or ''} {section.title}".strip()


async def _result_url(
    desk: Desk, section: int, paragraph: int, warning: str
) -> tuple[str, str, str]:
    """The result of a correction: (address, query, fragment). For an editor who goes through the warnings it is the
    page of the warning with this key, wherever that is now."""
    if warning and desk.version is not None:
        listed = (await warnings_of(desk.version)).find(warning)
        if listed is not None and listed.section is not None:
            address = desk.url("draft_section", place=listed.section)
            return address, f"warning={warning}", listed.html_id
    return desk.url("draft_section", place=section), "", html_id_of(paragraph)


async def _section(
    request: Request,
    desk: Desk,
    index: int,
    fields: PageFields,
    errors: Mapping[str, str] | None = None,
    *,
    form: Mapping[str, str] | None = None,
    conflict: StaleState | None = None,
    opening: int | None = None,
    losses: CarryoverLosses | None = None,
) -> Response:
    """``opening`` is the paragraph whose words are about to be split."""
    version = version_on(desk)
    preparation = found_or_404(await Preparation.get_or_none(version_id=version.id))
    draft = await parsed_draft(preparation)
    # A published text cannot be corrected, so its warnings are not shown.
    warnings = WarningList(()) if version.published_at else await warnings_about(version, draft)
    key = (form or {}).get("warning") or request.query_params.get("warning", "")
    return await show(
        request,
        desk,
        Step.TEXT,
        "draft_section.html",
        status=422 if errors else 200,
        conflict=conflict,
        kept=True,
        index=index,
        previous_url=_url(desk, index - 1) if index else None,
        next_url=_url(desk, index + 1) if index + 1 < len(draft.sections) else None,
        section=draft.sections[index],
        fields=fields,
        opening=opening,
        levels=list(range(1, DEEPEST + 1)),
        is_published=version.published_at is not None,
        errors=errors or {},
        warnings=warnings.in_section(index),
        at=_navigation(warnings, key),
        warning_url=warning_url,
        **(loss_counts(losses) if losses else losses_in(request)),
    )


def _url(desk: Desk, index: int) -> str:
    return desk.url("draft_section", place=index)


def _navigation(warnings: WarningList, key: str) -> WarningNavigation | None:
    """The navigation at the warning with this key; None for an editor who does not go through the warnings."""
    current = warnings.find(key) if key else None
    if current is None or not current.is_dismissible:
        return None
    return WarningNavigation(current, *warnings.around(current), len(warnings.open))
