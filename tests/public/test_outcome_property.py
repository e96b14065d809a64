"""Whatever happens to remarks and points: what is published is answered or explained, and every number opens what it counts."""

from __future__ import annotations

import random
import re
from html import unescape

import httpx2
import pytest

from consult.answers.disposition import DispositionInput, Outcome, dispose
from consult.answers.editions.uncovered import GIVEN, give_reason, uncovered_reasons
from consult.answers.point import gather, put_away, release
from consult.cache_version import bump
from consult.public import queries
from consult.responses.publicity import retract
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.response import Response
from tests.answers.editions.ready import Answered, answered, approve_all, open_all, publish
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW

pytestmark = pytest.mark.usefixtures("stopped_clock")

PUBLICITIES = [*VISIBLE, *VISIBLE, Publicity.WITHHELD, Publicity.WAITING]
SEEDS = 12


async def make(chance: random.Random) -> Answered:
    """A published edition on points and remarks made up by chance, and what happened to them after it."""
    made = await answered()
    await open_all(made)
    remarks = [
        await made.hearing.remark(chance.choice([1, 2]), publicity=chance.choice(PUBLICITIES))
        for _ in range(chance.randint(3, 12))
    ]
    await _points(made, remarks, chance)
    for reason in GIVEN:
        left = [
            each
            for each, given in (await uncovered_reasons(made.consultation)).items()
            if given is None
        ]
        if some := chance.sample(left, chance.randint(0, len(left))):
            await give_reason(made.consultation, some, reason, by=BY, now=NOW)
    if left := [
        each
        for each, given in (await uncovered_reasons(made.consultation)).items()
        if given is None
    ]:
        await give_reason(made.consultation, left, GIVEN[0], by=BY, now=NOW)
    await approve_all(made)
    await publish(made, now=NOW - DAY / 24)
    await _afterwards(made, remarks, chance)
    return made


async def _points(made: Answered, remarks: list[Remark], chance: random.Random) -> None:
    """Some on each area, with some of the remarks; one may be in several, one may be taken out again."""
    for area, committees in (
        (1, [made.hearing.lead]),
        (2, [made.hearing.town, made.hearing.money]),
    ):
        placed = [each for each in remarks if _area(made, each) == area]
        for _ in range(chance.randint(0, 2)):
            chosen = chance.sample(placed, chance.randint(0, len(placed)))
            point = await made.hearing.point(*chosen, area=area)
            for each in committees:
                answer = DispositionInput(chance.choice(list(Outcome)), "Fordi.")
                await dispose(point, await made.hearing.remit(each), answer, by=BY, now=NOW)
            if chosen and chance.random() < 0.5:
                await release(point, chosen[0].id, by=BY, now=NOW)
                if len(chosen) == 1:
                    await put_away(point, by=BY, now=NOW)
                elif chance.random() < 0.5:
                    await gather(
                        point,
                        await made.hearing.remit(committees[0]),
                        [chosen[0].id],
                        by=BY,
                        now=NOW,
                    )


def _area(made: Answered, remark: Remark) -> int:
    return 1 if remark.section_id == made.hearing.draft.sections[0].identity_id else 2


async def _afterwards(made: Answered, remarks: list[Remark], chance: random.Random) -> None:
    for each in chance.sample(remarks, len(remarks) // 3):
        await retract(each.response_id, now=NOW)
        await Response.filter(id=each.response_id).update(withdrawn_at=NOW)
    for _ in range(chance.randint(0, 2)):
        await made.hearing.remark(chance.choice([1, 2]))
    await open_all(made)
    await release(made.point, made.remark.id, by=BY, now=NOW)  # which no edition learns of
    await bump(made.consultation.slug)


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_what_is_published_is_answered_or_explained(
    client: httpx2.AsyncClient, seed: int
) -> None:
    made = await make(random.Random(seed))
    consultation = made.consultation
    edition = (await queries.public_editions(consultation, NOW)).in_force
    outline = await queries.outline(consultation)
    assert edition
    assert outline
    visible = await Remark.filter(
        consultation=consultation, publicity__in=VISIBLE, standing=Standing.RECEIVED
    ).select_related("response")  # fmt: skip
    answers = await queries.remark_answers(edition, [each.id for each in visible])
    headings = await queries.point_headings(outline, edition)
    points = await queries.points(outline, edition, [each.number for each in headings])
    by_reason: dict[str, set[str]] = {}
    by_point: dict[int, set[str]] = {each.number: set() for each in points}
    for each in visible:
        answer = answers[each.id]
        assert bool(answer.points) is (answer.no_point is None), each.reference
        for point in answer.points:
            by_point[point.number].add(each.reference)
        if answer.no_point:
            by_reason.setdefault(str(answer.no_point), set()).add(each.reference)
    assert {each.number: set(each.references) for each in points} == by_point
    counts = {str(each.reason): each.count for each in await queries.uncovered_counts(edition)}
    assert counts == {reason: len(found) for reason, found in by_reason.items()}
    for reason, found in by_reason.items():
        assert await listed(client, made.address(f"/outcome/uncovered/{reason}")) == found
    for number, found in by_point.items():
        assert await listed(client, made.address(f"/points/{number}")) == found


async def listed(client: httpx2.AsyncClient, address: str) -> set[str]:
    """The numbers of all remarks that a page lists, over all its pages."""
    found: set[str] = set()
    while address:
        page = (await client.get(address)).text
        found |= {each.replace("-", ".") for each in re.findall(r'id="r-(\d+-\d+)"', page)}
        more = re.search(
            r'href="([^"]*[?&](?:after|page)=[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="([^"]+)"',
            page,
        )
        address = unescape(more[1] or more[2]) if more else ""
    return found
