"""Footnotes and the paragraphs that refer to them, linked both ways.

The importer puts a footnote right after the paragraph that refers to it, and begins it with the raised number that is
in that paragraph. Where the number is missing in either, nothing is linked.
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
# As in m², whose number refers to nothing.
_UNIT = re.compile(r"\b[kcdm]?m$")
# The raised number that a footnote begins with, and the tags before it.
_MARK = re.compile(rf"\s*((?:<[a-z]+>)*)([{_RAISED}]+)")


def linked_notes(
    paragraphs: Sequence[queries.PublicParagraph], *, with_changes: bool = False
) -> dict[int, Cleaned]:
    """The HTML of each paragraph that has a footnote or is one, with links, by its id. As safe as it was."""
    linked: dict[int, Cleaned] = {}
    referring: queries.PublicParagraph | None = None
    for each in paragraphs:
        if each.kind is not ParagraphKind.FOOTNOTE:
            referring = each
            continue
        html = _html(each, with_changes)
        mark = _MARK.match(html)
        if mark is None or referring is None:
            continue
        text = linked.get(referring.id, _html(referring, with_changes))
        reference = _last_reference(mark[2], text)
        if reference is None:
            continue
        back, forth = _links(each, mark[2])
        linked[referring.id] = Cleaned(text[: reference.start()] + forth + text[reference.end() :])
        linked[each.id] = Cleaned(mark[1] + back + html[mark.end() :])
    return linked


def _html(paragraph: queries.PublicParagraph, with_changes: bool) -> str:
    return paragraph.changes_html if with_changes else paragraph.html


def _last_reference(raised: str, text: str) -> re.Match[str] | None:
    """The last time this very number is in the text, outside of tags; a unit's (m²) only if there is no other."""
    number = rf"(?<![{_RAISED}]){raised}(?![{_RAISED}])(?![^<>]*>)"
    matches = list(re.finditer(number, text))
    references = [each for each in matches if _UNIT.search(text[: each.start()]) is None]
    return next(reversed(references or matches), None)


def _links(note: queries.PublicParagraph, raised: str) -> tuple[str, str]:
    """(the link from the note back to the text, the link to the note)."""
    number = unicodedata.normalize("NFKC", raised)
    to = escape(_("Note %(number)s") % {"number": number})
    back = escape(_("Note %(number)s, back to the text") % {"number": number})
    return (
        f'<a class="note-back" href="#ref-{note.anchor}" aria-label="{back}">{raised}</a>',
        f'<a class="note-ref" id="ref-{note.anchor}" href="#{note.anchor}" aria-label="{to}">{raised}</a>',
    )
