"""A paragraph that was taken out in one version and stands in a later one again is the one it was."""

from __future__ import annotations

import pytest

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import ImpossibleLink, approve_lineage, draw_link
from consult.documents.versions.mapping_reopening import withdraw_approval
from consult.documents.versions.mapping_review import RETURNED, MappingEntry, mapping_review
from consult.documents.versions.succession import succession
from consult.documents.versions.text_changes import text_changes
from consult.importing import Draft
from consult.lineage import ChangeKind, LinkKind
from consult.responses.attribution import attribution_of
from consult.settings import Settings
from tests.support.factories import NOW
from tests.support.factories.drafts import EDITOR, paragraph, section
from tests.support.factories.versions import (
    BUS,
    FOREST,
    HARBOUR,
    LIBRARY,
    SCHOOL,
    TENANTS,
    Followed,
    follow,
    followed,
)

pytestmark = pytest.mark.anyio

# The lead of a list and what was never there stand beside it.
AGAIN = FOREST.replace("dobbelt", "tre gange")


def third(forest: str) -> Draft:
    return Draft(
        "Politik for byen, tredje udgave",
        (
            section("1", "Bolig", paragraph(TENANTS), number="1"),
            section("2", "Byen", paragraph("Vi vil:"), number="2"),
            section("2/1", "Fremover", paragraph(f"{HARBOUR} {SCHOOL}")),
            section("3", "Trafik", number="3"),
            section("3/1", "Fremover", paragraph(BUS), paragraph(LIBRARY), paragraph(forest)),
        ),
        (),
    )


async def brought_back(forest: str = FOREST) -> tuple[Followed, Version]:
    """Two published versions, the second without the forest; the third in preparation has it."""
    made = await followed()
    await made.approve_and_publish()
    return made, await follow(made.first, third(forest))


async def pairing_of(version: Version, text: str) -> MappingEntry:
    told = await mapping_review(version)
    assert told is not None
    return next(each for each in told.entries if any(one.text == text for one in each.new))


async def row(version: Version, text: str) -> Paragraph:
    return await Paragraph.get(version=version, text=text)


@pytest.mark.parametrize("forest", [FOREST, AGAIN])
async def test_what_came_back_is_proposed_as_what_it_was_with_the_version_it_stood_in(
    db: Settings, forest: str
) -> None:
    made, version = await brought_back(forest)
    found = await pairing_of(version, forest)
    assert (found.kind, found.made_by) == (RETURNED, "")
    assert [(side.id, side.version, side.text) for side in found.old] == [
        (made.identity(FOREST), 1, FOREST)
    ]
    assert found.old[0].number == "1:2.3"
    told = await mapping_review(version)
    assert told is not None
    assert FOREST not in [
        one.text for each in told.entries if each.kind == "removed" for one in each.old
    ]


async def test_once_approved_its_remarks_stand_at_it_again_and_comparing_knows_it(
    db: Settings,
) -> None:
    made, version = await brought_back(AGAIN)
    identity = made.identity(FOREST)
    assert (await succession(made.second)).paragraph(identity) is None
    await approve_lineage(version, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(version, by=EDITOR, now=NOW)
    assert (await row(version, AGAIN)).identity_id == identity
    assert (await succession(version)).paragraph(identity) == identity
    assert not (await attribution_of(version)).is_gone(None, identity)
    changes = await text_changes(version, [(1, identity)])
    assert changes[1, identity].kind is ChangeKind.REWORDED
    assert changes[1, identity].changed_in == (3,)


async def test_it_reads_as_before_and_nothing_is_told_of_it(db: Settings) -> None:
    made, version = await brought_back()
    await approve_lineage(version, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(version, by=EDITOR, now=NOW)
    assert await text_changes(version, [(1, made.identity(FOREST))]) == {}


async def test_a_person_says_that_it_is_new_and_that_it_is_not_and_takes_the_approval_back(
    db: Settings,
) -> None:
    made, version = await brought_back()
    new = (await row(version, FOREST)).id
    await draw_link(
        version, old=[], new=[new], kind=LinkKind.SAME, lock_version=1, by=EDITOR, now=NOW
    )
    assert (await pairing_of(version, FOREST)).kind == "added"
    old = made.identity(FOREST)
    await draw_link(
        version, old=[old], new=[], kind=LinkKind.SAME, lock_version=2, by=EDITOR, now=NOW
    )
    assert (await pairing_of(version, FOREST)).kind == "added"
    await draw_link(
        version, old=[old], new=[new], kind=LinkKind.SAME, lock_version=3, by=EDITOR, now=NOW
    )
    assert (await pairing_of(version, FOREST)).kind == RETURNED
    await approve_lineage(version, lock_version=4, by=EDITOR, now=NOW)
    await withdraw_approval(version, lock_version=5, by=EDITOR, now=NOW)
    assert (await row(version, FOREST)).identity_id != old
    assert (await pairing_of(version, FOREST)).kind == RETURNED


async def test_what_is_gone_is_part_of_no_other_and_what_went_into_another_does_not_come_back(
    db: Settings,
) -> None:
    made, version = await brought_back()
    rows = [(await row(version, text)).id for text in (FOREST, LIBRARY)]
    for old, new in (
        ([made.identity(FOREST)], rows),
        ([made.identity(FOREST), made.identity(LIBRARY)], rows[:1]),
        ([made.identity(SCHOOL)], rows[:1]),
    ):
        with pytest.raises(ImpossibleLink):
            await draw_link(
                version,
                old=old,
                new=new,
                kind=LinkKind.REWORDED,
                lock_version=1,
                by=EDITOR,
                now=NOW,
            )
