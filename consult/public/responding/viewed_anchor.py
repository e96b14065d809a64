"""The place a visitor writes on, as they saw it, and where else it can go when the text has it no more."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consult.consultations.consultation import Consultation
from consult.public import queries
from consult.responses.anchor import Anchor, ResolvedAnchor, alternatives_to, resolve_anchors
from consult.responses.remark import AnchorType


@dataclass(frozen=True)
class ViewedAnchor:
    """``seen`` is where they began to write. Where that is gone, ``others`` are the section it belongs to now, if
    there is one, and the whole."""

    seen: ResolvedAnchor
    others: tuple[ResolvedAnchor, ...] = ()

    def chosen(self, about: str) -> ResolvedAnchor | None:
        """Where it goes: a person says so when the place is gone, and None is that nobody did yet."""
        if not self.seen.is_gone or about == "past":
            return self.seen
        if about == "whole":
            return self.others[-1]
        if about == "section" and len(self.others) > 1:
            return self.others[0]
        return None


async def viewed_anchor(
    consultation: Consultation, kind: AnchorType, ref: str, version: int | None
) -> ViewedAnchor | None:
    """The place in the version that was in view, unset or unknown: in the heard one; a paragraph in the last one
    that has it. None for a place that is nowhere."""
    heard, in_view = Anchor(kind, ref), Anchor(kind, ref, version)
    found = await resolve_anchors(consultation.id, [heard, in_view])
    # A section's key may mean another one in another version: it is looked up in no other than was in view.
    anywhere = None if kind is AnchorType.SECTION and version is not None else found.get(heard)
    place = found.get(in_view) or anywhere
    if place is None:
        return None
    place = replace(place, anchor=Anchor(kind, ref, place.version))
    others = await alternatives_to(consultation.id, place) if place.is_gone else []
    return ViewedAnchor(place, tuple(others))


async def last_anchor_of_section(
    consultation: Consultation, key: str
) -> tuple[str, int | None] | None:
    """(key, version) of a section that goes by this key no more: those it has now, or the last it had."""
    outline = await queries.outline(consultation)
    former = await queries.former_section(outline, key) if outline else None
    if former is None:
        return None
    if former.now is not None and not former.is_gone:
        return former.now.key, None
    return former.key, former.version
