"""The frame of the desk's pages: the steps with what each still lacks, and redirects after a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.desk.desk import Desk
from consult.desk.readiness import Readiness, Step, readiness_of
from consult.documents.document import Version
from consult.locale import locale_of
from consult.people.conflict import stale
from consult.stale_state import StaleState
from consult.web.rendering import page


@dataclass(frozen=True)
class StepItem:
    """A step in the line above each page. ``state`` is "current", "done" or "waiting"."""

    step: Step
    state: str
    href: str


async def show(
    request: Request,
    desk: Desk,
    step: Step,
    template: str,
    *,
    status: int = 200,
    conflict: StaleState | None = None,
    kept: bool = False,
    **context: Any,
) -> Response:
    """Render one of templates/desk. Each gets ``desk``, ``consultation``, ``step``, ``steps`` [StepItem], ``ready``
    (Readiness), ``now``, ``saved`` (whether a change was just stored) and ``text_dir`` (the draft's direction).

    ``conflict`` says who was first; the status is 409 then. ``kept``: what was typed is on the page. Costs the queries
    of ``readiness_of``.
    """
    now = clock.now()
    ready = await readiness_of(desk.consultation, now)
    return page(
        request,
        f"desk/{template}",
        status=409 if conflict else status,
        conflict=conflict,
        kept=kept,
        desk=desk,
        consultation=desk.consultation,
        step=step,
        steps=_steps(desk, step, ready),
        ready=ready,
        saved="saved" in request.query_params,
        now=now,
        text_dir=locale_of(desk.consultation.language).dir,
        **context,
    )


def _steps(desk: Desk, current: Step, ready: Readiness) -> list[StepItem]:
    done = {each: ready.is_done(each) for each in Step}
    done[Step.PUBLICATION] = desk.is_announced
    done[Step.LANGUAGES] = bool(
        desk.consultation.translated_into or desk.consultation.summarised_in
    )
    return [
        StepItem(
            each,
            "current" if each is current else "done" if done[each] else "waiting",
            desk.step_url(each),
        )
        for each in Step
    ]


def redirect_to(address: str, query: str = "saved=1", fragment: str = "") -> Response:
    """A redirect (303) to the page that shows what was stored, at the element with the id ``fragment``."""
    target = f"{address}?{query}" if query else address
    return RedirectResponse(f"{target}#{fragment}" if fragment else target, 303)


def is_other_version(form: Mapping[str, str], version: Version) -> bool:
    """Whether the form was opened on another version. Lock versions do not tell: they begin anew with each version."""
    return form["seen_version"] not in ("", str(version.id))


async def refuse_other_version(form: Mapping[str, str], version: Version) -> None:
    """Raises StaleState where the form was opened on another version."""
    if is_other_version(form, version):
        raise await stale("version", version.id)
