"""The places a formal response can write on: the whole, then every section in reading order; and what became of
those it was begun on when a newer version came. A choice names its version: a number may mean another section."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from consult.documents.current_version import current_version
from consult.documents.document import Version
from consult.documents.section import Section
from consult.locale import gettext as _
from consult.responses.anchor import Anchor, ResolvedAnchor, resolve_anchors, section_words
from consult.responses.remark import AnchorType

_INDENT = "\u2003"
WHOLE = ""


@dataclass(frozen=True)
class SectionChoices:
    """(value, words) of every place of the heard text, and the places that remarks were begun on. Of an anchor
    that is nowhere its value stands for its words."""

    choices: list[tuple[str, str]]
    keys: Mapping[int, str]
    places: Mapping[Anchor, ResolvedAnchor]

    def value(self, anchor: Anchor) -> str:
        """The choice that stands for it: what lives on is chosen as it is now."""
        place = self.places.get(anchor)
        if place is None or place.section_id is None:
            return value_of(anchor)
        return self.keys.get(place.section_id) or value_of(place.anchor)

    def words(self, anchor: Anchor) -> str:
        """As its writer reads it; what is gone with the version it stood in."""
        if self.is_gone(anchor):
            return self.places[anchor].words
        return dict(self.choices).get(self.value(anchor), anchor.ref).strip()

    def is_gone(self, anchor: Anchor) -> bool:
        """Whether the heard text has it no more."""
        place = self.places.get(anchor)
        return place is not None and place.is_gone

    def choices_for(self, anchor: Anchor) -> list[tuple[str, str]]:
        """What a remark can be about: every place, and its own though that is gone."""
        if not self.is_gone(anchor):
            return self.choices
        return [(self.value(anchor), self.words(anchor)), *self.choices]


async def section_choices(consultation_id: int, anchors: Collection[Anchor] = ()) -> SectionChoices:
    """The choices, with what became of the places that ``anchors`` name."""
    version = await current_version(consultation_id)
    sections = await Section.filter(version=version).order_by("position") if version else []
    named = [each for each in anchors if each.type == AnchorType.SECTION]
    return SectionChoices(
        _choices(sections, version),
        {each.identity_id: _value(each.key, version) for each in sections},
        await resolve_anchors(consultation_id, named) if named else {},
    )


def value_of(anchor: Anchor) -> str:
    """A place as the form's field says it: "" for the whole, "2:5-1" for a section of version 2."""
    if anchor.type != AnchorType.SECTION:
        return WHOLE
    return anchor.ref if anchor.version is None else f"{anchor.version}:{anchor.ref}"


def _value(key: str, version: Version | None) -> str:
    return value_of(Anchor(AnchorType.SECTION, key, version.number if version else None))


def _choices(sections: Collection[Section], version: Version | None) -> list[tuple[str, str]]:
    """Chapters name their area, for their titles repeat."""
    areas = {s.key: s for s in sections if s.key == s.area}
    choices = [(WHOLE, _("The whole draft"))]
    for section in sections:
        area = areas.get(section.area)
        if area is None or area is section:
            words = section_words(section)
        else:
            words = f"{_INDENT}{area.number or area.title} · {section.title}"
        choices.append((_value(section.key, version), words))
    return choices
