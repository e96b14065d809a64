"""A second version: stored, reviewed, corrected, discarded, published when approved; nothing leaks before."""

from __future__ import annotations

from functools import partial

import pytest

from consult.audit import AuditEntry
from consult.documents.current_version import current_version
from consult.documents.document import Document, Version
from consult.documents.drafting import corrections
from consult.documents.drafting.preparation import Preparation
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.documents.publication import NotApproved
from consult.documents.section import Section, SectionIdentity
from consult.documents.versions.draft_replacement import correct_draft
from consult.documents.versions.mapping_review import mapping_review
from consult.documents.versions.next_version import (
    NothingToFollow,
    StillInPreparation,
    discard_version,
)
from consult.documents.versions.stored_lineage import Lineage, LineageLink
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.support.factories import NOW
from tests.support.factories.consultations import committee, consultation
from tests.support.factories.documents import owner
from tests.support.factories.drafts import EDITOR, store
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
)

pytestmark = pytest.mark.anyio


async def test_the_next_version_is_stored_with_a_proposal_and_nobody_sees_it(db: Settings) -> None:
    made = await followed()
    assert made.second.number == 2
    links = await LineageLink.all().select_related("new").order_by("new__position", "old_id")
    assert [(link.old_id, link.kind) for link in links] == [
        (made.identity(HARBOUR), "merged"),
        (made.identity(SCHOOL), "merged"),
        (made.identity(BUS), "reworded"),
        (made.identity(LIBRARY), "same"),
    ]
    assert all(0.8 < link.score <= 1 and not link.made_by for link in links)
    heard = await current_version(made.first.consultation.id)
    assert heard is not None
    assert heard.id == made.first.version.id
    assert not {each.identity_id for each in await made.rows()} & {
        each.identity_id for each in made.first.paragraphs
    }, "nothing is taken over before it is approved"
    entry = await AuditEntry.filter(verb="stored").order_by("-id").first()
    assert entry is not None
    assert entry.facts["removed"] == 1


async def test_an_unapproved_lineage_keeps_a_version_from_being_published(db: Settings) -> None:
    made = await followed()
    with pytest.raises(NotApproved):
        await made.publish()
    assert (await Version.get(id=made.second.id)).published_at is None
    await made.approve_and_publish()
    heard = await current_version(made.first.consultation.id)
    assert heard is not None
    assert heard.id == made.second.id


async def test_a_person_reviews_old_and_new_side_by_side(db: Settings) -> None:
    made = await followed()
    assert await mapping_review(made.first.version) is None
    found = await mapping_review(made.second)
    assert found is not None
    assert (found.lock_version, found.approved_at) == (1, None)
    assert [
        (each.kind, [side.text for side in each.old], [side.number for side in each.new])
        for each in found.entries
    ] == [
        ("added", [], ["1.1"]),
        ("merged", [HARBOUR, SCHOOL], ["2.1"]),
        ("reworded", [BUS], ["3.1"]),
        ("same", [LIBRARY], ["3.2"]),
        ("removed", [FOREST], []),
    ]
    merged, reworded = found.entries[1:3]
    assert [run.change for run in merged.differences()] == ["same"]
    changed = [run.text for run in reworded.differences() if run.change != "same"]
    assert changed == ["tiende ", "femte "]
    assert merged.new[0].heading == "Fremover"
    assert [side.id for side in merged.old] == [made.identity(HARBOUR), made.identity(SCHOOL)]


async def test_a_split_is_reviewed_as_one(db: Settings) -> None:
    first = await store(await consultation(), SECOND)
    found = await mapping_review(await follow(first, FIRST))
    assert found is not None
    split = next(each for each in found.entries if each.kind == "split")
    assert [side.text for side in split.new] == [HARBOUR, SCHOOL]
    assert [each.kind for each in found.entries if len(each.new) != 1] == ["removed", "split"]


async def test_one_version_at_a_time_follows_a_published_one(db: Settings) -> None:
    made = await followed()
    with pytest.raises(StillInPreparation):
        await follow(made.first)
    unpublished = await store(await consultation(), FIRST, published=False)
    with pytest.raises(NothingToFollow):
        await follow(unpublished)


@pytest.mark.parametrize("approved", [False, True])
async def test_a_corrected_version_is_matched_anew_and_waits_for_approval_again(
    db: Settings, approved: bool
) -> None:
    made = await followed()
    traffic = next(each for each in made.first.sections if each.title == "Trafik")
    await owner(traffic, await committee())
    if approved:
        await made.approve()
    rename = partial(corrections.retitle, section=3, words="3 Veje")
    lost = await correct_draft(
        made.second, rename, lock_version=1, by=EDITOR, now=NOW, verb="corrected"
    )
    assert lost.approvals == approved
    lineage = await Lineage.get(version=made.second)
    assert (lineage.approved_at, lineage.lock_version) == (None, 3 if approved else 2)
    with pytest.raises(NotApproved):
        await made.publish()
    await made.approve(lineage.lock_version)
    assert made.identity(BUS) in [each.identity_id for each in await made.rows()]
    assert (await Section.get(version=made.second, title="Veje")).identity_id == traffic.identity_id
    assert await Ownership.filter(section_id=traffic.identity_id).count() == 1
    assert (await Document.get(id=made.first.document.id)).title == FIRST.title
    assert await Paragraph.filter(version=made.first.version).count() == 5


@pytest.mark.parametrize("approved", [False, True])
async def test_a_discarded_version_leaves_nothing_behind(db: Settings, approved: bool) -> None:
    made = await followed()
    if approved:
        await made.approve()
    await discard_version(made.second, by=EDITOR, now=NOW)
    document = made.first.document
    assert await Version.filter(document=document).count() == 1
    assert await Paragraph.filter(version=made.first.version).count() == 5
    assert await ParagraphIdentity.filter(document=document).count() == 5
    assert await SectionIdentity.filter(document=document).count() == 4
    assert await LineageLink.all().count() + await Lineage.all().count() == 0
    assert await Preparation.filter(version__document=document).count() == 1
    assert (await follow(made.first)).number == 2


async def test_a_published_version_and_a_first_one_are_not_discarded(db: Settings) -> None:
    made = await followed()
    await made.approve_and_publish()
    with pytest.raises(StaleState, match="version published"):
        await discard_version(made.second, by=EDITOR, now=NOW)
    first = await store(await consultation(), FIRST, published=False)
    with pytest.raises(NothingToFollow):
        await discard_version(first.version, by=EDITOR, now=NOW)
    assert await Paragraph.filter(version=first.version).count() == 5
