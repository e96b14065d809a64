"""The form a decision is made in: what it holds at first, what was typed, and what that would look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from consult.consultations.moderation_reason import ModerationReason
from consult.responses.publicity import PublicCopy
from consult.web.forms import Fields
from moderation.conflict import write_seen
from moderation.decision import DecisionKind
from moderation.marked_text import with_brackets
from moderation.queued_remark import QueuedRemark
from moderation.redaction import FIELDS, MarksNeedReason, public_copy, read_hidden
from moderation.redaction_marks import MarksUnreadable, mark, read_marks
from moderation.verdict import Verdict

# A button that decides nothing: it puts brackets round what screening found.
MARK_FINDINGS = "mark_findings"


@dataclass(frozen=True)
class DecisionForm:
    """What the form holds. ``action`` is the value of the button pressed, "" when the page is opened."""

    action: str
    seen: str
    reason: str
    note: str
    text: str
    proposed_text: str
    keep_rest: bool
    withhold_name: bool | None

    def verdict(self) -> Verdict | None:
        """What the person wants done; None for a button that only shows something."""
        if self.action not in tuple(DecisionKind):
            return None
        return Verdict(
            kind=DecisionKind(self.action),
            reason=self.reason,
            note=self.note,
            marked=self.marked,
            keep_rest=self.keep_rest,
            withhold_name=self.withhold_name,
        )

    @property
    def marked(self) -> dict[str, str]:
        """The copies with double brackets, by field."""
        return {"text": self.text, "proposed_text": self.proposed_text}

    def preview(
        self, item: QueuedRemark, reasons: Mapping[str, ModerationReason]
    ) -> PublicCopy | None:
        """What everybody would read; None while the marks cannot be read."""
        # Until a reason is chosen the first one stands in, so that there is something to look at.
        reason = reasons.get(self.reason) or next(iter(reasons.values()), None)
        hidden = []
        try:
            for name in FIELDS:
                hidden += read_hidden(item.wording, name, self.marked[name], reasons, reason)
        except (MarksUnreadable, MarksNeedReason):
            return None
        return public_copy(item.wording, hidden)


def blank_form(item: QueuedRemark) -> DecisionForm:
    """The form as the page opens: marked is what is left out already, and nothing is chosen."""
    return DecisionForm(
        action="",
        seen=write_seen(item.remark),
        reason="",
        note="",
        text=mark(item.revision.text, item.left_out.get("text", [])),
        proposed_text=mark(item.revision.proposed_text, item.left_out.get("proposed_text", [])),
        keep_rest=False,
        withhold_name=item.remark.response.respondent.name_withheld,
    )


def posted_form(fields: Fields, item: QueuedRemark) -> DecisionForm:
    """What was posted, as it was typed."""
    form = DecisionForm(
        action=fields["decision"],
        seen=fields["seen"],
        reason=fields["reason"],
        note=fields["note"],
        text=fields["text"],
        proposed_text=fields["proposed_text"],
        keep_rest=fields.checked("keep_rest"),
        withhold_name=fields.checked("withhold_name") if "name_is_asked" in fields else None,
    )
    if form.action != MARK_FINDINGS:
        return form
    return replace(
        form,
        text=_with_findings(item, "text", form.text),
        proposed_text=_with_findings(item, "proposed_text", form.proposed_text),
    )


def _with_findings(item: QueuedRemark, field: str, typed: str) -> str:
    """The copy with brackets round what was found, beside the person's own; as typed when those cannot be read."""
    original = getattr(item.revision, field)
    try:
        own = read_marks(original, typed) if typed.strip() else []
    except MarksUnreadable:
        return typed
    return with_brackets(original, item.findings_in(field), own)
