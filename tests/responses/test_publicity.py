"""Publicity changes once, for what was seen, with its tally and its cache version."""

from __future__ import annotations

import asyncio

import pytest
from tortoise.exceptions import IntegrityError

from consult import database
from consult.cache_version import CacheVersion
from consult.responses import publicity
from consult.responses.publicity import NotScreened, PublicCopy, RemarkState
from consult.responses.remark import Publicity, Remark, Revision, Standing
from consult.responses.response import Response
from consult.responses.tally import WHOLE, Tally, TallyKey, add_to_tally, recount
from consult.settings import Settings
from tests.support.factories import NOW, consultations, responses
from tests.support.factories.documents import Draft, draft

COPY = PublicCopy("Det alle må læse.", "Nye ord.", "ordene", redacted=False)
LESS = PublicCopy("Det [udeladt] må læse.", "", "", redacted=True)


async def a_draft() -> Draft:
    return await draft(await consultations.consultation())


async def now_of(remark: Remark) -> Remark:
    return await Remark.get(id=remark.id)


async def published(text: Draft) -> dict[str, int]:
    rows = await Tally.filter(consultation_id=text.consultation.id)
    return {str(TallyKey(t.section_id, t.paragraph_id)): t.published for t in rows}


async def cache_version(text: Draft) -> int:
    row = await CacheVersion.get_or_none(key=text.consultation.slug)
    return row.value if row else 0


async def a_correction(text: Draft, **given: object) -> Remark:
    """A published remark whose author has written it anew."""
    remark = await responses.remark(text, text.paragraphs[0], publicity=Publicity.PUBLISHED)
    remark.text, remark.revision, remark.queued_at = "Mine nye ord.", 2, NOW
    await remark.save()
    await Revision.create(
        remark=remark, number=2, text=remark.text, written_at=NOW, screened_at=NOW
    )
    return remark


async def test_publishing_shows_the_copy_counts_it_and_tells_kept_pages(db: Settings) -> None:
    text = await a_draft()
    remark = await responses.remark(text, text.paragraphs[0])
    noise = await responses.remark(text, text.paragraphs[0])

    assert await publicity.publish(RemarkState.of(remark), COPY, now=NOW)

    after = await now_of(remark)
    assert (after.publicity, after.public_text, after.public_quote, after.public_proposed_text) == (
        Publicity.PUBLISHED, "Det alle må læse.", "ordene", "Nye ord.",
    )  # fmt: skip
    assert (after.queued_at, after.published_at, after.public_revision) == (None, NOW, 1)
    assert after.text == remark.text, "the author's own words stay"
    assert (await now_of(noise)).publicity == Publicity.WAITING
    assert await published(text) == {f"paragraph:{remark.paragraph_id}": 1}
    assert await cache_version(text) == 1


async def test_what_no_rule_has_seen_is_not_published(db: Settings) -> None:
    text = await a_draft()
    remark = await responses.remark(text)
    await Revision.filter(remark_id=remark.id).update(screened_at=None)

    with pytest.raises(NotScreened):
        await publicity.publish(RemarkState.of(remark), COPY, now=NOW)

    assert (await now_of(remark)).publicity == Publicity.WAITING
    assert await published(text) == {}


async def test_a_correction_replaces_the_public_copy_and_is_not_counted_twice(db: Settings) -> None:
    text = await a_draft()
    remark = await a_correction(text)
    first = remark.published_at

    assert await publicity.publish(RemarkState.of(remark), COPY, now=NOW)

    after = await now_of(remark)
    assert (after.public_text, after.public_revision) == (COPY.text, 2)
    assert after.published_at == first, "it has been public since it first was"
    assert await recount(text.consultation.id) == {}


async def test_two_who_publish_the_same_correction_are_told_apart(db: Settings) -> None:
    text = await a_draft()
    seen = RemarkState.of(await a_correction(text))
    assert await publicity.publish(seen, LESS, now=NOW)
    assert not await publicity.publish(seen, COPY, now=NOW)
    assert (await Remark.get(id=seen.remark_id)).public_text == LESS.text


async def test_withholding_a_correction_leaves_the_old_wording_and_its_count(db: Settings) -> None:
    text = await a_draft()
    remark = await a_correction(text)
    before = await cache_version(text)

    assert await publicity.withhold(RemarkState.of(remark), now=NOW)

    after = await now_of(remark)
    assert (after.publicity, after.public_revision) == (Publicity.PUBLISHED, 1)
    assert after.queued_at is None
    assert await recount(text.consultation.id) == {}
    assert await cache_version(text) > before, "readers were told that a correction waited"


async def test_what_nobody_asks_about_cannot_be_withheld(db: Settings) -> None:
    text = await a_draft()
    shown = await responses.remark(text, publicity=Publicity.PUBLISHED)
    assert not await publicity.withhold(RemarkState.of(shown), now=NOW)
    assert (await now_of(shown)).publicity == Publicity.PUBLISHED


