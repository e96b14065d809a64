"""What an anchor or a location is called, and where it is read, as every page and letter says it."""

from __future__ import annotations

from collections.abc import Collection

from consult.documents.current_version import current_version
from consult.locale import current
from consult.locale import gettext as _
from consult.responses.attribution import attribution_of
from consult.responses.location import ON_THE_WHOLE, RemarkLocation, remark_locations
from consult.responses.remark import Remark
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


def location_words(location: RemarkLocation) -> str:
    """What a remark was written on, with the version where that is an earlier one."""
    original = location.original
    if original is None:
        return anchor_words("", "")
    words = anchor_words(f"{original.printed} {original.title}".strip(), original.number)
    return in_version(words, original.version) if location.is_earlier else words


async def words_by_remark(consultation_id: int, remarks: Collection[Remark]) -> dict[int, str]:
    """What each of a consultation's remarks was written on, by remark id. A constant number of queries."""
    version = await current_version(consultation_id)
    locations = await remark_locations(await attribution_of(version), remarks) if version else {}
    return {each.id: location_words(locations.get(each.id, ON_THE_WHOLE)) for each in remarks}


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
