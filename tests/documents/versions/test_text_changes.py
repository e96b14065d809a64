"""What is said of a paragraph's later life is what was approved, and nothing where its words are the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.documents.document import Version
from consult.documents.versions.text_changes import text_changes
from consult.lineage import ChangeKind
from consult.settings import Settings
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import paragraph, section, store
from tests.support.factories.histories import again
from tests.support.factories.versions import (
    BUS,
    FIRST,
    FOREST,
    HARBOUR,
    LIBRARY,
    SCHOOL,
    SECOND,
    Followed,
    followed,
)
from tests.support.queries import queries

pytestmark = pytest.mark.anyio
TEXTS = (HARBOUR, SCHOOL, BUS, LIBRARY, FOREST)


async def heard() -> Followed:
    made = await followed()
    await made.approve_and_publish()
    return made


async def test_each_change_has_its_kind_its_numbers_and_its_words(db: Settings) -> None:
    made = await heard()
    found = await text_changes(made.second, [(1, made.identity(text)) for text in TEXTS])
    told = {
        text: found[1, made.identity(text)] for text in TEXTS if (1, made.identity(text)) in found
    }
    assert {text: (change.kind, change.changed_in) for text, change in told.items()} == {
        HARBOUR: (ChangeKind.MERGED, (2,)),
        SCHOOL: (ChangeKind.MERGED, (2,)),
        BUS: (ChangeKind.REWORDED, (2,)),
        FOREST: (ChangeKind.REMOVED, (2,)),
    }
    assert told[HARBOUR] is told[SCHOOL]
    assert [each.number for each in told[SCHOOL].old] == ["1.1", "1.2"]
    assert [each.number for each in told[SCHOOL].new] == ["2.1"]
    assert [(d.text.strip(), d.change) for d in told[BUS].differences() if d.change != "same"] == [
        ("tiende", "deleted"),
        ("femte", "inserted"),
    ]
    assert told[FOREST].new == ()


async def test_what_is_not_asked_for_and_what_is_written_now_says_nothing(db: Settings) -> None:
    made = await heard()
    with queries() as sent:
        assert await text_changes(made.second, [(2, made.identity(BUS))]) == {}
    assert len(sent) == 0
    assert await text_changes(made.second, [(1, made.identity(LIBRARY))]) == {}


async def test_over_several_versions_it_says_which_of_them_brought_other_words(
    db: Settings,
) -> None:
    made = await heard()
    third = replace(
        SECOND,
        sections=(
            *SECOND.sections[:4],
            section(
                "3/1", "Fremover", paragraph(BUS.replace("hvert tiende", "hvert tolvte")),
                paragraph(LIBRARY.replace("tolv", "tyve")),
            ),
        ),
    )  # fmt: skip
    last = await again(made.first, third)
    bus, library = made.identity(BUS), made.identity(LIBRARY)
    found = await text_changes(last.version, [(1, bus), (2, library), (1, library)])
    assert {key: (c.since, c.now, c.changed_in) for key, c in found.items()} == {
        (1, bus): (1, 3, (2, 3)),
        (1, library): (1, 3, (3,)),
        (2, library): (2, 3, (3,)),
    }


async def test_what_was_reworded_and_put_back_has_not_changed(db: Settings) -> None:
    first = await store(await consultation(), FIRST)
    other = replace(
        FIRST,
        sections=(
            *FIRST.sections[:3],
            section("2/1", "Fremover", paragraph(BUS.replace("tiende", "femte")), paragraph(LIBRARY)),
        ),
    )  # fmt: skip
    bus = next(each.identity_id for each in first.paragraphs if each.text == BUS)
    second: Version = (await again(first, other)).version
    assert (1, bus) in await text_changes(second, [(1, bus)])
    third = (await again(first, FIRST)).version
    found = await text_changes(third, [(1, bus), (2, bus)])
    assert set(found) == {(2, bus)}


async def test_it_takes_two_queries_for_many_as_for_one(db: Settings) -> None:
    made = await heard()
    with queries() as one:
        await text_changes(made.second, [(1, made.identity(BUS))])
    with queries() as many:
        await text_changes(made.second, [(1, made.identity(text)) for text in TEXTS])
    assert len(one) == len(many) == 2
