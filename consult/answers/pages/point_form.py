"""The forms on a point's page: as they are stored, or as they were typed where something was not stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.answers.committee_desk import PointDesk
from consult.answers.disposition import DispositionInput, Outcome
from consult.answers.point import PointWording
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.forms import Fields, number_in

MAX_TITLE = 300


@dataclass(frozen=True)
class PointForm:
    """``wording`` {title, summary}, ``answer`` {outcome, reason} and ``quotes`` by remark id. ``errors`` by field, and
    ``conflict``, say why nothing was stored."""

    wording: Mapping[str, str]
    answer: Mapping[str, str]
    quotes: Mapping[int, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: StaleState | None = None

    @classmethod
    def of(cls, desk: PointDesk) -> PointForm:
        """The forms as the page opens."""
        point, stored = desk.entry.point, desk.entry.answers.get(desk.committee.id)
        return cls(
            wording={"title": point.title, "summary": point.summary},
            answer={
                "outcome": stored.outcome if stored else "",
                "reason": stored.reason if stored else "",
            },
        )

    @property
    def status(self) -> int:
        if self.conflict:
            return 409
        return 422 if self.errors else 200


def title_errors(form: Fields) -> dict[str, str]:
    """What is wrong with the title, by field; empty when nothing is."""
    if not form.line("title"):
        return {"title": _("Give the point a title.")}
    if len(form.line("title")) > MAX_TITLE:
        return {"title": _("The title may have up to 300 characters.")}
    return {}


def wording_in(form: Fields) -> PointWording:
    """The wording in a form without errors. Raises HTTPException 400 without the version that was read."""
    lock_version = number_in(form["lock_version"])
    return PointWording(form.line("title"), form["summary"].strip(), lock_version)


def answer_errors(form: Fields) -> dict[str, str]:
    """What is wrong with the committee's answer, by field; empty when nothing is."""
    errors = {}
    if form["outcome"] not in list(Outcome):
        errors["outcome"] = _("Choose what the committee answers.")
    if not form["reason"].strip():
        errors["reason"] = _("Give the committee's reason.")
    return errors


def answer_in(form: Fields) -> DispositionInput:
    """The answer in a form without errors. Raises HTTPException 400 without the version that was read."""
    lock_version = number_in(form["lock_version"])
    return DispositionInput(Outcome(form["outcome"]), form["reason"].strip(), lock_version)
