"""What an anchor or a location is called, and where it is read, as every page and letter says it."""

from __future__ import annotations

from consult.locale import current
from consult.locale import gettext as _
from consult.web.urls import url


def anchor_words(section_title: str, paragraph_number: str) -> str:
    """The name of a paragraph or a section; both empty for the whole draft. ``section_title`` includes the printed
    number."""
    if paragraph_number and section_title:
        return _("Paragraph %(number)s, %(section)s") % {
            "number": _isolated(paragraph_number),
            "section": _isolated(section_title),
        }
    if paragraph_number:
        return _("Paragraph %(number)s") % {"number": _isolated(paragraph_number)}
    return section_title or _("The whole draft")


def in_version(words: str, version: int) -> str:
    """The name of something as it stood in one version."""
    return _("%(place)s, in version %(version)s") % {"place": words, "version": version}


def anchor_address(consultation: str, section_key: str, paragraph_id: int | None) -> str:
    """The reading page at the paragraph or section; the consultation's overview for the whole draft."""
    if paragraph_id is not None:
        return url("paragraph", consultation=consultation, paragraph=paragraph_id)
    if section_key:
        return url("section", consultation=consultation, section=section_key)
    return url("consultation", consultation=consultation)


def _isolated(words: str) -> str:
    """Danish words and numbers inside a sentence that runs from right to left keep their own order."""
    return f"\u2068{words}\u2069" if current().dir == "rtl" else words
