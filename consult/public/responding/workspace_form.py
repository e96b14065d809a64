"""The form of an unsent response: its fields read into content, however unfinished, and errors sent back to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from consult.numbers import whole_number
from consult.public.responding.section_choices import anchor_of
from consult.responses.anchor import Anchor
from consult.responses.remark import Stance
from consult.responses.respondent import RespondentKind
from consult.responses.submission import (
    MAX_LENGTHS,
    MAX_REMARKS,
    RemarkInput,
    RespondentInput,
)
from consult.responses.validation import FieldError
from consult.responses.workspace import Content
from consult.web.field_message import FieldMessage
from consult.web.forms import Fields

BLANK = Content(RespondentInput(name="", kind=RespondentKind.ORGANISATION))
BLANK_CITIZENS = Content(RespondentInput(name="", kind=RespondentKind.CITIZEN))


def respondent_in(fields: Fields) -> RespondentInput:
    """Who answers, as typed; far too long lines are cut."""
    kept = {name: fields.line(name)[: 2 * limit] for name, limit in MAX_LENGTHS.items()}
    kind = fields["kind"]
    return RespondentInput(
        kind=RespondentKind(kind) if kind in set(RespondentKind) else RespondentKind.ORGANISATION,
        cvr=fields.line("cvr")[:30],
        **kept,
    )


def content_in(fields: Fields) -> Content:
    """Everything the workspace's form holds. Remarks are numbered from 0 in the names of their fields."""
    remarks = []
    for index in range(MAX_REMARKS + 1):
        if f"remark-{index}-anchor" not in fields:
            break
        remarks.append(_remark_in(fields, f"remark-{index}"))
    return Content(
        respondent_in(fields),
        tuple(remarks),
        fields.checked("no_remarks"),
        fields.checked("publish_name"),
    )


def _remark_in(fields: Fields, name: str) -> RemarkInput:
    anchor = anchor_of(fields[f"{name}-anchor"])
    stance = fields[f"{name}-stance"]
    return RemarkInput(
        text=fields[f"{name}-text"],
        anchor_type=anchor.type,
        anchor_ref=anchor.ref,
        quote=fields[f"{name}-quote"].strip(),
        proposed_text=fields[f"{name}-proposed_text"],
        stance=Stance(stance) if stance in set(Stance) else None,
        version=anchor.version,
    )


def with_remark_on(content: Content, anchor: Anchor) -> Content:
    """The same with an empty remark more, on ``anchor``; what a form could not hold any more is not added."""
    if len(content.remarks) > MAX_REMARKS:
        return content
    added = RemarkInput(
        text="",
        anchor_type=anchor.type,
        anchor_ref=anchor.ref,
        stance=None,
        version=anchor.version,
    )
    return replace(content, remarks=(*content.remarks, added))


def without_remark(content: Content, index: int) -> Content:
    """The same without one remark; an index that is gone changes nothing."""
    kept = (remark for at, remark in enumerate(content.remarks) if at != index)
    return replace(content, remarks=tuple(kept))


def with_instead(content: Content, remark: RemarkInput, other: RemarkInput) -> Content:
    """The same with ``other`` instead of the first remark that is as ``remark``."""
    at = content.remarks.index(remark)
    return replace(content, remarks=(*content.remarks[:at], other, *content.remarks[at + 1 :]))


def remark_at(content: Content, index: str) -> RemarkInput | None:
    """The remark with this index, as a button of the form names it; None for one that is not there."""
    at = whole_number(index)
    return content.remarks[at] if at is not None and at < len(content.remarks) else None


def joined(content: Content, theirs: Content, shown: Collection[str]) -> Content:
    """What this form holds, with what was stored from another window since it was ``shown`` (digests of remarks).

    What was not changed here is as it is there, changed or left out; what is new there stands last. A remark that was
    changed in both is there twice: its author sees both wordings, and chooses.
    """
    stored = set(theirs.remarks)
    mine = [each for each in content.remarks if each.digest not in shown or each in stored]
    new = (each for each in theirs.remarks if each.digest not in shown and each not in mine)
    return replace(content, remarks=(*mine, *new))


# The remarks, then who answers: in the order of the form, which is another one for a citizen.
_WHO = ("organisation", "cvr", "name", "email", "phone", "postcode")
_IN_REMARK = ("anchor", "quote", "text", "proposed_text", "stance")


def by_field(errors: list[FieldError]) -> dict[str, FieldMessage]:
    """{name of the workspace's field: message} of the domain's errors, in the order of the form."""
    found = {_field_of(error.path): error.for_reader for error in errors}
    return dict(sorted(found.items(), key=lambda each: _position(each[0])))


def _position(field: str) -> tuple[int, int]:
    """Where a field stands: ("remark-2-text" is after "remark-1-text" and before "email")."""
    if field in _WHO:
        return MAX_REMARKS + 1, _WHO.index(field)
    if field == "no_remarks":
        return -1, 0
    _remark, index, name = field.split("-", 2)
    return int(index), _IN_REMARK.index(name) if name in _IN_REMARK else len(_IN_REMARK)


def _field_of(path: str) -> str:
    """ "remarks.2.text" → "remark-2-text", "respondent.cvr" → "cvr", "remarks" → "no_remarks"."""
    steps = path.split(".")
    if steps[0] == "remarks" and len(steps) == 3:
        return f"remark-{steps[1]}-{steps[2]}"
    return steps[1] if steps[0] == "respondent" else "no_remarks"
