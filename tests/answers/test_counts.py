"""Each number opens exactly what it counts."""

from __future__ import annotations

import pytest

from consult.answers.counts import count_remit
from consult.answers.headline import headline_of
from consult.answers.point import PointInput, make_point
from consult.answers.point_register import points_of
from consult.answers.remark_list import ROWS, RemarkFilters, read_filters, remark_list_page
from consult.consultations.party import PartyState
from consult.documents.section import SectionIdentity
from consult.responses.remark import Publicity, Stance
from consult.responses.respondent import RespondentKind
from consult.settings import Settings
from tests.answers.scene import BY, Scene, scene, with_noise
from tests.support.factories import NOW, consultations, documents, responses
from tests.support.queries import queries


async def busy() -> Scene:
    hearing = await with_noise(1)
    await hearing.remark(None, stance=Stance.FOR)
    await hearing.remark(1, stance=Stance.FOR, publicity=Publicity.WAITING)
    await hearing.remark(1, stance=Stance.AGAINST, publicity=Publicity.WITHHELD)
    await hearing.remark(1, kind=RespondentKind.ORGANISATION, name="Foreningen Prøve")
    twice = await responses.response(hearing.draft)
    for _ in range(2):
        await responses.remark(
            hearing.draft, hearing.draft.sections[0], within=twice, publicity=Publicity.REDACTED
        )
    await hearing.remark(2)
    return hearing


async def test_every_count_equals_the_list_it_opens(db: Settings) -> None:
    hearing = await busy()
    remit = await hearing.remit(hearing.lead)
    counts = await count_remit(remit)
    asked = [
        (RemarkFilters(), counts.received),
        (RemarkFilters(publicity="public"), counts.published),
    ]
    for place in counts.sections:
        section = place.section.key if place.section else "whole"
        asked.append((RemarkFilters(section=section), place.received))
        asked.append((RemarkFilters(section=section, publicity="public"), place.published))
        asked += [(RemarkFilters(section=section, stance=s), place.stances[s]) for s in Stance]
        asked += [(RemarkFilters(section=section, kind=k), place.kinds[k]) for k in RespondentKind]
    for paragraph, stances in counts.paragraphs.items():
        asked.append((RemarkFilters(paragraph=str(paragraph)), stances.total()))
    for filters, expected in asked:
        assert (await remark_list_page(remit, filters)).total == expected, filters
    assert (counts.received, counts.published, counts.responses) == (6, 4, 5)
    assert [place.received for place in counts.sections] == [1, 5]


async def test_the_headline_counts_remarks_responses_and_silent_parties(db: Settings) -> None:
    hearing = await busy()
    await consultations.party(hearing.consultation)
    await consultations.party(hearing.consultation, state=PartyState.NO_REMARKS)
    await consultations.party((await scene()).consultation)
    counts = await count_remit(await hearing.remit(hearing.lead))
    headline = await headline_of(hearing.consultation, counts)
    assert (headline.by_organisations, headline.silent, headline.consulted) == (1, 1, 2)


async def test_the_list_is_paged_both_ways_without_losing_or_repeating(db: Settings) -> None:
    hearing = await scene()
    made = [(await hearing.remark(2)).id for _ in range(2 * ROWS + 3)]
    remit, seen, before = await hearing.remit(hearing.town), [], None
    while True:
        part = await remark_list_page(remit, RemarkFilters(), before=before)
        seen += [remark.id for remark in part.remarks]
        if part.older is None:
            break
        before = part.older
    assert seen == made[::-1]
    newer = await remark_list_page(remit, RemarkFilters(), after=part.newer)
    assert [remark.id for remark in newer.remarks] == made[::-1][ROWS : 2 * ROWS]
    assert newer.newer is not None
    first = await remark_list_page(remit, RemarkFilters(), after=newer.newer)
    assert (first.newer, first.remarks[0].id) == (None, made[-1])


async def test_points_filter_the_list(db: Settings) -> None:
    hearing = await scene()
    inside, outside = await hearing.remark(2), await hearing.remark(2)
    point = await hearing.point(inside)
    remit = await hearing.remit(hearing.town)
    of_point = await remark_list_page(remit, RemarkFilters(point=str(point.number)))
    loose = await remark_list_page(remit, RemarkFilters(point="none"))
    assert [r.id for r in of_point.remarks] == [inside.id]
    assert [r.id for r in loose.remarks] == [outside.id]
    assert [p.id for p in of_point.points[inside.id]] == [point.id]


async def test_a_point_opens_all_that_it_counts_for_each_of_its_owners(db: Settings) -> None:
    """Also what stands in a section that only one of them owns."""
    hearing = await scene()
    chapter = await documents.section(
        hearing.draft, title="Arbejdsgiveren", parent=hearing.draft.sections[0]
    )
    await documents.owner(chapter, hearing.money)
    inside, beside = await responses.remark(hearing.draft, chapter), await hearing.remark(1)
    foreign = await hearing.point(await hearing.remark(1), area=1)
    point = await make_point(
        await hearing.remit(hearing.lead),
        PointInput(
            "Fælles", "", await SectionIdentity.get(id=chapter.identity_id), [inside.id, beside.id]
        ),
        by=BY, now=NOW,
    )  # fmt: skip
    for committee in (hearing.lead, hearing.money):
        remit = await hearing.remit(committee)
        [entry] = [each for each in await points_of(remit) if each.point.id == point.id]
        opened = await remark_list_page(remit, RemarkFilters(point=str(point.number)))
        assert opened.total == entry.received == 2
    assert (
        await remark_list_page(
            await hearing.remit(hearing.money), RemarkFilters(point=str(foreign.number))
        )
    ).total == 0


@pytest.mark.parametrize(
    "query",
    [
        {"stance": "x"},
        {"kind": "x"},
        {"publicity": "redacted"},
        {"point": "x"},
        {"paragraph": "1e"},
    ],
)
def test_a_filter_that_names_nothing_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        read_filters(query)


async def test_another_committees_section_is_refused(db: Settings) -> None:
    hearing = await scene()
    with pytest.raises(ValueError):
        await remark_list_page(await hearing.remit(hearing.town), RemarkFilters(section="1"))


async def test_counting_takes_as_many_queries_for_many_as_for_few(db: Settings) -> None:
    hearing = await busy()
    remit = await hearing.remit(hearing.lead)
    with queries() as few:
        await count_remit(remit)
    for _ in range(10):
        await hearing.remark(1)
    with queries() as many:
        await count_remit(remit)
    assert len(few) == len(many) == 2
