"""Footnotes and what refers to them, linked both ways.

The importer puts a footnote right after the paragraph that refers to it, beginning with the raised number that stands
in that paragraph. Where the two are not found so, nothing is linked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from markupsafe import escape

from consult.documents.paragraph import ParagraphKind
from consult.locale import gettext as _
from consult.public import queries
from consult.web.richtext import Cleaned

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UNIT = re.compile(r"\b[kcdm]?m$")
_MARK = re.compile(rf"\s*((?:<[a-z]+>)*)([{_RAISED}]+)")


def linked_notes(
    paragraphs: Sequence[queries.PublicParagraph], *, with_changes: bool = False
) -> dict[int, Cleaned]:
    """By paragraph id the words of those that have a footnote or are one, with links; as safe as they were."""
    words: dict[int, Cleaned] = {}
    above: queries.PublicParagraph | None = None
    for each in paragraphs:
        if each.kind is not ParagraphKind.FOOTNOTE:
            above = each
            continue
        mark = _MARK.match(_html(each, with_changes))
        if mark is None or above is None:
            continue
        text = words.get(above.id, _html(above, with_changes))
        found = _last(mark[2], text)
        if found is None:
            continue
        note, reference = _links(each, mark[2])
        words[above.id] = Cleaned(text[: found.start()] + reference + text[found.end() :])
        rest = _html(each, with_changes)[mark.end() :]
        words[each.id] = Cleaned(mark[1] + note + rest)
    return words


def _html(paragraph: queries.PublicParagraph, with_changes: bool) -> str:
    return paragraph.changes_html if with_changes else paragraph.html


def _last(raised: str, text: str) -> re.Match[str] | None:
    """The last time this very number stands in the text, outside of tags; a unit's (m²) only if no other does."""
    whole = rf"(?<![{_RAISED}]){raised}(?![{_RAISED}])(?![^<>]*>)"
    found = list(re.finditer(whole, text))
    marks = [one for one in found if _UNIT.search(text[: one.start()]) is None]
    return next(reversed(marks or found), None)


def _links(note: queries.PublicParagraph, raised: str) -> tuple[str, str]:
    """(what leads from the note back, what leads to it)."""
    number = unicodedata.normalize("NFKC", raised)
    to = escape(_("Note %(number)s") % {"number": number})
    back = escape(_("Note %(number)s, back to the text") % {"number": number})
    return (
        f'<a class="note-back" href="#ref-{note.anchor}" aria-label="{back}">{raised}</a>',
        f'<a class="note-ref" id="ref-{note.anchor}" href="#{note.anchor}" aria-label="{to}">{raised}</a>',
    )
