"""One section of the text in preparation, corrected step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.desk.correction_form import VERBS, corrected_at, correction_in, refusal
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, version_on
from consult.desk.readiness import Step
from consult.desk.step_page import refuse_other_version, show
from consult.desk.text_page import losses_in, redirect_after_change
from consult.desk.warning_list import ListedWarning, WarningList, html_id_of
from consult.desk.warning_loading import warning_url, warnings_about, warnings_of
from consult.documents.drafting.corrections import DEEPEST, ImpossibleCorrection
from consult.documents.drafting.preparation import Preparation, parsed_draft
from consult.documents.versions.draft_replacement import correct_draft
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form
from consult.web.lookup import found_or_404
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
    return await _section(request, await desk_of(request))


async def correct_section(request: Request) -> Response:
    """Make one correction."""
    desk = await desk_of(request)
    version = version_on(desk)
    section: int = request.path_params["place"]
    async with read_form(request) as form:
        verb, warning = form["do"], form["warning"]
        lock_version = number_in(form["lock_version"])
        paragraph = number_in(form["paragraph"] or "0")
        try:
            await refuse_other_version(form, version)
            if verb not in VERBS:
                raise HTTPException(400, _("The form was not complete."))
            losses = await correct_draft(
                version,
                correction_in(verb, section, form),
                lock_version=lock_version,
                by=desk.person.actor,
                now=received_at(request),
                verb="corrected",
            )
        except ImpossibleCorrection:
            return await _section(request, desk, refusal(verb, paragraph), form=form, status=422)
        except TooLong:
            words = {"title": _("The paragraph would be too long to be shown.")}
            return await _section(request, desk, words, form=form, status=422)
        except StaleState as conflict:
            return await _section(request, desk, form=form, conflict=conflict)
    corrected = corrected_at(verb, section, paragraph)
    address, query, fragment = await _result_url(desk, *corrected, warning)
    return redirect_after_change(address, losses, query, fragment)


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
    errors: Mapping[str, str] | None = None,
    *,
    form: Mapping[str, str] | None = None,
    status: int = 200,
    conflict: StaleState | None = None,
) -> Response:
    """``form`` is what was typed and not stored."""
    version = version_on(desk)
    preparation = found_or_404(await Preparation.get_or_none(version_id=version.id))
    draft = await parsed_draft(preparation)
    index: int = request.path_params["place"]
    section = found_or_404(draft.sections[index] if index < len(draft.sections) else None)
    # A published text cannot be corrected, so its warnings are not shown.
    warnings = WarningList(()) if version.published_at else await warnings_about(version, draft)
    heading = f"{section.number or ''} {section.title}".strip()
    typed = form or {}
    key = typed.get("warning") or request.query_params.get("warning", "")
    return await show(
        request,
        desk,
        Step.TEXT,
        "draft_section.html",
        status=status,
        conflict=conflict,
        kept=True,
        preparation=preparation,
        index=index,
        previous_url=_url(desk, index - 1) if index else None,
        next_url=_url(desk, index + 1) if index + 1 < len(draft.sections) else None,
        section=section,
        values={
            "title": typed.get("title") or heading,
            "level": typed.get("level") or section.level,
        },
        typed={typed.get("paragraph", ""): typed.get("words", "")},
        levels=list(range(1, DEEPEST + 1)),
        is_published=version.published_at is not None,
        errors=errors or {},
        warnings=warnings.in_section(index),
        at=_navigation(warnings, key),
        warning_url=warning_url,
        **losses_in(request),
    )


def _url(desk: Desk, index: int) -> str:
    return desk.url("draft_section", place=index)


def _navigation(warnings: WarningList, key: str) -> WarningNavigation | None:
    """The navigation at the warning with this key; None for an editor who does not go through the warnings."""
    current = warnings.find(key) if key else None
    if current is None or not current.is_dismissible:
        return None
    return WarningNavigation(current, *warnings.around(current), len(warnings.open))
