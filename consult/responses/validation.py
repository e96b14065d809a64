"""Validation: what is wrong with a submission, field by field, for people and for programs. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.documents.section import lasting_id
from consult.locale import gettext as _
from consult.locale import ngettext, show_number
from consult.mail.address_words import words_on_address
from consult.responses.anchor import Anchor, ResolvedAnchor
from consult.responses.cvr import is_valid_cvr
from consult.responses.respondent import RespondentKind
from consult.responses.response import ResponseKind
from consult.responses.submission import (
    MAX_LENGTHS,
    MAX_QUOTE,
    MAX_REMARKS,
    MAX_TEXT,
    MAX_TOTAL,
    RemarkInput,
    Submission,
)
from consult.web.field_message import MISSING, WRONG, FieldMessage


@dataclass(frozen=True)
class FieldError:
    """``path`` names the field as the JSON API does ("respondent.email", "remarks.0.text"); ``code`` is for
    machines, ``message`` for the reader, in the reader's language. ``candidates`` are the values of which one must have
    been meant, where the one sent may mean several."""

    path: str
    code: str
    message: str
    candidates: tuple[str, ...] = ()

    @property
    def for_reader(self) -> FieldMessage:
        return FieldMessage(self.message, MISSING if self.code == "required" else WRONG)


def errors_in(submission: Submission, anchors: Mapping[Anchor, ResolvedAnchor]) -> list[FieldError]:
    """Everything that is wrong with a submission, in the order of the form; empty when it may be sent.

    ``anchors`` are those that exist, from ``resolve_anchors``. Messages are in the current language.
    """
    errors = [*_errors_in_respondent(submission), *_errors_in_amount(submission)]
    for index, remark in enumerate(submission.remarks):
        errors += _errors_in_remark(remark, f"remarks.{index}", anchors.get(remark.anchor))
    return errors


def _errors_in_respondent(submission: Submission) -> list[FieldError]:
    who = submission.respondent
    errors = []
    speaks_for_others = submission.kind is ResponseKind.FORMAL or who.kind in (
        RespondentKind.ORGANISATION,
        RespondentKind.AUTHORITY,
    )
    if speaks_for_others and not who.organisation.strip():
        errors.append(
            _error("respondent.organisation", "required", _("Write the name of your organisation."))
        )
    if who.cvr and not is_valid_cvr(who.cvr):
        message = _("This is not a CVR number. Check the eight digits, or leave the field empty.")
        errors.append(_error("respondent.cvr", "invalid", message))
    if not who.name.strip():
        errors.append(_error("respondent.name", "required", _("Write your name.")))
    if who.email and len(who.email) <= MAX_LENGTHS["email"]:
        errors += _errors_in_email(who.email)
    for name, limit in MAX_LENGTHS.items():
        errors += _too_long(f"respondent.{name}", getattr(who, name), limit)
    return errors


def _errors_in_email(email: str) -> list[FieldError]:
    words = words_on_address(email)
    if not words:
        return []
    message = _("%(fault)s Or leave the field empty.") % {"fault": words}
    return [_error("respondent.email", "invalid", message)]


def _errors_in_amount(submission: Submission) -> list[FieldError]:
    """A response needs a remark, or an explicit "no remarks". Files alone are refused: moderators and committees go
    from remark to remark, and a response without one would reach nobody."""
    if submission.no_remarks and (submission.remarks or submission.annexes):
        message = _(
            "You chose “no remarks”, but there are remarks or files. Remove one or the other."
        )
        return [_error("no_remarks", "contradiction", message)]
    if not submission.remarks and submission.annexes:
        message = _("Add a remark that says what your files are about. One line is enough.")
        return [_error("remarks", "required", message)]
    if not (submission.remarks or submission.no_remarks):
        message = _("Write a remark, or say that you have no remarks.")
        return [_error("remarks", "required", message)]
    if len(submission.remarks) > MAX_REMARKS:
        message = ngettext(
            "At most %(n)s remark fits in one response.",
            "At most %(n)s remarks fit in one response.",
            MAX_REMARKS,
        ) % {"n": show_number(MAX_REMARKS)}
        return [_error("remarks", "too_many", message)]
    if submission.length > MAX_TOTAL:
        message = _(
            "Your remarks have %(count)s characters together. At most %(limit)s fit in one response. "
            "Send the rest as another one, or as a file."
        ) % {"limit": show_number(MAX_TOTAL), "count": show_number(submission.length)}
        return [_error("remarks", "too_long", message)]
    return []


def _errors_in_remark(
    remark: RemarkInput, path: str, anchor: ResolvedAnchor | None
) -> list[FieldError]:
    errors = errors_in_wording(remark.text, remark.proposed_text, path)
    if remark.stance is None:
        message = _("Choose what you think of this text.")
        errors.append(_error(f"{path}.stance", "required", message))
    if anchor is None:
        message = _("This place is not in the text that is out for consultation.")
        return [_error(f"{path}.anchor", "unknown", message), *errors]
    if anchor.candidates:
        return [ambiguous_key(f"{path}.anchor.id", remark.anchor_ref, anchor.candidates), *errors]
    if remark.version is None and (anchor.is_gone or anchor.merged_into):
        return [_error_in_version(f"{path}.anchor", anchor), *errors]
    if len(remark.quote) > MAX_QUOTE:
        errors += _too_long(f"{path}.quote", remark.quote, MAX_QUOTE)
    elif remark.quote.strip() and not anchor.quotation(remark.quote):
        message = _(
            "These words are not in the paragraph. Copy them from the text, or leave it empty."
        )
        errors.append(_error(f"{path}.quote", "not_found", message))
    return errors


def ambiguous_key(path: str, key: str, sections: Sequence[int]) -> FieldError:
    """A section's key without a version that has meant several sections (identities)."""
    candidates = tuple(lasting_id(each) for each in sections)
    message = _(
        "%(key)s has meant several sections: %(ids)s. Say the id of the one you mean, or the version that you read."
    ) % {"key": key, "ids": ", ".join(candidates)}
    return FieldError(path, "ambiguous", message, candidates)


def _error_in_version(path: str, anchor: ResolvedAnchor) -> FieldError:
    """Writing on what only an earlier version has takes naming that version: nobody does it unaware."""
    known = {"version": show_number(anchor.version), "heir": anchor.merged_into}
    if anchor.merged_into:
        message = _(
            "The words of this paragraph of version %(version)s are in paragraph %(heir)s now. Write on that one, "
            "or say that you write on version %(version)s."
        )
        return _error(path, "merged", message % known)
    message = _(
        "This is no longer in the text. It stood last in version %(version)s. Write on the section it stood in or "
        "on the whole, or say that you write on version %(version)s."
    )
    return _error(path, "gone", message % known)


def errors_in_wording(text: str, proposed_text: str, path: str) -> list[FieldError]:
    """What is wrong with the two texts of the remark at ``path`` ("remarks.0")."""
    errors = []
    if not text.strip() and not proposed_text.strip():
        errors.append(_error(f"{path}.text", "required", _("Write your remark.")))
    errors += _too_long(f"{path}.text", text, MAX_TEXT)
    errors += _too_long(f"{path}.proposed_text", proposed_text, MAX_TEXT)
    return errors


def _too_long(path: str, text: str, limit: int) -> list[FieldError]:
    if len(text) <= limit:
        return []
    message = _("At most %(limit)s characters. There are %(count)s.") % {
        "limit": show_number(limit),
        "count": show_number(len(text)),
    }
    return [_error(path, "too_long", message)]


def _error(path: str, code: str, message: str) -> FieldError:
    return FieldError(path, code, message)
