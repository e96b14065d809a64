"""What a comment is about, resolved once for each request: the target as its writer saw it, and where else the comment
can go when the current version does not have that any more."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request

from consult import locale
from consult.consultations.consultation import Consultation
from consult.public import queries
from consult.public.text.addresses import in_text
from consult.public.text.text_language import chosen_language
from consult.responses.anchor import Anchor, ResolvedAnchor, anchor_resolver
from consult.responses.remark import AnchorType
from consult.web.urls import url


@dataclass(frozen=True)
class CommentTarget:
    """``viewed`` is what the writer had in view. Where that is gone, ``alternatives`` are the section it is attributed
    to in the current version, if there is one, and the whole draft. ``language`` is the one chosen for the draft's
    words, "" for none."""

    consultation: Consultation
    viewed: ResolvedAnchor
    alternatives: tuple[ResolvedAnchor, ...]
    language: str

    @property
    def read_in(self) -> str:
        """The language that the writer reads the draft in."""
        return self.language or locale.current().code

    def along(self, address: str) -> str:
        """An address that carries the chosen language along."""
        return in_text(address, self.language)

    def chosen(self, about: str) -> ResolvedAnchor | None:
        """The anchor the comment gets; None while the target is gone and the writer has not chosen.

        ``about`` is the choice: "past", "section" or "whole".
        """
        if not self.viewed.is_gone or about == "past":
            return self.viewed
        if about == "whole":
            return self.alternatives[-1]
        if about == "section" and len(self.alternatives) > 1:
            return self.alternatives[0]
        return None


async def comment_target(
    request: Request, consultation: Consultation, anchor: Anchor
) -> CommentTarget | None:
    """The target in the version that ``anchor`` names, else in the current one; a paragraph in the last version that
    has it. None for a target that does not exist."""
    resolver = await anchor_resolver(consultation.id)
    if resolver is None:
        return None
    unversioned = anchor._replace(version=None)
    resolved = await resolver.resolve([unversioned, anchor])
    viewed = resolved.get(anchor)
    # A section's key may mean another section in another version: only the version in view is looked in.
    if viewed is None and not (anchor.type is AnchorType.SECTION and anchor.version is not None):
        viewed = resolved.get(unversioned)
    if viewed is None:
        return None
    viewed = replace(viewed, anchor=anchor._replace(version=viewed.version))
    alternatives = await resolver.alternatives(viewed) if viewed.is_gone else ()
    return CommentTarget(consultation, viewed, tuple(alternatives), chosen_language(request))


async def former_section_form(request: Request, consultation: Consultation, key: str) -> str | None:
    """The address of the comment form of the section that an earlier version had under this key; None when there was
    none."""
    outline = await queries.outline(consultation)
    former = await queries.former_section(outline, key) if outline else None
    if former is None:
        return None
    if former.current is not None and not former.is_gone:
        key, query = former.current.key, ""
    else:
        key, query = former.key, f"?version={former.version}"
    address = url("comment_section", consultation=consultation.slug, section=key)
    return in_text(address + query, chosen_language(request))
