"""An earlier text is put before the one to be heard: everybody can compare them, and nobody answers to it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consult.audit import AuditEntry
from consult.consultations.announcement import announce
from consult.consultations.consultation import Consultation
from consult.desk.launch import Incomplete, cancel_launch, launch
from consult.desk.readiness import Lack, readiness_of
from consult.documents.current_version import (
    consulted_versions,
    current_version,
    published_versions,
    was_consulted,
)
from consult.documents.document import Version
from consult.documents.publication import publish_version
from consult.documents.versions.baseline_version import keep_as_baseline, reopen_baseline
from consult.documents.versions.mapping_approval import approve_lineage
from consult.responses.anchor import Anchor, resolve_anchors
from consult.responses.remark import AnchorType
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.drafts import EDITOR, store
from tests.support.factories.versions import FIRST, FOREST, LIBRARY, follow

pytestmark = pytest.mark.anyio

IN_FORCE = "Den politik, der gælder i dag."
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
async def first(db: Settings) -> StoredDraft:
    """A text in preparation of a consultation nobody knows of; another consultation stands beside it."""
    await store(await consultation(), FIRST)
    hidden = await consultation(announced_at=None)
    return await store(hidden, FIRST, published=False)


async def kept(first: StoredDraft) -> Version:
    await keep_as_baseline(first.version, note=IN_FORCE, by=EDITOR, now=NOW)
    return await follow(first)


async def announced(first: StoredDraft) -> Version:
    second = await kept(first)
    await approve_lineage(second, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(second, by=EDITOR, now=NOW)
    await announce(first.consultation, by=EDITOR, now=NOW)
    return second


async def test_it_stays_as_it_is_and_the_next_text_follows_it(first: StoredDraft) -> None:
    second = await kept(first)
    stored = await Version.get(id=first.version.id)
    assert (stored.note, stored.published_at) == (IN_FORCE, NOW)
    assert (second.number, second.published_at) == (2, None)
    recorded = await AuditEntry.filter(noun="version").order_by("id")
    verbs = [each.verb for each in recorded]
    assert verbs[-4:] == ["stored", "described", "published", "stored"]


async def test_it_alone_is_not_the_text_that_is_heard(first: StoredDraft) -> None:
    await keep_as_baseline(first.version, note="", by=EDITOR, now=NOW)
    assert Lack.TEXT in (await readiness_of(first.consultation, NOW)).needed
    with pytest.raises(Incomplete):
        await launch(first.consultation, by=EDITOR, now=NOW)


async def test_what_became_of_it_is_approved_before_anything_is_announced(
    first: StoredDraft,
) -> None:
    second = await kept(first)
    assert Lack.LINEAGE in (await readiness_of(first.consultation, NOW)).needed
    await approve_lineage(second, lock_version=1, by=EDITOR, now=NOW)
    lacks = (await readiness_of(first.consultation, NOW)).lacks
    assert Lack.LINEAGE not in lacks
    assert Lack.TEXT not in lacks


async def test_only_what_one_could_answer_to_was_heard(first: StoredDraft) -> None:
    second = await announced(first)
    of = await Consultation.get(id=first.consultation.id)
    assert [each.number for each in await published_versions(of.id)] == [2, 1]
    assert [each.number for each in await consulted_versions(of.id)] == [2]
    third = await follow(first)
    await approve_lineage(third, lock_version=1, by=EDITOR, now=TOMORROW)
    await publish_version(third, by=EDITOR, now=TOMORROW)
    published = await published_versions(of.id)
    assert [was_consulted(each, published, of) for each in published] == [True, True, False]
    assert (await current_version(of.id), second.number) == (third, 2)


async def test_nobody_answers_to_a_place_in_it(first: StoredDraft) -> None:
    await announced(first)
    stood = {each.text: str(each.identity_id) for each in first.paragraphs}
    goes_on = Anchor(AnchorType.PARAGRAPH, stood[LIBRARY], 1)
    gone = Anchor(AnchorType.PARAGRAPH, stood[FOREST])
    here = Anchor(AnchorType.PARAGRAPH, stood[LIBRARY])
    found = await resolve_anchors(first.consultation.id, [goes_on, gone, here])
    assert list(found) == [here]


async def test_it_can_be_taken_up_again_until_another_text_follows(first: StoredDraft) -> None:
    await keep_as_baseline(first.version, note="", by=EDITOR, now=NOW)
    await reopen_baseline(first.version, by=EDITOR, now=NOW)
    assert (await Version.get(id=first.version.id)).published_at is None
    await kept(first)
    with pytest.raises(StaleState):
        await reopen_baseline(first.version, by=EDITOR, now=NOW)
    assert (await Version.get(id=first.version.id)).published_at == NOW


async def test_what_is_announced_is_neither_kept_so_nor_taken_up(first: StoredDraft) -> None:
    await announce(first.consultation, by=EDITOR, now=NOW)
    with pytest.raises(StaleState, match="consultation announced"):
        await keep_as_baseline(first.version, note=IN_FORCE, by=EDITOR, now=NOW)
    assert (await Version.get(id=first.version.id)).note == ""
    await publish_version(first.version, by=EDITOR, now=NOW)
    with pytest.raises(StaleState, match="consultation announced"):
        await reopen_baseline(first.version, by=EDITOR, now=NOW)


async def test_calling_off_leaves_it_where_it_is(first: StoredDraft) -> None:
    second = await kept(first)
    await approve_lineage(second, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(second, by=EDITOR, now=NOW)
    await announce(first.consultation, by=EDITOR, now=NOW, at=TOMORROW)
    await cancel_launch(first.consultation, by=EDITOR, now=NOW)
    stored = await Version.filter(document_id=second.document_id).order_by("number")
    assert [each.published_at for each in stored] == [NOW, None]
