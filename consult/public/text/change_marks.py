"""Tracked changes marked for eyes and for ears."""

from __future__ import annotations

from functools import cache

from markupsafe import escape

from consult.locale import current
from consult.locale import gettext as _
from consult.web.richtext import Cleaned


def mark_changes(changes_html: str) -> Cleaned:
    """Stored HTML with its <ins> and <del> marked and said in words, in the reader's language. As safe as it was.

    It was cleaned when it was stored and its <ins> and <del> have no attributes, so they can be replaced as text.
    """
    for bare, marked in _marks(current().code):
        changes_html = changes_html.replace(bare, marked)
    return Cleaned(changes_html)


@cache
def _marks(language: str) -> list[tuple[str, str]]:
    """(bare tag, marked tag); ``language`` is the current one, of which there are three."""
    end = f'<span class="sr-only"> {escape(_("end]"))}</span>'
    marks = []
    for tag, words in (("ins", _("[put in:")), ("del", _("[taken out:"))):
        start = f'<{tag} class="change"><span class="sr-only">{escape(words)} </span>'
        marks += [(f"<{tag}>", start), (f"</{tag}>", f"{end}</{tag}>")]
    return marks
