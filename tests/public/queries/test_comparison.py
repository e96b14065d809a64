"""What changed between two published versions, from the lineage a person approved."""

from __future__ import annotations

import pytest

from consult.documents.document import Version
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.importing import Draft
from consult.public import queries
from consult.public.queries import Comparison
from consult.settings import Settings
from tests.bench.inside import Statements
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


async def compared(made: Followed, later: int = 2, earlier: int = 1) -> Comparison:
    consultation = made.first.consultation
    new = await queries.outline(consultation, later)
    old = await queries.outline(consultation, earlier)
    assert new is not None
    assert old is not None
    return await queries.comparison(new, old)


async def next_version(made: Followed, draft: Draft) -> Version:
    """Stored, approved as proposed, and published."""
    version = await follow(made.first, draft)
    await approve_lineage(version, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(version, by=EDITOR, now=NOW)
    return version


def told(of: Comparison) -> list[tuple[str, list[tuple[str, list[str], list[str]]]]]:
    return [
        (
            f"{each.kind} {(each.new or each.old).title}",  # type: ignore[union-attr]
            [
                (
                    f"{change.kind} left" if change.at_old_position else str(change.kind),
                    [one.number for one in change.old],
                    [one.number for one in change.new],
                )
                for change in each.changes
            ],
        )
        for each in of.sections
    ]


async def test_each_paragraph_is_told_once_where_it_stands_or_stood(db: Settings) -> None:
    made = await followed()
    await made.approve_and_publish()
    found = await compared(made)
    assert told(found) == [
        ("added Bolig", [("added", [], ["1.1"])]),
        ("same Byen", []),
        ("same Fremover", [("merged", ["1.1", "1.2"], ["2.1"])]),
        ("same Trafik", []),
        (
            "same Fremover",
            [("reworded", ["2.1"], ["3.1"]), ("same", ["2.2"], ["3.2"]), ("removed", ["2.3"], [])],
        ),
    ]
    assert dict(found.counts) == {
        "same": 1, "reworded": 1, "merged": 1, "removed": 1, "added": 1,
    }  # fmt: skip
    assert (found.heading_count, found.change_count) == (1, 5)


async def test_a_section_has_its_own_and_what_was_removed_from_it(db: Settings) -> None:
    made = await followed()
    await made.approve_and_publish()
    short = Draft("Kort", (section("1", "Trafik", paragraph(LIBRARY), number="1"),), ())
    await next_version(made, short)
    found = await compared(made, later=3, earlier=1)
    (area,) = [each for each in found.sections if each.new]
    assert [each.old and each.old.title for each in found.within("1")] == ["Trafik", "Fremover"]
    assert found.within("1")[0] is area
    assert {each.kind for each in found.sections if each not in found.within("1")} == {"removed"}


async def test_over_three_versions_only_the_ends_are_told(db: Settings) -> None:
    made = await followed()
    await made.approve_and_publish()
    third = Draft(
        "Tredje",
        (
            section("1", "Byen", number="1"),
            section("1/1", "Fremover", paragraph(HARBOUR), paragraph(SCHOOL)),
            section("2", "Trafik", number="2"),
            section("2/1", "Fremover", paragraph(BUS), paragraph(LIBRARY), paragraph(FOREST)),
        ),
        (),
    )
    await next_version(made, third)
    # Merged and parted again, reworded and put back; the forest went and was brought back.
    assert dict((await compared(made, 3, 1)).counts) == {"same": 5}
    assert dict((await compared(made, 3, 2)).counts) == {
        "same": 1, "reworded": 1, "split": 1, "removed": 1, "added": 1,
    }  # fmt: skip


async def test_differences_are_those_of_the_paragraphs_of_a_change(db: Settings) -> None:
    made = await followed()
    await made.approve_and_publish()
    changes = [change for each in (await compared(made)).sections for change in each.changes]
    by_kind = {str(each.kind): each.differences() for each in changes}
    assert [run.text for run in by_kind["reworded"].inline[0] if run.change != "same"] == [
        "tiende ", "femte ",
    ]  # fmt: skip
    assert len(by_kind["merged"].old) == 2
    assert {run.change for run in by_kind["merged"].inline[0]} == {"same"}
    assert by_kind["removed"].inline[0][0].text == FOREST
    assert by_kind["added"].inline[0][0].text == TENANTS


async def test_the_number_of_questions_does_not_grow_with_the_text(db: Settings) -> None:
    made = await followed()
    await made.approve_and_publish()
    consultation = made.first.consultation
    new, old = await queries.outline(consultation, 2), await queries.outline(consultation, 1)
    assert new is not None
    assert old is not None
    with Statements() as statements:
        await queries.comparison(new, old)
    assert statements.count == 2


async def test_what_nobody_approved_and_published_has_no_outline_to_compare(db: Settings) -> None:
    made = await followed()
    assert await queries.outline(made.first.consultation, 2) is None
    await made.approve()
    assert await queries.outline(made.first.consultation, 2) is None
