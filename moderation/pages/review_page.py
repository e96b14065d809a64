"""The page of one remark: its fields, in one form, so that no button loses what is typed for another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.moderation_reason import ModerationReason, reasons_of
from consult.consultations.party import ConsultedParty
from consult.documents.copy_notes import notes_on
from consult.locale import gettext as _
from consult.web.forms import Fields
from consult.web.page_fields import FieldGroup, PageFields
from consult.web.rendering import page
from moderation.annex_omissions import can_be_abridged
from moderation.history import history_of
from moderation.lookup import review_again
from moderation.pages.decision_form import DecisionForm
from moderation.pages.notices import notices_in
from moderation.queue_page import queue_page_from, unexplained_rows
from moderation.redaction import preview
from moderation.remark_state import written_state
from moderation.review import Review

DECISION, EXPLANATION, PARTY = "decision", "explanation", "party"


def annex_group(annex_id: int) -> str:
    """The group of what is decided on a file."""
    return f"annex-{annex_id}"


@dataclass(frozen=True)
class ReviewPage:
    """What was typed, beside the remark itself. ``notices`` are those of templates, see ``notices_in``; ``status`` is that
    of the answer."""

    fields: PageFields
    form: DecisionForm
    notices: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


def fields_of(review: Review) -> PageFields:
    """The fields as they are stored."""
    remark, opened = review.remark, DecisionForm.opened(review)
    seen = {"seen": written_state(remark)}
    decision = {**opened.marked, "note": "", "reason": ""}
    groups = {DECISION: FieldGroup(_("Your decision"), decision, seen, at="field-text")}
    if remark.unexplained_since:
        explanation = {"explanation_reason": "", "explanation_note": review.note}
        groups[EXPLANATION] = FieldGroup(_("The reason"), explanation, seen, "explanation-reason")
    for annex in review.annexes:
        copy = review.copies.get(annex.id)
        locks = {
            f"seen-{annex.id}": annex.publicity.value,
            f"told-{annex.id}": copy.trouble if copy else "",
        }
        words = _("The file %(name)s:") % {"name": annex.name}
        stored = {f"reason-{annex.id}": ""}
        groups[annex_group(annex.id)] = FieldGroup(words, stored, locks, f"annex-reason-{annex.id}")
    party = str(remark.response.party_id or "")
    groups[PARTY] = FieldGroup(_("Consulted party"), {"party": party}, {"party_seen": party})
    return PageFields(groups)


def opened(review: Review) -> ReviewPage:
    """Nothing typed."""
    return ReviewPage(fields_of(review), DecisionForm.opened(review))


async def stored(
    request: Request, review: Review, posted: Fields, group: str, onward: str, **notices: str
) -> Response:
    """After ``group`` was stored: to the address ``onward``, or the page itself where something else that was typed is
    not stored."""
    fresh = await review_again(review)
    fields = fields_of(fresh).stored(posted, group, done=_("It is stored."))
    if not fields.unsaved:
        return RedirectResponse(onward, 303)
    return await show(request, fresh, ReviewPage(fields, _typed(fields, posted, fresh), notices))


async def refused(
    request: Request, review: Review, posted: Fields, group: str, onward: str, **notices: str
) -> Response:
    """After ``group`` was not stored: the same, with what was typed in it as well."""
    fresh = await review_again(review)
    fields = fields_of(fresh).refused(posted, group)
    if not any(posted[name] for each in fields.unsaved for name in each.stored):
        return RedirectResponse(onward, 303)
    return await show(request, fresh, ReviewPage(fields, _typed(fields, posted, fresh), notices))


def _typed(fields: PageFields, posted: Fields, review: Review) -> DecisionForm:
    """The decision as it was typed, where that is not stored."""
    is_kept = fields.is_kept(DECISION) and "text" in posted
    return DecisionForm.posted(posted, review) if is_kept else DecisionForm.opened(review)


async def show(request: Request, review: Review, shown: ReviewPage) -> Response:
    consultation, form = review.consultation, shown.form
    reasons = await reasons_of(consultation.id)
    parties = await ConsultedParty.filter(consultation_id=consultation.id).order_by("name")
    return page(
        request,
        "moderation/remark.html",
        status=shown.status,
        consultation=consultation,
        filters=review.queue.filters,
        review=review,
        form=form,
        fields=shown.fields,
        errors=form.errors,
        conflict=form.conflict,
        kept=True,
        reason_options=_options(_("Choose a reason"), {k: r.words for k, r in reasons.items()}),
        parties={party.id: party.name for party in parties},
        party_options=_options(
            _("Not from a consulted party"), {str(party.id): party.name for party in parties}
        ),
        preview=preview(review.wording, form.marked, reasons, _reason(form, reasons)),
        file_notes=notes_on(review.copies),
        can_be_abridged=can_be_abridged,
        history=await history_of(review.remark, review.annexes, reasons),
        list=await queue_page_from(review.queue, review.remark),
        unexplained=await unexplained_rows(review.queue),
        now=clock.now(),
        **{**notices_in(request), **shown.notices},
    )


def _options(none: str, words: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    return [("", none), *words.items()]


def _reason(form: DecisionForm, reasons: Mapping[str, ModerationReason]) -> ModerationReason | None:
    """The reason chosen; until then the first one, so that there is a preview to look at."""
    return reasons.get(form.reason) or next(iter(reasons.values()), None)
