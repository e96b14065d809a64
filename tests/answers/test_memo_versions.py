"""The memo and the point's page when the text has come again: quoted by the number its author saw, with what became
of the paragraph, and never a word of why."""

from __future__ import annotations

import html
import io
import re
from collections.abc import AsyncIterator

import httpx2
import pytest
from docx import Document
from starlette.types import ASGIApp

from consult import clock
from consult.answers.export import export_memo
from consult.answers.memo.builder import build_memo
from consult.answers.point import Point, PointInput, gather, make_point, quote
from consult.answers.remit import remit_of
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.documents.section import Section, SectionIdentity
from consult.people.role import Role
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.support.factories import NOW, consultations, people, responses
from tests.support.factories.documents import owner
from tests.support.factories.versions import (
    BUS,
    FOREST,
    HARBOUR,
    LIBRARY,
    SCHOOL,
    Followed,
    followed,
    on,
)
from tests.support.queries import queries
from tests.support.visitors import visitor

BY = Actor("account:1")
TEXTS = (HARBOUR, SCHOOL, BUS, LIBRARY, FOREST)


@pytest.fixture
async def made(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> Followed:
    """Two published versions; one committee leads and owns it all."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    versions = await followed()
    lead = await consultations.committee()
    for section in versions.first.sections:
        if section.parent_id is None:
            await owner(section, lead, is_lead=True)
    await versions.approve_and_publish()
    return versions


async def lead_of(made: Followed) -> Committee:
    return await Committee.all().get()


@pytest.fixture
async def town(app: ASGIApp, db: Settings, made: Followed) -> AsyncIterator[httpx2.AsyncClient]:
    async with visitor(app, db) as browser:
        account = await people.account(Role.COMMITTEE, committee=(await lead_of(made)).slug)
        await people.sign_in(browser, account, db)
        yield browser


async def find_point(
    made: Followed, *remarks: Remark, quoted: bool = True, section: SectionIdentity | None = None
) -> Point:
    """A point about traffic, with these remarks in it."""
    traffic = next(each for each in made.first.sections if each.title == "Trafik").identity_id
    remit = await remit_of(made.first.consultation, await lead_of(made))
    point = await make_point(
        remit,
        PointInput(
            "Bus og skov", "", section or await SectionIdentity.get(id=traffic), [each.id for each in remarks]
        ),
        by=BY, now=NOW,
    )  # fmt: skip
    for remark in remarks if quoted else ():
        await quote(point, remark.id, remark.text, by=BY, now=NOW)
    return point


async def remark(made: Followed, text: str, publicity: Publicity = Publicity.PUBLISHED) -> Remark:
    return await responses.remark(made.first, on(made, text), publicity=publicity)


async def printed(made: Followed, ending: str) -> str:
    content = await export_memo(made.first.consultation, ending=ending, readers="public", now=NOW)
    if ending == ".html":
        return content.decode()
    return "\n".join(each.text for each in Document(io.BytesIO(content)).paragraphs)


@pytest.mark.parametrize("ending", [".html", ".docx"])
async def test_a_quote_has_the_number_and_version_its_author_saw(
    made: Followed, db: Settings, ending: str
) -> None:
    await find_point(made, *[await remark(made, text) for text in TEXTS])
    text = await printed(made, ending)
    for words in (
        "Bemærkning 1.1 til 1.1 Fremover i version 1, nu 2.1 Fremover",
        "Bemærkning 2.1 til 1.2 Fremover i version 1, nu en del af 2.1 Fremover",
        "Bemærkning 3.1 til 2.1 Fremover i version 1, nu 3.1 Fremover",
        "Bemærkning 5.1 til 2.3 Fremover i version 1, ikke længere i teksten",
    ):
        assert words in text


@pytest.mark.parametrize("ending", [".html", ".docx"])
async def test_it_says_what_became_of_the_text_and_that_it_does_not_say_why(
    made: Followed, db: Settings, ending: str
) -> None:
    await find_point(made, *[await remark(made, text) for text in (SCHOOL, BUS, LIBRARY, FOREST)])
    text = await printed(made, ending)
    for words in (
        "Stykkerne 1.1 og 1.2 i version 1 blev lagt sammen i version 2 og er nu stykke 2.1.",
        "Stykke 2.1 i version 1 blev omformuleret i version 2 og er nu stykke 3.1.",
        "Stykke 2.3 i version 1 udgik i version 2.",
        "siger intet om hvorfor",
    ):
        assert words in text
    assert "2.2 i version 1 blev" not in text
    marked = re.sub(r"<[^>]*>", "", text)
    assert "[udgår: tiende slut] [indsat: femte slut]" in " ".join(marked.split())


async def test_what_only_unpublished_remarks_stand_on_is_for_the_committee_alone(
    made: Followed, town: httpx2.AsyncClient, db: Settings
) -> None:
    hidden = await remark(made, FOREST, publicity=Publicity.WITHHELD)
    point = await find_point(made, await remark(made, LIBRARY), hidden, quoted=False)
    assert "udgik i version 2" not in await printed(made, ".html")
    desk = f"/staff/consultations/{made.first.consultation.slug}/committees/{(await lead_of(made)).slug}"
    page = (await town.get(f"{desk}/points/{point.number}")).text
    assert "Stykke 2.3 i version 1 udgik i version 2." in page
    assert "er nu stykke" not in page
    assert (
        f'href="/consultations/{made.first.consultation.slug}/versions/1/sections/2#p-2-3"' in page
    )


async def test_a_point_whose_section_has_left_the_text_says_which_version_had_it(
    made: Followed, db: Settings
) -> None:
    # A chapter that only the first version has.
    identity = await SectionIdentity.create(document=made.first.document, key="9")
    gone = made.first.sections[-1]
    await Section.filter(id=gone.id).update(identity_id=identity.id)
    gone.identity_id = identity.id
    await find_point(made, await remark(made, FOREST), section=identity)
    [area] = (await build_memo(made.first.consultation, now=NOW)).areas
    [part] = area.committees
    assert (area.title, part.points[0].section, part.points[0].section_version) == (
        "Trafik", "Fremover", 1,
    )  # fmt: skip


async def test_building_takes_as_many_queries_for_many_remarks_as_for_few(made: Followed) -> None:
    await find_point(made, await remark(made, BUS), await remark(made, FOREST))
    await build_memo(made.first.consultation, now=NOW)
    with queries() as few:
        await build_memo(made.first.consultation, now=NOW)
    await find_point(made, *[await remark(made, text) for text in TEXTS])
    with queries() as many:
        await build_memo(made.first.consultation, now=NOW)
    assert len(few) == len(many)


@pytest.mark.parametrize("rest", ["", "/remarks", "/points/1", "/contribution"])
async def test_a_page_takes_as_many_queries_for_many_remarks_as_for_few(
    made: Followed, town: httpx2.AsyncClient, rest: str
) -> None:
    desk = f"/staff/consultations/{made.first.consultation.slug}/committees/{(await lead_of(made)).slug}"
    point = await find_point(made, await remark(made, BUS), await remark(made, FOREST))
    await town.get(desk + rest)
    with queries() as few:
        await town.get(desk + rest)
    remit = await remit_of(made.first.consultation, await lead_of(made))
    more = [(await remark(made, text)).id for text in TEXTS]
    await gather(point, remit, more, by=BY, now=NOW)
    with queries() as many:
        answer = await town.get(desk + rest)
    assert answer.status_code == 200
    assert len(few) == len(many)


async def test_every_place_and_comparison_on_a_point_leads_to_where_it_is_read(
    made: Followed, town: httpx2.AsyncClient
) -> None:
    await find_point(made, *[await remark(made, text) for text in TEXTS])
    slug = made.first.consultation.slug
    desk = f"/staff/consultations/{slug}/committees/{(await lead_of(made)).slug}"
    page = (await town.get(f"{desk}/points/1")).text
    links = set(re.findall(rf'href="(/consultations/{slug}/[^"]*)"', page))
    assert len([link for link in links if "/versions/1/" in link]) == len(TEXTS)
    # Two were merged, and share theirs.
    assert len([link for link in links if "/since/1" in link]) == 3
    for link in links:
        path, _, anchor = html.unescape(link).partition("#")
        answer = await town.get(path, follow_redirects=True)
        assert answer.status_code == 200
        assert not anchor or f'id="{anchor}"' in answer.text, link
