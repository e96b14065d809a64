"""A lineage is corrected and approved by a person; then remarks and owners are found again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.audit import AuditEntry
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.documents.section import Section, SectionIdentity
from consult.documents.versions.mapping_approval import (
    ImpossibleLink,
    approve_lineage,
    draw_link,
)
from consult.documents.versions.stored_lineage import Lineage, LineageLink
from consult.documents.versions.succession import succession
from consult.lineage import LinkKind
from consult.responses.remark import Remark
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.support.factories import NOW
from tests.support.factories.consultations import committee, consultation
from tests.support.factories.documents import owner
from tests.support.factories.drafts import EDITOR, store
from tests.support.factories.responses import remark
from tests.support.factories.versions import (
    BUS,
    FIRST,
    FOREST,
    HARBOUR,
    LIBRARY,
    SCHOOL,
    SECOND,
    follow,
    followed,
    on,
)

pytestmark = pytest.mark.anyio


async def test_approved_paragraphs_and_sections_are_the_old_ones_and_the_first_version_is_untouched(
    db: Settings,
) -> None:
    made = await followed()
    before = await Paragraph.filter(version=made.first.version).order_by("position").values()
    await made.approve()
    assert [each.identity_id for each in await made.rows()][1:] == [
        made.identity(HARBOUR), made.identity(BUS), made.identity(LIBRARY),
    ]  # fmt: skip
    assert (
        await Paragraph.filter(version=made.first.version).order_by("position").values() == before
    )
    old = {each.path: each.identity_id for each in made.first.sections}
    new = dict(await Section.filter(version=made.second).values_list("path", "identity_id"))
    assert {path: new[path] for path in ("2", "2/1", "3", "3/1")} == {
        "2": old["1"], "2/1": old["1/1"], "3": old["2"], "3/1": old["2/1"],
    }  # fmt: skip
    assert new["1"] not in old.values()
    # Identities are no more than those of the first version and of what is new.
    document = made.first.document
    assert await ParagraphIdentity.filter(document=document).count() == 5 + 1
    assert await SectionIdentity.filter(document=document).count() == 4 + 1


async def test_of_a_split_the_first_part_is_the_old_paragraph_and_its_remarks_are_there(
    db: Settings,
) -> None:
    first = await store(await consultation(), SECOND)
    whole = next(each for each in first.paragraphs if each.text == f"{HARBOUR} {SCHOOL}")
    second = await follow(first, FIRST)
    await approve_lineage(second, lock_version=1, by=EDITOR, now=NOW)
    identities = dict(await Paragraph.filter(version=second).values_list("text", "identity_id"))
    assert identities[HARBOUR] == whole.identity_id
    assert identities[SCHOOL] not in {each.identity_id for each in first.paragraphs}
    found = await succession(second)
    assert found.paragraph(whole.identity_id) == whole.identity_id
    assert found.merged == {}


async def test_owners_follow_a_chapter_that_got_another_number(db: Settings) -> None:
    made = await followed()
    traffic = next(each for each in made.first.sections if each.title == "Trafik")
    await owner(traffic, await committee())
    await made.approve()
    owned = await Ownership.all().values_list("section_id", flat=True)
    (section_now,) = await Section.filter(version=made.second, identity_id__in=owned)
    assert (section_now.title, section_now.number) == ("Trafik", "3")


async def test_remarks_are_found_where_their_words_are_and_one_without_place_keeps_its_quote(
    db: Settings,
) -> None:
    made = await followed()
    texts = (HARBOUR, SCHOOL, BUS, FOREST)
    written = {text: await remark(made.first, on(made, text), quote=text[:6]) for text in texts}
    rows = await Remark.all().order_by("id").values()
    await made.approve()
    asked = [each.paragraph_id for each in written.values() if each.paragraph_id]
    found = await succession(made.second)
    assert {each: found.paragraph(each) for each in asked} == {
        made.identity(HARBOUR): made.identity(HARBOUR),
        made.identity(SCHOOL): made.identity(HARBOUR),
        made.identity(BUS): made.identity(BUS),
        made.identity(FOREST): None,
    }
    assert not (await succession(made.first.version)).paragraphs
    assert await Remark.all().order_by("id").values() == rows, "no remark is written to"
    assert (await Remark.get(id=written[FOREST].id)).quote == FOREST[:6]


async def test_a_third_version_is_followed_through_the_second(db: Settings) -> None:
    made = await followed()
    await made.approve_and_publish()
    third = await follow(made.first, replace(SECOND, sections=SECOND.sections[:3]))
    await approve_lineage(third, lock_version=1, by=EDITOR, now=NOW)
    asked = [made.identity(text) for text in (SCHOOL, BUS, FOREST)]
    found = await succession(third)
    assert [found.paragraph(each) for each in asked] == [made.identity(HARBOUR), None, None]


async def test_a_person_corrects_a_link_and_the_corrected_one_counts(db: Settings) -> None:
    made = await followed()
    tenants = (await made.rows())[0]
    await draw_link(
        made.second, old=[made.identity(FOREST)], new=[tenants.id], kind=LinkKind.REWORDED,
        lock_version=1, by=EDITOR, now=NOW,
    )  # fmt: skip
    await draw_link(
        made.second, old=[made.identity(LIBRARY)], new=[], kind=LinkKind.SAME,
        lock_version=2, by=EDITOR, now=NOW,
    )  # fmt: skip
    link = await LineageLink.get(new=tenants)
    assert (link.score, link.made_by) == (1.0, EDITOR)
    await made.approve(lock_version=3)
    identities = [each.identity_id for each in await made.rows()]
    assert identities[0] == made.identity(FOREST)
    assert made.identity(LIBRARY) not in identities


async def test_what_is_left_of_a_merge_that_lost_its_other_part_is_a_rewording(
    db: Settings,
) -> None:
    made = await followed()
    await draw_link(
        made.second, old=[made.identity(SCHOOL)], new=[], kind=LinkKind.SAME,
        lock_version=1, by=EDITOR, now=NOW,
    )  # fmt: skip
    assert (await LineageLink.get(old_id=made.identity(HARBOUR))).kind == LinkKind.REWORDED
    assert not await LineageLink.filter(kind=LinkKind.MERGED).exists()


async def test_a_link_that_cannot_be_is_refused(db: Settings) -> None:
    made = await followed()
    rows = await made.rows()
    bus, forest = made.identity(BUS), made.identity(FOREST)
    (stranger,) = await Paragraph.filter(text=BUS).exclude(version=made.first.version)
    for old, new, kind in (
        ([bus], [rows[2].id], LinkKind.SAME),  # the words differ
        ([bus], [rows[2].id], LinkKind.SPLIT),
        ([bus, forest], [rows[2].id, rows[3].id], LinkKind.MERGED),
        ([stranger.identity_id], [rows[2].id], LinkKind.REWORDED),
        ([bus], [stranger.id], LinkKind.REWORDED),
        ([], [], LinkKind.REWORDED),
    ):
        with pytest.raises(ImpossibleLink):
            await draw_link(
                made.second, old=old, new=new, kind=kind, lock_version=1, by=EDITOR, now=NOW
            )
    assert await LineageLink.all().count() == 4
    assert (await Lineage.get(version=made.second)).lock_version == 1


async def test_nobody_approves_or_corrects_what_they_have_not_seen(db: Settings) -> None:
    made = await followed()
    rows = await made.rows()
    with pytest.raises(StaleState):
        await made.approve(lock_version=2)
    await made.approve()
    for lock_version in (1, 2):
        with pytest.raises(StaleState):
            await made.approve(lock_version)
        with pytest.raises(StaleState):
            await draw_link(
                made.second, old=[], new=[rows[1].id], kind=LinkKind.SAME,
                lock_version=lock_version, by=EDITOR, now=NOW,
            )  # fmt: skip
    assert await LineageLink.all().count() == 4
    assert await AuditEntry.filter(verb="approved", noun="lineage").count() == 1
