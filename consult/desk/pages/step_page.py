"""A page of the editor's desk: where one is among the steps, what each of them still lacks, who was first."""

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
    """A step in the line above each page."""

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
    """One of the desk's pages. Templates find ``desk``, ``consultation``, ``step``, ``steps`` and ``ready``;
    ``saved`` when one comes from storing something; ``text_dir`` is the direction its draft is read in.

    ``conflict`` says who was first (then the status is 409), ``kept`` whether what was typed is on the page.
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


def then(address: str, query: str = "saved=1", place: str = "") -> Response:
    """After a verb: look at what it did, at the place on the page with this id."""
    to = f"{address}?{query}" if query else address
    return RedirectResponse(f"{to}#{place}" if place else to, 303)


def is_another(form: Mapping[str, str], version: Version) -> bool:
    """Whether the form was opened on another version: of the next one after a discarded or published one the
    lock versions are the same again."""
    return form["seen_version"] not in ("", str(version.id))


async def refuse_another(form: Mapping[str, str], version: Version) -> None:
    """Raises StaleState where the form was opened on another version, see ``is_another``."""
    if is_another(form, version):
        raise await stale("version", version.id)
