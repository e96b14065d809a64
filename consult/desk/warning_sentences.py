"""Translating the messages of the importer's warnings.

The importer writes English, in a child process without catalogues; here a message is matched to the template it was
made from.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from consult.locale import gettext

# Marks words for the catalogues; ``translated_message`` translates.
N_: Callable[[str], str] = str

_TEMPLATES = (
    N_("The file has more than %(number)s paragraphs."),
    N_("The contents page was left out; it had %(number)s lines."),
    N_("The draft has %(number)s letters more than the file; compare the two."),
    N_("The draft has %(number)s letters fewer than the file; compare the two."),
    N_("The draft lacks %(lost)s letters of the file and has %(added)s more; compare the two."),
    N_("The sign %(sign)s (%(code)s) may be a damaged letter; kept as it stands."),
    N_("The sign %(code)s belongs to no alphabet; kept as it stands."),
    N_("The invisible sign %(code)s was left out."),
    N_("This table of %(number)s rows was put together from loose lines; confirm every cell."),
    N_("The table's colours are lost; say which row has which colour."),
    N_("The number %(number)s stood behind its line and was moved."),
    N_("These %(number)s lines may be two columns side by side; they were read across."),
    N_("Footnote %(number)s stood in the middle of the text and was placed where it belongs."),
    N_("Nobody said what this picture shows; describe it, or say that it only decorates."),
    N_("The file does not say what its title is."),
    N_("These pages hold no text, only pictures or nothing: %(pages)s."),
    N_("Pictures were left out on these pages: %(pages)s."),
    N_("These pages were read column by column: %(pages)s."),
    N_("%(number)s links lost their targets."),
    N_("%(number)s comments were left out."),
    N_("%(number)s form fields were left out."),
    N_("Files attached to the PDF were left out."),
    N_("An element of the kind %(kind)s was left out."),
    N_("A picture was left out: the file holds more than %(number)s pictures, or too large ones."),
    N_("A picture was left out: it has more than %(number)s million pixels."),
    N_("A picture was left out: it is not inside the file, and nothing is fetched from elsewhere."),
    N_("Words were inserted here and none deleted; a deletion may have been lost."),
    N_("The end of this paragraph is a tracked deletion."),
    N_("Such a web page has deleted words among the others; use the document it was made from."),
    N_("A paragraph's end is deleted here; it and the next one were made one paragraph."),
    N_("A chart, a drawing or another embedded object was left out here."),
    N_("A header or footer was left out here."),
    N_("A formula was set as one line of text; compare it with the file."),
)
_PLACEHOLDER = re.compile(r"%\\\((\w+)\\\)s|%\((\w+)\)s")


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PLACEHOLDER.sub(r"(?P<\1\2>.+?)", re.escape(sentence)))


_PATTERNS = tuple((_pattern(sentence), sentence) for sentence in _TEMPLATES)


def translated_message(message: str) -> str | None:
    """The message in the current language; None where it is of no known template."""
    for pattern, sentence in _PATTERNS:
        if match := pattern.fullmatch(message):
            return gettext(sentence) % match.groupdict()
    return None
