"""A text that was published again and again, with edits drawn by chance: seeded, so that a failure can be repeated."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.publication import publish_version
from consult.documents.section import Section
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.next_version import store_version
from consult.importing import Draft, SectionDraft
from tests.support.factories import NOW
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.drafts import EDITOR, paragraph, section, store

SYLLABLES = [a + b for a in "bdfghklmnprstv" for b in ("a", "e", "i", "o", "u", "y", "æ", "ø", "å")]
AREAS, CHAPTERS, PARAGRAPHS, WORDS = 4, 2, 3, 14


@dataclass
class Writer:
    """Writes a first text and edits it. A paragraph is known by its first word, which no edit takes away."""

    seed: int
    chapters: dict[str, list[str]] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        for area in range(AREAS):
            for chapter in range(CHAPTERS):
                self.chapters[f"{area}/{chapter}"] = [self.text() for _ in range(PARAGRAPHS)]
        self.titles = {key: f"{self.word()} {self.word()}" for key in self.chapters}
        self.titles |= {str(area): f"{self.word()} {self.word()}" for area in range(AREAS)}

    def word(self) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(3)).capitalize()

    def text(self) -> str:
        return " ".join(self.word() for _ in range(WORDS)) + "."

    def edit(self) -> None:
        """Take a chapter out, and perhaps the area with it; then change, merge, move, drop and add paragraphs, and
        bring one back that an earlier edit dropped."""
        back, self.dropped = self.dropped, []
        gone = self.random.choice(list(self.chapters))
        del self.chapters[gone]
        for key, texts in list(self.chapters.items()):
            self.chapters[key] = self._edited(texts)
        here, there = self.random.sample(list(self.chapters), 2)
        if self.chapters[here]:
            self.chapters[there].append(self.chapters[here].pop())
        self.chapters[there].append(self.text())
        if back:
            self.chapters[here].append(self.random.choice(back))

    def _edited(self, texts: list[str]) -> list[str]:
        edited: list[str] = []
        merging = False
        for text in texts:
            what = self.random.choice(["same", "same", "reworded", "merged", "removed"])
            if merging:
                edited[-1] += f" {text}"
            elif what == "reworded":
                words = text.split()
                words[5:7] = [self.word(), self.word()]
                edited.append(" ".join(words))
            elif what == "removed":
                self.dropped.append(text)
            else:
                edited.append(text)
            merging = what == "merged" and not merging
        return edited

    def draft(self) -> Draft:
        """As the importer would hand it out."""
        sections: list[SectionDraft] = []
        for place, area in enumerate(sorted({key[0] for key in self.chapters}), 1):
            sections.append(section(str(place), self.titles[area], number=str(place)))
            chapters = [key for key in self.chapters if key[0] == area]
            sections += [
                section(f"{place}/{at}", self.titles[key], *map(paragraph, self.chapters[key]))
                for at, key in enumerate(chapters, 1)
            ]
        return Draft("Politik for Prøveby", tuple(sections), ())


async def history(of: Consultation, *, seed: int, versions: int) -> list[StoredDraft]:
    """So many published versions, the first one first."""
    writer = Writer(seed)
    made = [await store(of, writer.draft())]
    while len(made) < versions:
        writer.edit()
        made.append(await again(made[0], writer.draft()))
    return made


async def again(first: StoredDraft, draft: Draft) -> StoredDraft:
    """The next version of a text, its lineage approved as it was proposed, published."""
    version = await store_version(
        draft, document=first.document, by=EDITOR, now=NOW, source_name="", source_file=""
    )
    await approve_lineage(version, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(version, by=EDITOR, now=NOW)
    return await as_stored(first, version)


async def as_stored(first: StoredDraft, version: Version) -> StoredDraft:
    """The rows of a later version, in reading order."""
    return StoredDraft(
        first.consultation,
        first.document,
        version,
        await Section.filter(version=version).order_by("position").select_related("identity"),
        await Paragraph.filter(version=version).order_by("position"),
    )
