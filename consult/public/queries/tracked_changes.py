"""Whether a version has tracked changes: insertions and deletions that its authors marked in the draft's file."""

from __future__ import annotations

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.version_cache import VersionCache
from consult.public.queries.outline import Outline


async def has_tracked_changes(outline: Outline) -> bool:
    """Whether a heading or a paragraph of the version has one. At most one query."""
    if any(each.change for each in outline.sections):
        return True
    return await _cache.of(outline.version)


async def _has_changed_paragraph(version: Version) -> bool:
    return await Paragraph.filter(version_id=version.id, has_changes=True).exists()


# Every reading page asks for it.
_cache = VersionCache(_has_changed_paragraph, most=1024)
