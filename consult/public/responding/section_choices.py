"""The choices of what a remark of a formal response is about: the whole draft, then every section in reading order; and
what became of those that its remarks are on already, when a newer version was published.

A choice names its version: the same key may mean another section in another version.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from consult.documents.current_version import current_version
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.locale import gettext as _
from consult.numbers import whole_number
from consult.responses.anchor import Anchor, ResolvedAnchor, resolve_anchors, section_words
from consult.responses.remark import AnchorType
from consult.responses.submission import RemarkInput

_INDENT = "\u2003"
WHOLE = ""
# Before a paragraph's identity. No key of a section has an underscore.
PARAGRAPH = "par_"


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
        is_section = anchor.type is AnchorType.SECTION
        if resolved is None or resolved.section_id is None or not is_section:
            return value_of(anchor)
        return self.values.get(resolved.section_id) or value_of(resolved.anchor)

    def words(self, anchor: Anchor) -> str:
        """The anchor in words; of one that is gone with its version, of one that never was its ref."""
        if self._is_by_itself(anchor):
            return self.resolved[anchor].words
        return dict(self.choices).get(self.value(anchor), anchor.ref).strip()

    def quote_language(self, remark: RemarkInput) -> str:
        """The language of the translation that its quote is from, "" for the text itself or where there is no quote."""
        resolved = self.resolved.get(remark.anchor)
        quotation = resolved.quotation(remark.quote) if resolved and remark.quote else None
        return quotation.language if quotation else ""

    def is_gone(self, anchor: Anchor) -> bool:
        """Whether the current version does not have it any more."""
        resolved = self.resolved.get(anchor)
        return resolved is not None and resolved.is_gone

    def name_of(self, value: str) -> str:
        """The words of a choice. Raises KeyError for a value that is none."""
        return dict(self.choices)[value].strip()

    def known(self, value: str) -> str:
        """The same value, that of the whole for one that is no choice."""
        return value if value in dict(self.choices) else WHOLE

    def section_of(self, anchor: Anchor) -> str:
        """The value of the section that the anchor is in, in the current version; of the whole where that has none."""
        resolved = self.resolved.get(anchor)
        return self.values.get(resolved.section_id or 0, WHOLE) if resolved else WHOLE

    def _is_by_itself(self, anchor: Anchor) -> bool:
        """Whether it is none of the choices that every remark has."""
        is_paragraph = anchor in self.resolved and anchor.type is AnchorType.PARAGRAPH
        return is_paragraph or self.is_gone(anchor)


async def section_choices(consultation_id: int, anchors: Collection[Anchor] = ()) -> SectionChoices:
    """The choices, with what became of ``anchors``. Two queries, and those of ``resolve_anchors`` if there are any."""
    version = await current_version(consultation_id)
    sections = await Section.filter(version=version).order_by("position") if version else []
    return SectionChoices(
        _choices(sections, version),
        {each.identity_id: _value(each.key, version) for each in sections},
        await resolve_anchors(consultation_id, anchors) if anchors else {},
    )


async def paragraph_choices(consultation_id: int, section: Anchor) -> list[tuple[str, str, str]]:
    """(value, number, words) of each paragraph right below a section of the current version, in the order of the text;
    none for another version's. At most three queries."""
    version = await current_version(consultation_id)
    if version is None or section.type is not AnchorType.SECTION:
        return []
    if section.version not in (None, version.number):
        return []
    rows = Paragraph.filter(version=version, section__key=section.ref).exclude(text="")
    found = await rows.order_by("position").values_list("identity_id", "number", "text")
    return [
        (value_of(Anchor(AnchorType.PARAGRAPH, str(identity), version.number)), number, text)
        for identity, number, text in found
    ]


def value_of(anchor: Anchor) -> str:
    """An anchor as the value of the form's field: "" for the whole, "2:5-1" for section 5-1 of version 2, "2:par_40" for
    the paragraph with identity 40 as that version has it."""
    if anchor.type is AnchorType.CONSULTATION:
        return WHOLE
    ref = f"{PARAGRAPH}{anchor.ref}" if anchor.type is AnchorType.PARAGRAPH else anchor.ref
    return ref if anchor.version is None else f"{anchor.version}:{ref}"


def anchor_of(value: str) -> Anchor:
    """The anchor that ``value_of`` gives this value."""
    version, _colon, ref = value.strip()[:70].rpartition(":")
    if not ref:
        return Anchor(AnchorType.CONSULTATION, "")
    if ref.startswith(PARAGRAPH):
        identity = ref.removeprefix(PARAGRAPH)
        return Anchor(AnchorType.PARAGRAPH, identity, whole_number(version))
    return Anchor(AnchorType.SECTION, ref, whole_number(version))


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
