"""What one page of the text shows: a section with all below it, or all of it; of the current version or of another.

Resolved once for each request. Holds neither the language of the words nor what is beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.documents.versions.succession import succession
from consult.public import queries
from consult.public.text.addresses import section_page, whole_page
from consult.web.urls import url


@dataclass(frozen=True)
class VersionPage:
    """What the permanent page of a version says about the current version.

    ``current_number`` is the current version's, ``current_href`` where the same is read in it. ``is_earlier``: the page
    is of another version. ``is_gone``: its section is gone from the current version, and the address leads to what was
    above it. ``was_consulted``: the page's version is or was out for consultation.
    """

    current_number: int
    current_href: str
    is_earlier: bool
    is_gone: bool
    was_consulted: bool


@dataclass(frozen=True)
class TextPart:
    """``texts`` is the ``section`` with all below it; with ``section`` None all of the text. ``version_page`` is None on
    the page of the current version, where readers comment; else it is the permanent page of the outline's version."""

    outline: queries.Outline
    section: queries.PublicSection | None
    texts: Sequence[queries.SectionText]
    version_page: VersionPage | None = None

    @property
    def is_earlier(self) -> bool:
        """Whether it is not the current version's."""
        return self.version_page is not None and self.version_page.is_earlier

    @property
    def version(self) -> int | None:
        """The number in the page's own address; None on the page of the current version."""
        return self.outline.version.number if self.version_page else None

    @property
    def own_address(self) -> str:
        return self.address(version=self.version)

    def address(self, version: int | None = None) -> str:
        """The page of the same part in a version; None: in the current version."""
        slug = self.outline.consultation.slug
        if self.section is None:
            return whole_page(slug, version=version)
        return section_page(slug, self.section, version=version)


async def current_part(
    outline: queries.Outline, section: queries.PublicSection | None = None
) -> TextPart:
    """A section of the current version, unset: all of it, with its counts of remarks. Queries as for ``texts``."""
    texts = await queries.texts(outline, section.key if section else None)
    return TextPart(outline, section, texts)


async def version_part(
    outline: queries.Outline, section: queries.PublicSection | None = None
) -> TextPart:
    """A section of one version, unset: all of it, permanently: without counts of remarks. Two queries beside the
    succession."""
    texts = await queries.bare_texts(outline, section.key if section else None)
    return TextPart(outline, section, texts, await _version_page(outline, section))


async def _version_page(
    outline: queries.Outline, section: queries.PublicSection | None
) -> VersionPage:
    current = await _current_outline(outline)
    slug = outline.consultation.slug
    successor = await _successor(section, current) if section else None
    if section is None:
        current_href = whole_page(slug)
    elif successor is None:
        current_href = url("contents", consultation=slug)
    else:
        current_href = section_page(slug, successor)
    return VersionPage(
        current.version.number,
        current_href,
        is_earlier=not outline.is_current,
        is_gone=section is not None and (successor is None or successor.id != section.id),
        was_consulted=outline.was_consulted,
    )


async def _current_outline(outline: queries.Outline) -> queries.Outline:
    """Of the current version of the same draft, which has one when any version is published."""
    if outline.is_current:
        return outline
    current = await queries.outline(outline.consultation)
    assert current is not None
    return current


async def _successor(
    section: queries.PublicSection, current: queries.Outline
) -> queries.PublicSection | None:
    """The section in the current version, or the nearest above it that is there; None if there is none."""
    if section.id in current.by_id:
        return current.by_id[section.id]
    successor = (await succession(current.version)).section(section.id)
    return current.by_id[successor] if successor is not None else None
