"""What stands in the place of words that were taken down. Marked up beside the text, never letters of it."""

from __future__ import annotations

from markupsafe import escape

from consult.locale import current
from consult.locale import gettext as _
from consult.web.richtext import Cleaned


def taken_words(reason: str) -> str:
    """The sentence in the reader's language; ``reason`` as an editor wrote it, or ""."""
    if not reason:
        return _("Taken down: it should not have been published.")
    return _("Taken down: it should not have been published. %(reason)s") % {"reason": reason}


def taken_html(reason: str) -> Cleaned:
    """The same as a paragraph's HTML."""
    words = escape(taken_words(reason))
    return Cleaned(
        f'<span class="taken-down" lang="{current().code}" dir="{current().dir}">{words}</span>'
    )
