"""Keeping a remark instead of sending it: with this browser's unsent response, and back to the text."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.locale import current
from consult.public.responding.comment_form import CommentForm
from consult.public.responding.comment_target import CommentTarget
from consult.public.responding.cookies import remember
from consult.public.responding.my_unsents import my_unsents
from consult.public.responding.section_choices import value_of
from consult.public.responding.submission_limits import check_start, draft_within_limit
from consult.responses import keeping
from consult.responses.anchor import ResolvedAnchor
from consult.responses.keeping import Written
from consult.responses.not_sent import Invalid
from consult.responses.unsent_response import Unsent
from consult.responses.validation import errors_in
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.urls import url


async def keep_remark(
    request: Request, target: CommentTarget, anchor: ResolvedAnchor, form: CommentForm
) -> Response:
    """Keep what the form says about ``anchor``. Back to the text, whose pages say by script that it is not sent; without
    one to a page that says so.

    Raises NotSent, TooLong, and NoRoom; then nothing was kept.
    """
    submission = form.submission(anchor)
    errors = errors_in(submission, {anchor.anchor: anchor})
    # Who writes is asked for on the response's own page: what is written is not lost for want of a name.
    if of_remark := [each for each in errors if each.path.startswith("remarks")]:
        raise Invalid(of_remark)
    written = Written(submission.remarks[0], submission.respondent, submission.publish_name)
    unsent, token = await _kept(request, target.consultation, written, form.key)
    answer = RedirectResponse(_address(target, anchor, form, unsent), 303)
    remember(request, answer, "unsent", unsent.public_id, token)
    return answer


def _address(
    target: CommentTarget, anchor: ResolvedAnchor, form: CommentForm, unsent: Unsent
) -> str:
    slug = target.consultation.slug
    if form.scripted:
        return target.along(anchor.address(slug))
    address = url("unsent_kept", consultation=slug, public_id=unsent.public_id)
    return target.along(f"{address}?at={value_of(anchor.anchor)}")


async def _kept(
    request: Request, consultation: Consultation, written: Written, key: str
) -> tuple[Unsent, str]:
    """The unsent response that has it now, and its secret: the one written on last, else a new one."""
    now = clock.now()
    for mine in await my_unsents(request, consultation, now):
        keep = partial(keeping.keep, mine.unsent, written, now=now)
        try:
            await draft_within_limit(request, mine.content, keep)
        except StaleState:
            # It was sent a moment ago from another window: this begins the next one.
            continue
        return mine.unsent, mine.token
    await check_start(request)
    keep_first = partial(
        keeping.keep_first,
        consultation,
        written,
        key=key,
        secret_key=request.app.state.settings.secret_key,
        language=current().code,
        received_at=received_at(request),
        now=now,
    )
    return await draft_within_limit(request, written.content, keep_first)
