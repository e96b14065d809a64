"""The form of a decision: its fields as they were typed, the decision they ask for, and what it would publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request

from consult.consultations.moderation_reason import ModerationReason
from consult.responses.publicity import PublicCopy
from consult.stale_state import StaleState
from consult.web.forms import Fields, read_form
from moderation.decision_input import DecisionInput, DecisionKind, preview
from moderation.finding_highlights import bracketed
from moderation.queued_remark import QueuedRemark
from moderation.redaction_marks import MarksUnreadable, mark, read_marks
from moderation.remark_state import written_state

# A button that decides nothing: it puts brackets round the findings.
MARK_FINDINGS = "mark_findings"


@dataclass(frozen=True)
class DecisionForm:
    """``action`` is the value of the button pressed, "" when the page is opened. ``state`` is the remark's state in view,
    as it was written into the form. ``errors`` by field, and ``conflict``, say why nothing was stored."""

    action: str
    state: str
    reason: str
    note: str
    text: str
    proposed_text: str
    keep_rest: bool
    withhold_name: bool | None
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: StaleState | None = None

    @classmethod
    def opened(cls, queued: QueuedRemark) -> DecisionForm:
        """Nothing chosen, and marked what is left out of the public copy already."""
        redactions = queued.redactions
        return cls(
            action="",
            state=written_state(queued.remark),
            reason="",
            note="",
            text=mark(queued.revision.text, redactions.get("text", [])),
            proposed_text=mark(queued.revision.proposed_text, redactions.get("proposed_text", [])),
            keep_rest=False,
            withhold_name=queued.remark.response.respondent.name_withheld,
        )

    @classmethod
    def posted(cls, fields: Fields) -> DecisionForm:
        return cls(
            action=fields["decision"],
            state=fields["seen"],
            reason=fields["reason"],
            note=fields["note"],
            text=fields["text"],
            proposed_text=fields["proposed_text"],
            keep_rest=fields.checked("keep_rest"),
            withhold_name=fields.checked("withhold_name") if "name_is_asked" in fields else None,
        )

    @property
    def marked(self) -> dict[str, str]:
        """The copies with double brackets, by field."""
        return {"text": self.text, "proposed_text": self.proposed_text}

    def wanted(self) -> DecisionInput | None:
        """The decision asked for; None for a button that only shows something."""
        if self.action not in tuple(DecisionKind):
            return None
        return DecisionInput(
            kind=DecisionKind(self.action),
            reason=self.reason,
            note=self.note,
            marked=self.marked,
            keep_rest=self.keep_rest,
            withhold_name=self.withhold_name,
        )

    def preview(
        self, queued: QueuedRemark, reasons: Mapping[str, ModerationReason]
    ) -> PublicCopy | None:
        """What everybody would read; None while the marks cannot be read."""
        return preview(self.marked, queued.wording, reasons, self.reason)

    def with_errors(self, errors: Mapping[str, str]) -> DecisionForm:
        return replace(self, errors=errors)

    def after(self, conflict: StaleState, queued: QueuedRemark) -> DecisionForm:
        """The same with the state that is stored now in view."""
        return replace(self, conflict=conflict, state=written_state(queued.remark))

    def with_findings(self, queued: QueuedRemark) -> DecisionForm:
        """The same with brackets round the findings."""
        return replace(
            self,
            text=_bracketed(queued, "text", self.text),
            proposed_text=_bracketed(queued, "proposed_text", self.proposed_text),
        )


async def posted_form(request: Request, queued: QueuedRemark) -> DecisionForm:
    """The form as it was typed. Raises HTTPException 400, see ``read_form``."""
    async with read_form(request) as fields:
        form = DecisionForm.posted(fields)
    return form.with_findings(queued) if form.action == MARK_FINDINGS else form


def _bracketed(queued: QueuedRemark, field: str, typed: str) -> str:
    """The copy with brackets round its findings, beside the person's own; as typed where those cannot be read."""
    original = getattr(queued.revision, field)
    try:
        own_marks = read_marks(original, typed) if typed.strip() else []
    except MarksUnreadable:
        return typed
    return bracketed(original, queued.findings_in(field), own_marks)
