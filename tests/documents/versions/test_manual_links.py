"""What a person said of a paragraph stays when the new text is corrected, as long as its words do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from consult.documents.drafting import corrections
from consult.documents.drafting.preparation import Preparation
from consult.documents.versions.draft_replacement import SourceFile, correct_draft, replace_draft
from consult.documents.versions.mapping_approval import draw_link
from consult.documents.versions.mapping_review import MappingEntry, mapping_review
from consult.documents.versions.next_version import CarryoverLosses
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.importing import Draft
from consult.lineage import LinkKind
from consult.settings import Settings
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import EDITOR, paragraph, store
from tests.support.factories.versions import (
    BUS,
    FIRST,
    FOREST,
    HARBOUR,
    LIBRARY,
    SCHOOL,
    SECOND,
    TENANTS,
    Followed,
    follow,
    followed,
)

pytestmark = pytest.mark.anyio

rename = partial(corrections.retitle, section=3, words="3 Veje")


async def draw(
    made: Followed, old: list[str], new: list[str], kind: LinkKind = LinkKind.REWORDED
) -> None:
    rows = {each.text: each.id for each in await made.rows()}
    await draw_link(
        made.second,
        old=[made.identity(text) for text in old],
        new=[rows[text] for text in new],
        kind=kind,
        lock_version=(await Lineage.get(version=made.second)).lock_version,
        by=EDITOR,
        now=NOW,
    )


async def mend(made: Followed, change: Callable[[Draft], Draft] = rename) -> CarryoverLosses:
    lock_version = (await Preparation.get(version=made.second)).lock_version
    return await correct_draft(
        made.second, change, lock_version=lock_version, by=EDITOR, now=NOW, verb="corrected"
    )


async def said(made: Followed) -> list[MappingEntry]:
    found = await mapping_review(made.second)
    assert found is not None
    return [each for each in found.entries if each.made_by]


def words(entry: MappingEntry) -> tuple[str, list[str], list[str]]:
    return entry.kind, [s.text for s in entry.old], [s.text for s in entry.new]


async def test_what_a_person_said_is_said_again_of_the_corrected_text(db: Settings) -> None:
    made = await followed()
    await draw(made, [FOREST], [TENANTS])
    await draw(made, [LIBRARY], [])
    assert await mend(made) == CarryoverLosses()
    assert [words(each) for each in await said(made)] == [
        ("reworded", [FOREST], [TENANTS]),
        ("removed", [LIBRARY], []),
    ]
    assert {each.made_by for each in await said(made)} == {EDITOR}
    assert (await Lineage.get(version=made.second)).approved_at is None


async def test_a_merge_and_what_is_new_are_kept_whole(db: Settings) -> None:
    made = await followed()
    both = f"{HARBOUR} {SCHOOL}"
    await draw(made, [BUS, FOREST], [both], LinkKind.MERGED)
    await draw(made, [], [LIBRARY])
    assert await mend(made) == CarryoverLosses()
    assert [words(each) for each in await said(made)] == [
        ("merged", [BUS, FOREST], [both]),
        ("added", [], [LIBRARY]),
    ]


async def test_a_split_is_kept_whole(db: Settings) -> None:
    first = await store(await consultation(), SECOND)
    made = Followed(first, await follow(first, FIRST))
    await draw(made, [TENANTS], [FOREST, LIBRARY], LinkKind.SPLIT)
    assert await mend(made) == CarryoverLosses()
    assert [words(each) for each in await said(made)] == [("split", [TENANTS], [LIBRARY, FOREST])]


async def test_of_several_that_read_alike_it_is_the_same_one_as_before(db: Settings) -> None:
    twice = replace(SECOND.sections[4], paragraphs=(paragraph(TENANTS), paragraph(LIBRARY)))
    draft = replace(SECOND, sections=(*SECOND.sections[:4], twice))
    first = await store(await consultation(), FIRST)
    made = Followed(first, await follow(first, draft))
    await draw(made, [FOREST], [TENANTS])  # the rows by text: the last of the two
    position = (await LineageLink.get(made_by=EDITOR).select_related("new")).new.position
    assert position > 0
    assert await mend(made) == CarryoverLosses()
    assert (await LineageLink.get(made_by=EDITOR).select_related("new")).new.position == position


async def test_what_was_said_of_words_that_are_gone_is_lost_and_counted(db: Settings) -> None:
    made = await followed()
    await draw(made, [FOREST], [TENANTS])
    await draw(made, [], [LIBRARY])
    half = TENANTS.index(",") + 1
    split = partial(
        corrections.split, section=0, paragraph=0, parts=[TENANTS[:half], TENANTS[half:]]
    )
    assert await mend(made, split) == CarryoverLosses(links=1)
    assert [words(each) for each in await said(made)] == [("added", [], [LIBRARY])]


async def test_another_file_keeps_it_too(db: Settings) -> None:
    made = await followed()
    await draw(made, [FOREST], [TENANTS])
    shorter = replace(SECOND, sections=SECOND.sections[:3])
    lost = await replace_draft(
        made.second, shorter, lock_version=1, by=EDITOR, now=NOW, source=SourceFile("3.docx", "")
    )
    assert lost == CarryoverLosses()
    assert [words(each) for each in await said(made)] == [("reworded", [FOREST], [TENANTS])]


async def test_what_is_said_anew_takes_the_place_of_what_was_said(db: Settings) -> None:
    made = await followed()
    await draw(made, [], [TENANTS])
    await draw(made, [FOREST], [])
    await draw(made, [FOREST], [TENANTS])
    assert await Unlinked.all().count() == 0
    await draw(made, [], [TENANTS])
    assert [words(each) for each in await said(made)] == [("added", [], [TENANTS])]
    assert await mend(made) == CarryoverLosses()
    assert await Unlinked.all().count() == 1
