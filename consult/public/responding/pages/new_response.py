"""A new response of several remarks or with files, a citizen's or an organisation's: the page that says what is needed, and the first save, which makes the secret link."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.extension import some_party_is_open
from consult.consultations.intake import Intake, intake_at
from consult.locale import current
from consult.public.lookup import consultation_of
from consult.public.responding import workspace_form
from consult.public.responding.pages.workspace import to_workspace
from consult.public.responding.submission_limits import TooMany, check_start
from consult.responses import upload, workspace
from consult.responses.not_sent import NotOpen
from consult.responses.workspace import Content
from consult.web.arrival import received_at
from consult.web.forms import read_form
from consult.web.headers import FORM
from consult.web.rendering import page


async def respond(request: Request) -> Response:
    """Says what is needed and where the limits are; the first save makes the secret link. ``?as=citizen``: for somebody who
    answers for nobody else."""
    consultation = await consultation_of(request, clock.now())
    if request.method != "POST":
        is_citizens = request.query_params.get("as") == "citizen"
        blank = workspace_form.BLANK_CITIZENS if is_citizens else workspace_form.BLANK
        return await _show_start(request, consultation, blank)
    async with read_form(request) as fields:
        content = Content(
            workspace_form.respondent_in(fields), publish_name=fields.checked("publish_name")
        )
    try:
        await check_start(request)
        unsent, token = await workspace.start(
            consultation,
            content,
            language=current().code,
            received_at=received_at(request),
            now=clock.now(),
        )
    except NotOpen:
        return await _show_start(request, consultation, content, refused=True, status=409)
    except TooMany as many:
        return await _show_start(
            request, consultation, content, status=429, wait_seconds=many.seconds
        )
    return to_workspace(request, unsent, token, consultation)


async def _show_start(
    request: Request,
    consultation: Consultation,
    content: Content,
    *,
    refused: bool = False,
    status: int = 200,
    wait_seconds: int | None = None,
) -> Response:
    """The first page. While only some parties are still open it asks which one answers; ``refused``: not it."""
    now = clock.now()
    intake = await intake_at(consultation, now)
    for_parties = intake is not Intake.IN_TIME and await some_party_is_open(consultation, now)
    return page(
        request,
        "public/responding/respond.html",
        status=status,
        headers={"cache-control": FORM} if request.method == "GET" else None,
        wait_seconds=wait_seconds,
        problem=None,
        consultation=consultation,
        content=content,
        is_open=intake.receives or for_parties,
        intake=intake,
        closes_at=consultation.closes_at,
        for_parties=for_parties,
        refused=refused,
        limits=upload,
    )
