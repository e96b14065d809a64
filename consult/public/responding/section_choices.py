"""The choices of what a remark of a formal response is about: the whole draft, then every section in reading order; and
what became of those that its remarks are on already, when a newer version was published.

A choice names its version: the same key may mean another section in another version.
"""

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
    """``choices`` are (value, words) of the whole and of every section of the current version. ``values`` are those of
    its sections by identity. ``resolved`` are the anchors of remarks there are already, those that exist."""

    choices: list[tuple[str, str]]
    values: Mapping[int, str]
    resolved: Mapping[Anchor, ResolvedAnchor]

    def value(self, anchor: Anchor) -> str:
        """The value of the anchor's choice: of its section in the current version, where that has it."""
        resolved = self.resolved.get(anchor)
        if resolved is None or resolved.section_id is None:
            return value_of(anchor)
        return self.values.get(resolved.section_id) or value_of(resolved.anchor)

    def words(self, anchor: Anchor) -> str:
        """The anchor in words; of one that is gone with its version, of one that never was its ref."""
        if self.is_gone(anchor):
            return self.resolved[anchor].words
        return dict(self.choices).get(self.value(anchor), anchor.ref).strip()

    def is_gone(self, anchor: Anchor) -> bool:
        """Whether the current version does not have it any more."""
        resolved = self.resolved.get(anchor)
        return resolved is not None and resolved.is_gone

    def choices_for(self, anchor: Anchor) -> list[tuple[str, str]]:
        """What this remark can be about: every choice, and its own where that is gone."""
        if not self.is_gone(anchor):
            return self.choices
        return [(self.value(anchor), self.words(anchor)), *self.choices]


async def section_choices(consultation_id: int, anchors: Collection[Anchor] = ()) -> SectionChoices:
    """The choices, with what became of ``anchors``. Two queries, and those of ``resolve_anchors`` if any of them is a
    section."""
    version = await current_version(consultation_id)
    sections = await Section.filter(version=version).order_by("position") if version else []
    on_sections = [each for each in anchors if each.type == AnchorType.SECTION]
    return SectionChoices(
        _choices(sections, version),
        {each.identity_id: _value(each.key, version) for each in sections},
        await resolve_anchors(consultation_id, on_sections) if on_sections else {},
    )


def value_of(anchor: Anchor) -> str:
    """An anchor as the value of the form's field: "" for the whole, "2:5-1" for section 5-1 of version 2."""
    if anchor.type != AnchorType.SECTION:
        return WHOLE
    return anchor.ref if anchor.version is None else f"{anchor.version}:{anchor.ref}"


def _value(key: str, version: Version | None) -> str:
    return value_of(Anchor(AnchorType.SECTION, key, version.number if version else None))


def _choices(sections: Collection[Section], version: Version | None) -> list[tuple[str, str]]:
    """Chapters name their area, because many areas have chapters of the same title."""
    areas = {each.key: each for each in sections if each.key == each.area}
    choices = [(WHOLE, _("The whole draft"))]
    for section in sections:
        area = areas.get(section.area)
        if area is None or area is section:
            words = section_words(section)
        else:
            words = f"{_INDENT}{area.number or area.title} · {section.title}"
        choices.append((_value(section.key, version), words))
    return choices
