"""Paragraphs that an earlier version had, a later one had not, and a new text has again.

Proposes links and reads rows; once a person approved the lineage, such a paragraph has its former identity again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.succession import succession
from consult.lineage import Link, Passage, Titles, match, titles_above

# Shorter passages are too alike to be recognised after versions without them.
_FEWEST_WORDS = 8
_LEAST_SCORE = 0.75


@dataclass(frozen=True)
class RemovedParagraph:
    """A paragraph without a successor: its ``identity``, and the number of the last ``version`` that had it with its
    ``number``, ``section`` (an identity), titles of the headings above it, and text there."""

    identity: int
    version: int
    number: str
    section: int
    titles: tuple[str, ...]
    text: str

    @property
    def heading(self) -> str:
        return self.titles[-1]


async def removed_before(version: Version) -> list[RemovedParagraph]:
    """Every paragraph with words that versions before this published one had, and whose words are not in it; none
    for a first version. Two queries besides ``succession``, none where nothing was removed."""
    former = (await succession(version)).paragraphs
    removed = {identity: each for identity, each in former.items() if each.heir is None}
    if not removed:
        return []
    versions = {each.version_id for each in removed.values()}
    headings = await _headings(versions)
    rows = Paragraph.filter(version_id__in=versions).exclude(text="").order_by("position")
    columns = ("identity_id", "version_id", "number", "section_id", "text")
    return [
        RemovedParagraph(identity, removed[identity].version, number, *headings[section], text)
        for identity, version_id, number, section, text in await rows.values_list(*columns)
        if identity in removed and removed[identity].version_id == version_id
    ]


def match_restored(
    removed: Collection[RemovedParagraph], added: Collection[Passage], headings: Titles
) -> list[Link]:
    """Links from removed paragraphs (identities) to ``added`` passages, one to one.

    ``headings`` are the new text's. Seconds of CPU for large texts.
    """
    candidates = [_as_passage(each) for each in removed if _is_distinctive(each.text)]
    before = {each.section: each.titles for each in candidates}
    passages = [each for each in added if _is_distinctive(each.text)]
    mapping = match(candidates, passages, (before, headings))
    return [
        link
        for link in mapping.links
        if len(link.old) == len(link.new) == 1 and link.score >= _LEAST_SCORE
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


def _as_passage(removed: RemovedParagraph) -> Passage:
    # With the version's number: the same path is another section in another version.
    section = f"{removed.version}:{removed.section}"
    return Passage(str(removed.identity), section, removed.titles, removed.text)


def _is_distinctive(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS
