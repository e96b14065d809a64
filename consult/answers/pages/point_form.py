"""The fields of a point's page, and what is wrong with what was typed in them."""

from __future__ import annotations

from collections.abc import Iterable

from consult.answers.committee_desk import PointDesk
from consult.answers.disposition import DispositionInput, Outcome
from consult.answers.point import PointWording, typed_quote
from consult.locale import gettext as _
from consult.responses.remark import Remark
from consult.web.field_message import missing
from consult.web.forms import Fields, number_in
from consult.web.page_fields import FieldGroup, PageFields

MAX_TITLE = 300
WORDING = "wording"
ANSWER = "answer"
# Before the id of a remark, in the name of the field with the words that are to be quoted of it.
QUOTE = "quote-"
# Before the id of a remark, in the name of the buttons with its whole sentences.
SENTENCE = "sentence-"


def point_fields(desk: PointDesk, remarks: Iterable[Remark] = ()) -> PageFields:
    """The page's fields as they are stored; ``remarks`` are those with an open field for a quote."""
    point, stored = desk.entry.point, desk.entry.answers.get(desk.committee.id)
    quotes = {member.remark_id: member.quote for member in desk.entry.members}
    groups = {
        WORDING: FieldGroup(
            _("Title and summary"),
            {"title": point.title, "summary": point.summary},
            locks={"point_lock_version": point.lock_version},
        ),
        ANSWER: FieldGroup(
            _("The committee's answer"),
            {
                "outcome": stored.outcome if stored else "",
                "reason": stored.reason if stored else "",
            },
            locks={"answer_lock_version": stored.lock_version if stored else 0},
        ),
    }
    for remark in remarks:
        words = typed_quote(quotes.get(remark.id) or remark.public_text)
        label = _("Quote of %(number)s") % {"number": remark.reference}
        groups[f"{QUOTE}{remark.id}"] = FieldGroup(label, {f"{QUOTE}{remark.id}": words})
    return PageFields(groups)


def title_errors(form: Fields) -> dict[str, str]:
    """What is wrong with the title, by field; empty when nothing is."""
    if not form.line("title"):
        return {"title": _("Give the point a title.")}
    if len(form.line("title")) > MAX_TITLE:
        return {"title": _("The title may have up to 300 characters.")}
    return {}


def wording_in(form: Fields) -> PointWording:
    """The wording in a form without errors. Raises HTTPException 400 without the version that was read."""
    lock_version = number_in(form["point_lock_version"])
    return PointWording(form.line("title"), form["summary"].strip(), lock_version)


def answer_errors(form: Fields) -> dict[str, str]:
    """What is wrong with the committee's answer, by field; empty when nothing is."""
    errors: dict[str, str] = {}
    if form["outcome"] not in list(Outcome):
        errors["outcome"] = missing(_("Choose what the committee answers."))
    if not form["reason"].strip():
        errors["reason"] = missing(_("Give the committee's reason."))
    return errors


def answer_in(form: Fields) -> DispositionInput:
    """The answer in a form without errors. Raises HTTPException 400 without the version that was read."""
    lock_version = number_in(form["answer_lock_version"])
    return DispositionInput(Outcome(form["outcome"]), form["reason"].strip(), lock_version)
