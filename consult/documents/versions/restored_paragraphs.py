"""What was taken out of the text and stands in it again: found among what earlier versions had, and read as it was.

Proposes and reads; a person approves it like all the rest, and then the paragraph is the one it was.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.succession import succession
from consult.lineage import Link, Passage, Titles, match, titles_above

# A shorter passage that reads like one of long ago may be anybody's.
_FEWEST_WORDS = 8
_LEAST = 0.75


@dataclass(frozen=True)
class GoneParagraph:
    """A paragraph that ``version`` (its number) had last, by its identity; its words went into no other."""

    identity: int
    version: int
    number: str
    section: int
    titles: tuple[str, ...]
    text: str

    @property
    def heading(self) -> str:
        return self.titles[-1]


async def gone_before(version: Version) -> list[GoneParagraph]:
    """Everything that earlier versions had and this published one has not; none of a first version's."""
    past = await succession(version)
    lost = {at: each for at, each in past.paragraphs.items() if each.heir is None}
    if not lost:
        return []
    earlier = {each.version_id for each in lost.values()}
    headings = await _headings(earlier)
    rows = Paragraph.filter(version_id__in=earlier).exclude(text="").order_by("position")
    columns = ("identity_id", "version_id", "number", "section_id", "text")
    return [
        GoneParagraph(identity, lost[identity].version, number, *headings[section], text)
        for identity, stood, number, section, text in await rows.values_list(*columns)
        if identity in lost and lost[identity].version_id == stood
    ]


def returned(
    gone: Collection[GoneParagraph], added: Collection[Passage], headings: Titles
) -> list[Link]:
    """Which of the ``added`` passages are among them; each link has one old id, the identity, and one new one.

    ``headings`` are the new text's. Seconds for large texts.
    """
    candidates = [_as_passage(each) for each in gone if _tells(each.text)]
    before = {each.section: each.titles for each in candidates}
    found = match(candidates, [each for each in added if _tells(each.text)], (before, headings))
    return [
        link for link in found.links if len(link.old) == len(link.new) == 1 and link.score >= _LEAST
    ]


async def _headings(versions: Collection[int]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Section row → its identity, and its title below those above it."""
    sections = await Section.filter(version_id__in=versions)
    titles: dict[int, dict[str, str]] = {}
    for each in sections:
        titles.setdefault(each.version_id, {})[each.path] = each.title
    return {
        each.id: (each.identity_id, titles_above(each.path, titles[each.version_id]))
        for each in sections
    }


def _as_passage(gone: GoneParagraph) -> Passage:
    # The same path is another section in another version.
    return Passage(str(gone.identity), f"{gone.version}:{gone.section}", gone.titles, gone.text)


def _tells(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS
