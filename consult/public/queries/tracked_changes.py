"""Whether a version has marks of its authors in it: what was put in and taken out while they wrote."""

from __future__ import annotations

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.version_cache import VersionCache
from consult.public.queries.outline import Outline


async def is_marked(of: Outline) -> bool:
    """Whether anything in it is marked, a heading or words; at most one query."""
    return any(each.change for each in of.sections) or await _has_marked_words.of(of.version)


async def _work_out(version: Version) -> bool:
    return await Paragraph.filter(version_id=version.id, has_changes=True).exists()


# Every reading page asks for it.
_has_marked_words = VersionCache(_work_out, most=1024)
