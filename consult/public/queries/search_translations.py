"""Search in the translations of the published drafts, for those who read one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph
from consult.documents.translations.translation import Translation

# (version, text of a paragraph) → (language, its translation)
Translated = Mapping[tuple[int, str], tuple[str, str]]


async def translated_with(
    by_version: Mapping[int, Consultation], words: Sequence[str], most: int
) -> tuple[list[Paragraph], Translated]:
    """The paragraphs of these versions that have a translation with every word, in reading order, and those
    translations. No query where nothing is translated, else two."""
    versions = {each.id: version for version, each in by_version.items() if each.translated_into}
    if not versions:
        return [], {}
    rows = Translation.filter(document__consultation_id__in=list(versions))
    for word in words:
        rows = rows.filter(folded__contains=word)
    found: dict[tuple[int, str], tuple[str, str]] = {}
    sources: dict[int, list[str]] = defaultdict(list)
    for consultation, source, language, said in (
        await rows.order_by("id")
        .limit(most)
        .values_list("document__consultation_id", "source", "language", "words")
    ):
        found.setdefault((versions[consultation], source), (language, said))
        sources[versions[consultation]].append(source)
    if not found:
        return [], {}
    # What is translated may be of a version that nobody may see: only a published paragraph is a hit.
    paragraphs = Paragraph.filter(
        version_id__in=list(sources), text__in=sorted({each for _, each in found})
    )
    hits = await paragraphs.order_by("version_id", "position").select_related("section")
    return [each for each in hits if (each.version_id, each.text) in found][:most], found
