"""An approval is taken back: the version has identities of its own again, and is approved once more."""

from __future__ import annotations

import pytest

from consult.audit import AuditEntry
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.documents.publication import NotApproved
from consult.documents.section import Section, SectionIdentity
from consult.documents.versions.mapping_approval import draw_link
from consult.documents.versions.mapping_reopening import withdraw_approval
from consult.documents.versions.next_version import discard_version
from consult.documents.versions.stored_lineage import Lineage, LineageLink
from consult.lineage import LinkKind
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.documents.versions.test_manual_links import mend
from tests.support.factories import NOW
from tests.support.factories.consultations import committee
from tests.support.factories.documents import owner
from tests.support.factories.drafts import EDITOR
from tests.support.factories.versions import FOREST, Followed, followed

pytestmark = pytest.mark.anyio


async def withdraw(made: Followed, lock_version: int = 2) -> None:
    await withdraw_approval(made.second, lock_version=lock_version, by=EDITOR, now=NOW)


async def test_nothing_is_shared_with_the_first_version_and_the_links_are_as_they_were(
    db: Settings,
) -> None:
    made = await followed()
    links = await LineageLink.all().order_by("id").values()
    first = await Paragraph.filter(version=made.first.version).order_by("position").values()
    await made.approve()
    await withdraw(made)
    old = {each.identity_id for each in made.first.paragraphs}
    headed = {each.identity_id for each in made.first.sections}
    assert not old & {each.identity_id for each in await made.rows()}
    assert not headed & {s.identity_id for s in await Section.filter(version=made.second)}
    assert await LineageLink.all().order_by("id").values() == links
    assert await Paragraph.filter(version=made.first.version).order_by("position").values() == first
    with pytest.raises(NotApproved):
        await made.publish()
    assert await AuditEntry.filter(verb="approval withdrawn", noun="lineage").count() == 1


async def test_it_is_corrected_and_approved_again_and_no_identity_is_left_over(
    db: Settings,
) -> None:
    made = await followed()
    await made.approve()
    await withdraw(made)
    tenants = (await made.rows())[0]
    await draw_link(
        made.second, old=[made.identity(FOREST)], new=[tenants.id], kind=LinkKind.REWORDED,
        lock_version=3, by=EDITOR, now=NOW,
    )  # fmt: skip
    await made.approve(lock_version=4)
    assert (await made.rows())[0].identity_id == made.identity(FOREST)
    document = made.first.document
    assert await ParagraphIdentity.filter(document=document).count() == 5
    assert await SectionIdentity.filter(document=document).count() in (4, 5)
    await made.publish()


async def test_only_what_is_approved_as_it_was_seen_and_not_published_is_opened_again(
    db: Settings,
) -> None:
    made = await followed()
    with pytest.raises(StaleState):
        await withdraw(made, lock_version=1)
    await made.approve()
    with pytest.raises(StaleState):
        await withdraw(made, lock_version=1)
    await made.publish()
    with pytest.raises(StaleState):
        await withdraw(made)
    assert (await Lineage.get(version=made.second)).approved_at is not None


@pytest.mark.parametrize("correct_it", [False, True])
async def test_a_committee_keeps_a_section_that_only_the_new_version_has(
    db: Settings, correct_it: bool
) -> None:
    """Owners are given after the approval; a correction or a withdrawal must not fall over them."""
    made = await followed()
    await made.approve()
    housing = await Section.get(version=made.second, title="Bolig").select_related("identity")
    await owner(housing, await committee())
    if correct_it:
        assert (await mend(made)).owners == 0
    else:
        await withdraw(made)
    again = await Section.get(version=made.second, title="Bolig")
    assert await Ownership.filter(section_id=again.identity_id).count() == 1
    lock_version = (await Lineage.get(version=made.second)).lock_version
    await made.approve(lock_version)
    again = await Section.get(version=made.second, title="Bolig")
    assert await Ownership.filter(section_id=again.identity_id).count() == 1


async def test_a_version_whose_new_section_has_an_owner_can_be_discarded(db: Settings) -> None:
    made = await followed()
    await made.approve()
    housing = await Section.get(version=made.second, title="Bolig").select_related("identity")
    await owner(housing, await committee())
    await owner(made.first.sections[0], await committee())
    await discard_version(made.second, by=EDITOR, now=NOW)
    assert await Ownership.all().count() == 1
