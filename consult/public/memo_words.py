"""Why the memo of an edition may not be had any more, in words."""

from __future__ import annotations

from collections.abc import Mapping

from consult.locale import gettext as _
from consult.public.queries import MemoState, PublicMemo
from consult.responses.public_change import PublicChangeKind


def why_gone(memo: PublicMemo) -> str:
    """In one sentence; "" where it may be had, or is being made."""
    if memo.state is MemoState.TAKEN_BACK:
        return _("The edition was taken back.")
    if memo.state is not MemoState.OUTDATED:
        return ""
    if memo.because is None:
        return _("Words of the draft that stood in it were taken down.")
    return _reasons()[memo.because]


def _reasons() -> Mapping[PublicChangeKind, str]:
    left_out = _("Words of a remark that stood in it have been left out since.")
    return {
        PublicChangeKind.WITHDRAWN: _("A remark that stood in it was withdrawn by its author."),
        PublicChangeKind.TAKEN_DOWN: _("A remark that stood in it was taken down."),
        PublicChangeKind.REDACTED: left_out,
        PublicChangeKind.CORRECTED: _("The author of a remark that stood in it has corrected it."),
        PublicChangeKind.SENDER: _("A name that stood in it is shown otherwise now."),
        PublicChangeKind.QUOTE: _("Words of the draft that stood in it were taken down."),
    }
