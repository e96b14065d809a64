"""The list of places a formal response can write on: the whole, then every section in reading order."""

from __future__ import annotations

from consult.documents.heard import heard_version
from consult.documents.section import Section
from consult.locale import gettext as _
from consult.responses.place import section_words

_INDENT = "\u2003"


async def section_choices(consultation_id: int) -> list[tuple[str, str]]:
    """(section's key, words) pairs; the key of the whole is "". Chapters name their area, for their titles repeat."""
    version = await heard_version(consultation_id)
    sections = await Section.filter(version=version).order_by("position") if version else []
    areas = {s.key: s for s in sections if s.key == s.area}
    choices = [("", _("The whole draft"))]
    for section in sections:
        area = areas.get(section.area)
        if area is None or area is section:
            choices.append((section.key, section_words(section)))
        else:
            words = f"{_INDENT}{area.number or area.title} · {section.title}"
            choices.append((section.key, words))
    return choices
