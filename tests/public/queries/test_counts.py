"""However a text is changed from version to version: every published remark stands at one place and is counted there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

import httpx2
import pytest

from consult import clock
from consult.documents.paragraph import Paragraph
from consult.documents.publication import publish_version
from consult.documents.section import Section
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.next_version import store_version
from consult.documents.versions.succession import succession
from consult.importing import Draft
from consult.public import queries
from consult.responses.remark import AnchorType, Publicity, Remark
from consult.responses.tally import Tally, recount
from consult.settings import Settings
from tests.support.factories import NOW, consultations, drafts, responses
from tests.support.factories.documents import Draft as Stored
from tests.support.factories.drafts import EDITOR

pytestmark = pytest.mark.anyio

WORDS = [
    "havn",
    "skov",
    "skole",
    "bus",
    "vej",
    "torv",
    "bad",
    "bro",
    "lys",
    "mur",
    "have",
    "tag",
    "hal",
    "bane",
    "plads",
    "cykel",
    "fugl",
    "vind",
    "regn",
    "dør",
    "avis",
    "brev",
    "kor",
    "mad",
    "time",
    "uge",
    "penge",
    "hjælp",
    "ret",
    "valg",
    "råd",
    "plan",
    "mål",
    "leje",
    "bolig",
    "arbejde",
    "sprog",
    "klub",
]


@dataclass
class Writer:
    """Makes a text and changes it at random: paragraphs go, come, are reworded, merged, split and moved."""

    chance: Random
    chapters: dict[str, list[list[str]]] = field(default_factory=dict)

    def sentence(self) -> str:
        return " ".join(self.chance.sample(WORDS, 12)).capitalize() + "."

    def begin(self) -> None:
        for area in ("Byen", "Havnen", "Skolen"):
            self.chapters[area] = [[self.sentence() for _ in range(4)] for _ in range(2)]

    def change(self) -> None:
        for chapters in self.chapters.values():
            for texts in chapters:
                self._change_paragraphs(texts)
        if len(self.chapters) > 1 and self.chance.random() < 0.5:
            del self.chapters[self.chance.choice(list(self.chapters))]
        if self.chance.random() < 0.5:
            self.chapters[f"Nyt {self.sentence()[:8]}"] = [[self.sentence()]]
        self._move()

    def _change_paragraphs(self, texts: list[str]) -> None:
        kept = list(texts)
        texts.clear()
        while kept:
            text, what = kept.pop(0), self.chance.random()
            if what < 0.15:
                continue
            if what < 0.3 and kept:
                text = f"{text} {kept.pop(0)}"
            elif what < 0.4 and text.count(". "):
                first, _, text = text.partition(". ")
                texts.append(f"{first}.")
            elif what < 0.5:
                text = text.replace(" ", " ikke ", 1)
            texts.append(text)
        if self.chance.random() < 0.3 or not texts:
            texts.append(self.sentence())

    def _move(self) -> None:
        groups = [texts for chapters in self.chapters.values() for texts in chapters]
        giving, taking = self.chance.choice(groups), self.chance.choice(groups)
        if len(giving) > 1:
            taking.append(giving.pop())

    def draft(self) -> Draft:
        sections = []
        for area, (title, chapters) in enumerate(self.chapters.items(), start=1):
            sections.append(drafts.section(str(area), title, number=str(area)))
            for chapter, texts in enumerate(chapters, start=1):
                paragraphs = [drafts.paragraph(text) for text in texts]
                heading = f"{title}, del {chapter}"
                sections.append(drafts.section(f"{area}/{chapter}", heading, *paragraphs))
        return Draft("Politik", tuple(sections), ())


async def next_version(first: Stored, writer: Writer) -> Stored:
    """The text changed, stored, approved and published by the real verbs."""
    writer.change()
    version = await store_version(
        writer.draft(), document=first.document, by=EDITOR, now=NOW, source_name="", source_file=""
    )
    await approve_lineage(version, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(version, by=EDITOR, now=NOW)
    return Stored(
        first.consultation,
        first.document,
        version,
        await Section.filter(version=version).order_by("position"),
        await Paragraph.filter(version=version).order_by("position"),
    )


async def write_on(version: Stored, chance: Random) -> None:
    """Published remarks here and there in one version, and noise that nobody may see or count."""
    places = [*chance.sample(version.paragraphs, 4), *chance.sample(version.sections, 2), None]
    for place in places:
        await responses.remark(version, place, publicity=Publicity.PUBLISHED)
    await responses.remark(version, places[0], publicity=Publicity.WITHHELD)


@pytest.mark.parametrize("seed", range(8))
async def test_the_places_add_up_to_all_published_remarks(
    db: Settings, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    chance = Random(seed)
    writer = Writer(chance)
    writer.begin()
    version = await drafts.store(await consultations.consultation(), writer.draft())
    await write_on(await drafts.store(await consultations.consultation()), chance)
    versions = [version]
    for _ in range(3):
        await write_on(version, chance)
        tallied = await Tally.all().order_by("id").values()
        version = await next_version(version, writer)
        versions.append(version)
        assert await Tally.all().order_by("id").values() == tallied, "approving rewrites no tally"
    # What was begun before the newest version came is stored on the one its writer saw.
    await write_on(versions[1], chance)
    await check(version, client)
    assert await recount(version.consultation.id) == {}


async def check(newest: Stored, client: httpx2.AsyncClient) -> None:
    outline = await queries.outline(newest.consultation)
    assert outline is not None
    published = 7 * 4
    facts = await queries.draft_facts(outline)
    areas = [each.key for each in outline.sections if each.is_area]
    assert sum(facts.sections[key].remark_count for key in areas) + facts.on_whole == published
    assert await queries.published_remark_count(newest.consultation) == published
    listed = await lists(outline, areas)
    assert len(listed) == published
    assert set(Counter(listed).values()) == {1}, "each is listed at one place"
    for section in outline.sections:
        found = await queries.remarks(outline, section=section, limit=200)
        assert len(found.items) == facts.sections[section.key].remark_count
        for text in await queries.texts(outline, section.key):
            assert text.remark_count == facts.sections[text.section.key].remark_count
            for paragraph in text.paragraphs:
                on = await queries.remarks(outline, paragraph=paragraph.id, limit=200)
                assert len(on.items) == paragraph.remark_count
    await check_places(outline)
    await check_answers(outline, facts, client)


async def lists(outline: queries.Outline, areas: list[str]) -> list[str]:
    """The remarks of every area's list and of the whole's."""
    found = (await queries.remarks(outline, whole=True, limit=200)).items
    for key in areas:
        page = await queries.remarks(outline, section=outline.by_key[key], limit=200)
        found += page.items
    return [each.reference for each in found]


async def check_places(outline: queries.Outline) -> None:
    """A remark says of itself what the lists say of it, and what is gone is shown with its words."""
    past = await succession(outline.version)
    for each in (await queries.remarks(outline, limit=200)).items:
        if each.paragraph is not None:
            on = await queries.remarks(outline, paragraph=each.paragraph, limit=200)
            assert each.reference in {one.reference for one in on.items}
        stored = await Remark.get(id=each.id).select_related("version")
        assert each.version == stored.version.number
        if stored.anchor_type is AnchorType.PARAGRAPH:
            assert stored.paragraph_id is not None
            assert each.is_gone == (past.paragraph(stored.paragraph_id) is None)
            then = await Paragraph.get(
                version_id=stored.version_id, identity_id=stored.paragraph_id
            )
            if each.is_gone or each.original:
                assert each.original is not None
                assert (each.original.number, each.original.text) == (then.number, then.text)
            else:
                now = await Paragraph.get(version=outline.version, identity_id=each.paragraph)
                assert now.text == then.text


async def check_answers(
    outline: queries.Outline, facts: queries.DraftFacts, client: httpx2.AsyncClient
) -> None:
    """The API counts as the pages do."""
    here = f"/api/v1/consultations/{outline.consultation.slug}"
    sections = (await client.get(f"{here}/sections", params={"limit": 200})).json()["items"]
    assert {each["key"]: each["remark_count"] for each in sections} == {
        key: each.remark_count for key, each in facts.sections.items()
    }
    everything = (await client.get(f"{here}/remarks", params={"limit": 200})).json()["items"]
    assert len(everything) == (await client.get(here)).json()["remark_count"] == 28
