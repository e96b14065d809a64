"""Where remarks belong after a version that threw nearly everything out: more ids than a statement takes values."""

from __future__ import annotations

from importlib import import_module

import pytest
from tortoise.expressions import Q

from consult.consultations.consultation import Consultation
from consult.documents.section import Section
from consult.documents.versions.succession import PastParagraph, Succession
from consult.public import queries
from consult.responses.attribution import Attribution
from consult.responses.location import StoredAnchor, location_index
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.support.factories import consultations, drafts, responses
from tests.support.factories.documents import Draft

pytestmark = pytest.mark.anyio

# Neither database takes so many values in one statement, where SQLite was built as it comes.
GONE = range(1_000_000, 1_040_000)


@pytest.fixture
async def draft(db: Settings) -> Draft:
    return await drafts.store(await consultations.consultation(slug="havneplan"))


def emptied(draft: Draft, section: Section) -> Attribution:
    """As if this many paragraphs of the section were gone: those GONE, which nobody wrote on, and 1.1."""
    last = PastParagraph(None, 1, draft.version.id, section.identity_id, "9")
    gone = {*GONE, drafts.numbered(draft, "1.1").identity_id}
    past = Succession(draft.version, dict.fromkeys(gone, last), {})
    return Attribution(past, dict.fromkeys(gone, section.identity_id))


async def found(wanted: Q) -> list[int]:
    remarks = Remark.filter(wanted).order_by("id")
    assert len(remarks.sql(params_inline=False)) > 200_000
    return [each.id for each in await remarks]


async def test_what_is_gone_is_found_where_it_belongs_however_much_it_is(draft: Draft) -> None:
    on_gone = await responses.remark(draft, drafts.numbered(draft, "1.1"))
    on_other = await responses.remark(draft, drafts.numbered(draft, "2.1"))
    on_whole = await responses.remark(draft)
    home = drafts.keyed(draft, "2")
    attribution = emptied(draft, home)
    assert await found(attribution.inside([home.identity_id])) == [on_gone.id]
    assert await found(attribution.outside([home.identity_id])) == [on_other.id, on_whole.id]
    assert await found(attribution.on_what_is_gone) == [on_gone.id]
    places = await location_index(
        attribution, [StoredAnchor(draft.version.id, None, each) for each in GONE]
    )
    assert places.paragraphs == {}


async def test_the_public_list_of_a_section_finds_it_too(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    await responses.remark(
        draft,
        drafts.numbered(draft, "1.1"),
        text="om det der er væk",
        publicity=Publicity.PUBLISHED,
    )
    home = drafts.keyed(draft, "2")
    outline = await queries.outline(await Consultation.get(id=draft.consultation.id))
    assert outline is not None

    async def past(_: object) -> Succession:
        return emptied(draft, home).succession

    for name in ("remarks", "counts"):
        monkeypatch.setattr(import_module(f"consult.public.queries.{name}"), "succession", past)
    page = await queries.remarks(outline, section=outline.by_id[home.identity_id])
    assert [each.text for each in page.items] == ["om det der er væk"]
    assert (await queries.texts(outline, "2"))[0].remark_count == 1
