"""Whose a remark is to answer."""

from __future__ import annotations

from consult.answers.remit import Remit
from consult.documents.ownership import Ownership
from consult.responses.remark import Publicity
from consult.settings import Settings
from tests.answers.scene import Scene, scene, with_noise
from tests.support.factories import documents, responses


async def ids(remit: Remit) -> set[int]:
    return {remark.id for remark in await remit.remarks()}


async def test_a_committee_gets_what_stands_in_its_sections(db: Settings) -> None:
    hearing = await with_noise(2)
    first, second = await hearing.remark(1), await hearing.remark(2)
    assert await ids(await hearing.remit(hearing.town)) == {second.id}
    assert await ids(await hearing.remit(hearing.money)) == {second.id}
    assert await ids(await hearing.remit(hearing.lead)) == {first.id}


async def test_the_lead_gets_what_is_about_the_whole(db: Settings) -> None:
    hearing = await scene()
    whole = await hearing.remark(None)
    assert await ids(await hearing.remit(hearing.lead)) == {whole.id}
    assert await ids(await hearing.remit(hearing.town)) == set()


async def test_what_nobody_owns_falls_to_the_lead(db: Settings) -> None:
    hearing = await scene()
    orphaned = await hearing.remark(2)
    await Ownership.filter(section_id=hearing.draft.sections[1].identity_id).delete()
    assert await ids(await hearing.remit(hearing.lead)) == {orphaned.id}


async def test_owners_below_area_level_share_with_those_above(db: Settings) -> None:
    hearing = await scene()
    chapter = await documents.section(
        hearing.draft, title="Arbejdsgiveren", parent=hearing.draft.sections[0]
    )
    await documents.owner(chapter, hearing.money)
    remark = await responses.remark(hearing.draft, chapter)
    elsewhere = await hearing.remark(1)
    assert await ids(await hearing.remit(hearing.money)) == {remark.id}
    assert await ids(await hearing.remit(hearing.lead)) == {remark.id, elsewhere.id}


async def test_the_withheld_are_the_committees_to_answer_too(db: Settings) -> None:
    hearing = await scene()
    made = [await hearing.remark(2, publicity=publicity) for publicity in Publicity]
    assert await ids(await hearing.remit(hearing.town)) == {remark.id for remark in made}


async def test_every_remark_with_standing_is_somebodys(db: Settings) -> None:
    hearing: Scene = await with_noise(1)
    made = {(await hearing.remark(area)).id for area in (None, 1, 2)}
    found = [await ids(await hearing.remit(c)) for c in (hearing.lead, hearing.town, hearing.money)]
    assert set.union(*found) == made
