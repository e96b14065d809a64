"""The sample's hearing that is over: every remark was answered, and can be followed to what it changed."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult import clock
from consult.answers.approval import Contribution, ContributionState
from consult.answers.disposition import Disposition
from consult.answers.point import Point, PointRemark
from consult.consultations.consultation import Consultation, Phase
from consult.demo.accounts import open_accounts
from consult.demo.concluded import load_concluded
from consult.documents.versions.stored_lineage import LineageLink
from consult.lineage import LinkKind
from consult.responses.remark import VISIBLE, Remark
from consult.responses.tally import recount
from consult.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
async def concluded(db: Settings) -> Consultation:
    await open_accounts("", clock.now())
    return await load_concluded(db)


async def test_it_is_answered_and_its_numbers_are_sound(concluded: Consultation) -> None:
    assert concluded.phase(clock.now()) is Phase.ANSWERED
    assert await Remark.exclude(publicity__in=VISIBLE).count() == 0
    assert await recount(concluded.id) == {}


async def test_every_remark_is_in_a_point_and_every_point_is_answered_and_approved(
    concluded: Consultation,
) -> None:
    gathered = set(await PointRemark.all().values_list("remark_id", flat=True))
    assert gathered == set(await Remark.all().values_list("id", flat=True)) != set()
    answered = set(await Disposition.all().values_list("point_id", flat=True))
    assert answered == set(await Point.all().values_list("id", flat=True))
    parts = await Contribution.filter(consultation=concluded)
    assert [part.state for part in parts] == [ContributionState.APPROVED] * 2


async def test_the_second_version_shows_each_thing_that_can_become_of_a_paragraph(
    concluded: Consultation,
) -> None:
    kinds = {link.kind for link in await LineageLink.all()}
    assert kinds == set(LinkKind)


async def test_what_was_said_of_the_first_version_stands_at_what_it_changed(
    concluded: Consultation, client: httpx2.AsyncClient
) -> None:
    page = await client.get(f"/consultations/{concluded.slug}/sections/1/since/1")
    assert page.status_code == 200
    inserted = "//ins[contains(., '300')]/ancestor::*[contains(@class, 'compared--reworded')]"
    [changed] = html.fromstring(page.text).xpath(inserted)
    assert changed.xpath(".//del[contains(., '200')]")
    remarks = changed.xpath(".//a[contains(@href, '/remarks')]/@href")
    assert remarks
    said = await client.get(remarks[0])
    assert "Gør det til 300" in said.text
