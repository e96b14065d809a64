"""Why a chosen file is not even looked into: none, empty, too large."""

from __future__ import annotations

from starlette.datastructures import UploadFile

from consult.locale import gettext as _
from consult.locale import show_number
from consult.web.field_message import missing


def why_not_read(chosen: UploadFile | None, *, megabytes: int) -> str:
    """In words for the reader; "" for a file that can be read."""
    if chosen is None:
        return missing(_("Choose a file."))
    if not chosen.size:
        return _(
            "The file is empty. Open it to see whether something is in it, and choose it again."
        )
    if chosen.size > megabytes * 1024**2:
        words = _("The file is larger than %(n)s MB. Choose a smaller one.")
        return words % {"n": show_number(megabytes)}
    return ""
