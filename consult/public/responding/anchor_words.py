"""LocationIndex in the draft as their writers meet them: the words for one, and the way back to it."""

from __future__ import annotations

from consult.locale import current
from consult.locale import gettext as _
from consult.responses.anchor import ResolvedAnchor
from consult.web.urls import url


def place_address(slug: str, section_key: str, paragraph_id: int | None) -> str:
    """The reading page at the paragraph or section; the overview for the whole."""
    if paragraph_id is not None:
        return url("paragraph", consultation=slug, paragraph=paragraph_id)
    if section_key:
        return url("section", consultation=slug, section=section_key)
    return url("consultation", consultation=slug)


def address_of(slug: str, place: ResolvedAnchor) -> str:
    """The same for a place that was found: one of an earlier version is read there."""
    if place.is_earlier and place.paragraph_id is None and place.section_key:
        return url(
            "version_section", consultation=slug, version=place.version, section=place.section_key
        )
    return place_address(slug, place.section_key, place.paragraph_id)


def words_of(place: ResolvedAnchor) -> str:
    """A place as a reader says it; one that is gone with the version it stood in."""
    words = words_of_place(place.section_title, place.paragraph_number)
    return in_version(words, place.version) if place.is_gone else words


def in_version(words: str, version: int) -> str:
    """A place as it stood in one version."""
    return _("%(place)s, in version %(version)s") % {"place": words, "version": version}


def words_of_place(section_title: str, paragraph_number: str) -> str:
    """Where a remark stands, as a reader says it; both empty for the whole."""
    if paragraph_number and section_title:
        return _("Paragraph %(number)s, %(section)s") % {
            "number": _isolated(paragraph_number),
            "section": _isolated(section_title),
        }
    if paragraph_number:
        return _("Paragraph %(number)s") % {"number": _isolated(paragraph_number)}
    return section_title or _("The whole draft")


def _isolated(words: str) -> str:
    """Danish words and numbers inside a sentence that runs from right to left keep their own order."""
    return f"\u2068{words}\u2069" if current().dir == "rtl" else words
