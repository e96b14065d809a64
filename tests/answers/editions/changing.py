"""A second version of the text of an answered hearing, with a change that the remark asked for."""

from __future__ import annotations

from datetime import datetime

from consult.answers.cause import CauseInput, decide_cause
from consult.answers.cause_register import ChangeEntry, change_entries
from consult.documents.document import Version
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.stored_lineage import Lineage
from consult.importing import Draft
from tests.answers.editions.ready import Answered
from tests.answers.scene import BY
from tests.support.factories import NOW
from tests.support.factories.drafts import paragraph, section
from tests.support.factories.versions import follow

CHANGED = "Afsnit 1 under Område 2. Der kommer ti bænke i parken ved åen."
ADDED = "Et helt nyt stykke om drikkevand og skygge."


async def second_version(made: Answered, *, is_approved: bool = True) -> Version:
    """In preparation: the paragraph that the remark is on has more words, and a new one stands after the first area's."""
    texts = [each.text for each in made.hearing.draft.paragraphs]
    first, second = [*texts[:3], ADDED], [CHANGED, *texts[4:]]
    draft = Draft(
        "Byens plan",
        (
            section("1", "Område 1", *map(paragraph, first), number="1"),
            section("2", "Område 2", *map(paragraph, second), number="2"),
        ),
        (),
    )
    version = await follow(made.hearing.draft, draft)
    if is_approved:
        await approve(version)
    return version


async def approve(version: Version) -> None:
    lineage = await Lineage.get(version=version)
    await approve_lineage(version, lock_version=lineage.lock_version, by=BY, now=NOW)


async def published_second(made: Answered, now: datetime = NOW) -> Version:
    version = await second_version(made)
    await publish_version(version, by=BY, now=now)
    return version


async def entry_of(made: Answered, version: Version, text: str = CHANGED) -> ChangeEntry:
    """The change whose new words these are."""
    entries = await change_entries(made.consultation, version)
    return next(each for each in entries if any(one.text == text for one in each.change.new))


async def say(
    made: Answered,
    version: Version,
    is_cause: bool | None = True,
    seen: bool | None = None,
    text: str = CHANGED,
) -> None:
    """Say whether the point is the cause of the change."""
    entry = await entry_of(made, version, text)
    said = CauseInput(entry.change.key, is_cause, seen, entry.digest)
    await decide_cause(made.point, version, said, by=BY, now=NOW)