@pytest.mark.parametrize("shown", [Publicity.PUBLISHED, Publicity.REDACTED])
async def test_taking_down_leaves_no_public_word_and_no_count(
    db: Settings, shown: Publicity
) -> None:
    text = await a_draft()
    remark = await responses.remark(text, text.sections[0], publicity=shown)
    stays = await responses.remark(text, text.sections[0], publicity=Publicity.PUBLISHED)

    assert await publicity.take_down(RemarkState.of(remark), now=NOW)

    after = await now_of(remark)
    assert (after.public_text, after.public_quote, after.public_proposed_text) == ("", "", "")
    assert (after.publicity, after.published_at) == (Publicity.WITHHELD, remark.published_at)
    assert await published(text) == {f"section:{stays.section_id}": 1}
    assert await cache_version(text) == 1


async def test_only_what_is_public_can_be_taken_down(db: Settings) -> None:
    text = await a_draft()
    remark = await responses.remark(text)
    assert not await publicity.take_down(RemarkState.of(remark), now=NOW)
    assert (await now_of(remark)).publicity == Publicity.WAITING


async def test_what_was_withheld_can_be_published_after_all(db: Settings) -> None:
    text = await a_draft()
    remark = await responses.remark(text)
    assert await publicity.withhold(RemarkState.of(remark), now=NOW)
    assert await publicity.publish(RemarkState.of(await now_of(remark)), COPY, now=NOW)
    assert await published(text) == {"whole": 1}


async def test_nothing_is_decided_on_a_wording_the_author_has_replaced(db: Settings) -> None:
    text = await a_draft()
    remark = await responses.remark(text)
    seen = RemarkState.of(remark)
    await Remark.filter(id=remark.id).update(revision=2)
    assert not await publicity.publish(seen, COPY, now=NOW)
    assert not await publicity.withhold(seen, now=NOW)


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.SET_ASIDE])
async def test_nothing_without_standing_is_decided_on(db: Settings, standing: Standing) -> None:
    text = await a_draft()
    remark = await responses.remark(text, standing=standing)
    assert not await publicity.publish(RemarkState.of(remark), COPY, now=NOW)
    assert not await publicity.withhold(RemarkState.of(remark), now=NOW)
    assert await published(text) == {}


async def test_what_its_author_takes_back_is_gone_and_counted_no_more(db: Settings) -> None:
    text = await a_draft()
    remark = await responses.remark(text, publicity=Publicity.PUBLISHED)
    assert await publicity.retract(remark.response_id, now=NOW)
    after = await now_of(remark)
    assert (after.standing, after.public_text) == (Standing.WITHDRAWN, "")
    assert await recount(text.consultation.id) == {}
    assert not await publicity.retract(after.response_id, now=NOW)


async def test_responses_on_the_same_places_can_be_withdrawn_at_once(db: Settings) -> None:
    text = await a_draft()
    places = [text.sections[0], None, text.sections[1]]
    withdrawn = []
    for turn in range(6):
        response = await responses.response(text)
        for on in places[:: -1 if turn % 2 else 1]:
            await responses.remark(text, on, publicity=Publicity.PUBLISHED, within=response)
        withdrawn.append(response)
    stays = await responses.remark(text, text.sections[0], publicity=Publicity.PUBLISHED)

    async def one(response: Response) -> int:
        async with database.transaction():
            return await publicity.retract(response.id, now=NOW)

    assert await asyncio.gather(*(one(response) for response in withdrawn)) == [3] * 6
    assert await recount(text.consultation.id) == {}
    assert await Tally.filter(published__gt=0).values_list("section_id", "published") == [
        (stays.section_id, 1)
    ]


async def test_of_many_who_publish_at_once_one_does_and_it_is_counted_once(db: Settings) -> None:
    text = await a_draft()
    seen = RemarkState.of(await responses.remark(text))

    async def one() -> bool:
        async with database.transaction():
            return await publicity.publish(seen, COPY, now=NOW)

    done = await asyncio.gather(*(one() for _ in range(6)))

    assert sorted(done) == [False] * 5 + [True]
    assert await published(text) == {"whole": 1}


async def test_a_recount_names_the_places_that_are_wrong(db: Settings) -> None:
    text = await a_draft()
    right = await responses.remark(text, text.sections[0], publicity=Publicity.PUBLISHED)
    await responses.remark(text, publicity=Publicity.PUBLISHED)
    wrong = text.paragraphs[0].identity_id
    await Tally.filter(section=None, paragraph=None).update(published=7)
    await Tally.create(consultation=text.consultation, paragraph_id=wrong, published=2)
    assert await recount(text.consultation.id) == {
        WHOLE: (7, 1), TallyKey(paragraph_id=wrong): (2, 0),
    }  # fmt: skip
    assert await published(text) == {
        f"section:{right.section_id}": 1, "whole": 7, f"paragraph:{wrong}": 2,
    }  # fmt: skip


async def test_a_tally_is_one_row_for_what_it_counts(db: Settings) -> None:
    text = await a_draft()
    on, at = text.sections[0].identity_id, text.paragraphs[0].identity_id
    keys = [WHOLE, TallyKey(section_id=on), TallyKey(paragraph_id=at)]
    for key in keys * 2:
        await add_to_tally(text.consultation.id, key, 1)
    assert await published(text) == {str(key): 2 for key in keys}
    for key in keys:
        with pytest.raises(IntegrityError):
            await Tally.create(consultation=text.consultation, **key._asdict())
