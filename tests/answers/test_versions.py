"""What was written on an earlier version is counted, owned and opened in the text as it stands now."""

from __future__ import annotations

import random
from collections import Counter

import httpx2
import pytest

from consult import clock
from consult.answers.counts import RemitCounts, count_remit
from consult.answers.remark_chart import remark_chart
from consult.answers.remark_list import GONE, WHOLE, RemarkFilters, filtered
from consult.answers.remit import Remit, remit_of
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.ownership import Ownership
from consult.people.role import Role
from consult.responses.remark import Publicity, Remark, Stance, Standing
from consult.settings import Settings
from tests.support.factories import NOW, consultations, documents, people, responses
from tests.support.factories.documents import Draft
from tests.support.factories.histories import history

SEEDS = range(8)
VERSIONS = 3


async def committees(first: Draft) -> list[Committee]:
    """One leads, one owns an area of the first version, one a chapter in it; much is nobody's."""
    made = [await consultations.committee() for _ in range(3)]
    areas = [each for each in first.sections if each.parent_id is None]
    chapters = [each for each in first.sections if each.parent_id]
    await documents.owner(areas[0], made[0], is_lead=True)
    await documents.owner(areas[1], made[1])
    for chapter in chapters[2:5]:
        await documents.owner(chapter, made[2])
    return made


async def heard(seed: int, *, remarks: int = 40) -> tuple[list[Draft], list[Committee]]:
    """A text of several versions with remarks on all of them, beside the same of another consultation."""
    await _remarked(await history(await consultations.consultation(), seed=seed, versions=2), seed)
    drafts = await history(await consultations.consultation(), seed=seed, versions=VERSIONS)
    owners = await committees(drafts[0])
    await _remarked(drafts, seed, remarks)
    return drafts, owners


async def _remarked(drafts: list[Draft], seed: int, remarks: int = 6) -> None:
    chance = random.Random(seed)
    for _ in range(remarks):
        draft = chance.choice(drafts)
        await responses.remark(
            draft,
            chance.choice([None, *draft.sections, *draft.paragraphs, *draft.paragraphs]),
            stance=chance.choice(list(Stance)),
            publicity=chance.choice(list(Publicity)),
            standing=chance.choice([Standing.RECEIVED] * 4 + [Standing.WITHDRAWN]),
        )


async def ids(remit: Remit, filters: RemarkFilters) -> set[int]:
    return {remark.id for remark in await filtered(remit, filters).only("id")}


def asked(counts: RemitCounts) -> list[tuple[RemarkFilters, int]]:
    """Every number of the counts with what opens it."""
    found = [
        (RemarkFilters(), counts.received),
        (RemarkFilters(publicity="public"), counts.published),
    ]
    for count in counts.sections:
        section = count.section.key if count.section else WHOLE
        found.append((RemarkFilters(section=section), count.received))
        found.append((RemarkFilters(section=section, publicity="public"), count.published))
        found.append((RemarkFilters(section=section, paragraph=GONE), count.on_gone.total()))
        found.append((RemarkFilters(section=section, paragraph="none"), count.on_heading.total()))
        found += [(RemarkFilters(section=section, stance=s), count.stances[s]) for s in Stance]
    for paragraph, stances in counts.paragraphs.items():
        found.append((RemarkFilters(paragraph=str(paragraph)), stances.total()))
    return found


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_number_opens_what_it_counts_and_all_add_up(db: Settings, seed: int) -> None:
    drafts, owners = await heard(seed)
    consultation = drafts[0].consultation
    for committee in owners:
        remit = await remit_of(consultation, committee)
        counts = await count_remit(remit)
        for filters, expected in asked(counts):
            assert len(await ids(remit, filters)) == expected, (committee.id, filters)
        assert counts.received == await remit.remarks().count()
        chart = await remark_chart(remit, counts)
        for count in counts.sections:
            bars = [b for each in chart if each.section == count.section for b in each.bars]
            total = sum(bar.total for bar in bars)
            assert total == (count.received if count.section else count.on_gone.total())


@pytest.mark.parametrize("seed", SEEDS)
async def test_no_remark_falls_between_the_committees(db: Settings, seed: int) -> None:
    drafts, owners = await heard(seed)
    consultation = drafts[0].consultation
    found: set[int] = set()
    for committee in owners:
        found |= await ids(await remit_of(consultation, committee), RemarkFilters())
    received = Remark.filter(consultation=consultation, standing=Standing.RECEIVED)
    assert found == {remark.id for remark in await received}


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_remark_is_counted_on_the_paragraph_that_has_its_words(
    db: Settings, seed: int
) -> None:
    """Told by the words alone: a paragraph's first word goes where it goes, and goes when it goes."""
    drafts, owners = await heard(seed)
    told = {each.identity_id: each.text.split()[0] for d in drafts for each in d.paragraphs}
    expected: Counter[int] = Counter()
    gone = 0
    for remark in await received(drafts[0].consultation):
        if remark.paragraph_id:
            word = told[remark.paragraph_id]
            at = [p.identity_id for p in drafts[-1].paragraphs if word in p.text.split()]
            expected.update(at)
            gone += not at
    every = await count_remit(await leading(drafts, owners[0]))
    assert {each: c.total() for each, c in every.paragraphs.items()} == expected
    on_gone_headings = len(
        [
            remark
            for remark in await received(drafts[0].consultation)
            if remark.section_id and not remark.paragraph_id
            and remark.section_id not in {s.identity_id for s in drafts[-1].sections}
        ]
    )  # fmt: skip
    assert sum(count.on_gone.total() for count in every.sections) == gone + on_gone_headings


async def received(consultation: Consultation) -> list[Remark]:
    return await Remark.filter(consultation=consultation, standing=Standing.RECEIVED)


async def leading(drafts: list[Draft], lead: Committee) -> Remit:
    """The remit of one that owns every area there ever was."""
    for draft in drafts:
        for section in draft.sections:
            if section.parent_id is None:
                await Ownership.update_or_create(
                    section_id=section.identity_id, committee=lead, defaults={"is_lead": True}
                )
    return await remit_of(drafts[0].consultation, lead)


async def test_a_committee_whose_only_section_has_left_the_text_still_has_its_desk(
    db: Settings, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    drafts, _ = await heard(0)
    there = {section.identity_id for section in drafts[-1].sections}
    gone = next(each for each in drafts[0].sections if each.identity_id not in there)
    lone = await consultations.committee()
    await documents.owner(gone, lone)
    on = next(each for each in drafts[0].paragraphs if each.section_id == gone.id)
    remark = await responses.remark(drafts[0], on, text="Om noget, der er væk.")
    await people.sign_in(client, await people.account(Role.COMMITTEE, committee=lone.slug), db)
    desk = f"/staff/consultations/{drafts[0].consultation.slug}/committees/{lone.slug}"
    counts = await count_remit(await remit_of(drafts[0].consultation, lone))
    page = (await client.get(desk)).text
    assert "Afsnit, der ikke længere er i teksten" in page
    assert [count.section for count in counts.sections] == [None]
    assert remark.text in (await client.get(f"{desk}/remarks?section=whole")).text
    assert "uden punkt" in (await client.get(f"{desk}/contribution")).text
