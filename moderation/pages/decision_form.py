"""The form of a decision: its fields as they were typed, and the decision they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from consult.responses.publicity import RemarkState
from consult.stale_state import StaleState
from consult.web.forms import Fields
from moderation.decision_input import DecisionInput, DecisionKind
from moderation.redaction import FIELDS
from moderation.redaction_marks import mark
from moderation.remark_state import state_in, written_state
from moderation.review import Review

# A button that decides nothing: it puts brackets round the findings.
MARK_FINDINGS = "mark_findings"


@dataclass(frozen=True)
class DecisionForm:
    """``state`` is the remark's state in view as the form carries it, ``viewed`` the same where it can be read.
    ``wanted`` is the decision asked for, None for a button that only shows something. ``errors`` by field, and
    ``conflict``, say why nothing was stored, ``status`` is that of the answer."""

    state: str
    viewed: RemarkState | None = None
    wanted: DecisionInput | None = None
    reason: str = ""
    note: str = ""
    marked: Mapping[str, str] = field(default_factory=dict)
    keep_rest: bool = False
    withhold_name: bool | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: StaleState | None = None
    status: int = 200

    @property
    def is_explanation(self) -> bool:
        """Whether what was sent is the reason of something taken down."""
        return self.wanted is not None and self.wanted.kind is DecisionKind.EXPLAIN

    @classmethod
    def opened(cls, review: Review) -> DecisionForm:
        """Nothing chosen, and marked what is left out of the public copy already."""
        redactions, revision = review.redactions, review.revision
        return cls(
            state=written_state(review.remark),
            marked={
                field: mark(getattr(revision, field), redactions.get(field, [])) for field in FIELDS
            },
            withhold_name=review.remark.response.respondent.name_withheld,
        )

    @classmethod
    def posted(cls, fields: Fields, review: Review) -> DecisionForm:
        """The fields as they were typed; the marks with those round the findings, where that button was pressed."""
        marked = {field: fields[field] for field in FIELDS}
        if fields["decision"] == MARK_FINDINGS:
            marked = review.bracketed(marked)
        explains = fields["decision"] == DecisionKind.EXPLAIN
        form = cls(
            state=fields["seen"],
            viewed=state_in(fields["seen"], review.remark),
            reason=fields["explanation_reason"] if explains else fields["reason"],
            note=fields["explanation_note"] if explains else fields["note"],
            marked=marked,
            keep_rest=fields.checked("keep_rest"),
            withhold_name=fields.checked("withhold_name") if "name_is_asked" in fields else None,
        )
        if fields["decision"] not in tuple(DecisionKind):
            return form
        return replace(form, wanted=form._decision(DecisionKind(fields["decision"])))

    def _decision(self, kind: DecisionKind) -> DecisionInput:
        return DecisionInput(
            kind=kind,
            reason=self.reason,
            note=self.note,
            marked=self.marked,
            keep_rest=self.keep_rest,
            withhold_name=self.withhold_name,
        )

    def with_errors(self, errors: Mapping[str, str], *, status: int) -> DecisionForm:
        return replace(self, errors=errors, status=status)

    def after(self, conflict: StaleState, review: Review) -> DecisionForm:
        """The same with the state in view that is stored now."""
        return replace(self, conflict=conflict, state=written_state(review.remark), status=409)
