"""Nothing of a version in preparation is seen by anybody but editors, though its consultation is public."""

from __future__ import annotations

import httpx2
import pytest
from tortoise import connections

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.drafting.preparation import Preparation
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.translations.source_units import words_of
from consult.responses.remark import Publicity
from tests.desk.desk_work import DRAFT, approve, desk, frame_of, make_next, publish_next, ready
from tests.desk.test_hidden import OURS, SECRET, SLUG, addresses
from tests.support.factories.consultations import committee, reason, unannounced_consultation
from tests.support.factories.drafts import stored
from tests.support.factories.responses import remark

Others = dict[str, httpx2.AsyncClient]

SECOND = DRAFT.replace("Vandet er rent.", f"Vandet i {SECRET} er rent.").replace(
    "# 2 Kajer", f"# 2 {SECRET}\n\nOm {SECRET} og byen.\n\n# 3 Kajer"
)
PUBLIC = f"/consultations/{SLUG}"
# What everybody reads: the pages, the lists, the search and the open data.
READ = (
    PUBLIC, f"{PUBLIC}/contents", f"{PUBLIC}/versions", f"{PUBLIC}/text", f"{PUBLIC}/sections/1",
    f"{PUBLIC}/sections/2", f"/ar{PUBLIC}/sections/1", f"{PUBLIC}/sections/2?text=ar",
    f"/ar{PUBLIC}/text", f"{PUBLIC}/search?q=byen", f"{PUBLIC}/search?q=vandet", "/", "/en/",
    "/search?q=byen", f"/api/v1/consultations/{SLUG}", f"/api/v1/consultations/{SLUG}/sections",
    f"/api/v1/consultations/{SLUG}/sections/1", f"/api/v1/consultations/{SLUG}/remarks",
)  # fmt: skip


@pytest.fixture
async def public(editor: httpx2.AsyncClient) -> Consultation:
    """A public consultation with a published remark, a committee, and nothing in preparation yet."""
    made = await unannounced_consultation(slug=SLUG, title="Havnen")
    await reason(made)
    await ready(editor, made)
    assert (
        await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    ).status_code == 303
    first = await stored(made)
    await remark(first, first.paragraphs[1], publicity=Publicity.PUBLISHED)
    owned = first.sections[1]
    await Ownership.create(section_id=owned.identity_id, committee=await committee(slug=OURS))
    return await frame_of(made)


async def prepare(editor: httpx2.AsyncClient, of: Consultation, state: str) -> Version:
    """Version 2 with the word in its text, its title and its note; as far as ``state`` says."""
    assert (await make_next(editor, of, SECOND)).status_code == 303
    version = await Version.get(document__consultation_id=of.id, number=2)
    before = {"title_before": version.title, "note_before": ""}
    words = {"title": f"Om {SECRET}", "note": f"Nyt om {SECRET}", **before}
    assert (await editor.post(desk(of, "next", "note"), data=words)).status_code == 303
    if state == "corrected":
        lock_version = str((await Preparation.get(version=version)).lock_version)
        fields = {
            "do": "heading",
            "title": f"2 {SECRET}s",
            "level": "1",
            "lock_version": lock_version,
        }
        answer = await editor.post(desk(of, "text", "sections", "3"), data=fields)
        assert answer.status_code == 303
    if state in ("approved", "worded"):
        await approve(editor, of)
    if state == "worded":
        await word(editor, of)
    return version


async def word(editor: httpx2.AsyncClient, of: Consultation) -> None:
    """Every new section in short and in Arabic, with the word."""
    for place, said in enumerate(
        await words_of(await Version.get(document__consultation_id=of.id, number=2))
    ):
        new = [each for each in said.units if SECRET in each.source]
        if not new:
            continue
        address = desk(of, "languages", "ar", "sections", str(place))
        fields = {
            "version": "2", "part": "0", "made": "person", "summary_made": "person",
            "summary": f"{SECRET} باختصار", "summary_lock_version": "0", "summary_digest": said.digest,
        }  # fmt: skip
        for unit in new:
            fields |= {f"words-{unit.digest}": f"{SECRET} بالعربية"}
            fields |= {f"lock_version-{unit.digest}": "0", f"seen-{unit.digest}": ""}
        assert (await editor.post(address, data=fields)).status_code == 303


async def generations() -> list[dict[str, object]]:
    rows = await connections.get("default").execute_query_dict(
        "SELECT key, value FROM cache_version ORDER BY key"
    )
    return [dict(row) for row in rows]


async def as_read(others: Others) -> dict[tuple[str, str], str]:
    """Every public page and answer, as everybody reads it."""
    found = {}
    for who, browser in others.items():
        for path in READ:
            answer = await browser.get(path)
            assert answer.status_code == 200, path
            found[who, path] = answer.text
    return found


@pytest.mark.parametrize("state", ["proposed", "corrected", "approved", "worded"])
async def test_everybody_reads_what_they_read_before(
    editor: httpx2.AsyncClient, others: Others, public: Consultation, state: str
) -> None:
    before, kept = await as_read(others), await generations()
    await prepare(editor, public, state)
    assert await as_read(others) == before
    # Of a translation nobody asks whether the words it is of are public too.
    assert state == "worded" or await generations() == kept, "nothing public has changed"


@pytest.mark.parametrize("state", ["proposed", "approved", "worded"])
async def test_no_address_gives_any_of_it_away(
    editor: httpx2.AsyncClient, others: Others, public: Consultation, state: str
) -> None:
    version = await prepare(editor, public, state)
    first = {
        each.identity_id
        for each in await Paragraph.filter(version__document_id=version.document_id)
        if each.version_id != version.id
    }
    new = await Paragraph.filter(version=version).exclude(identity_id__in=first).first()
    section = await Section.get(version=version, title=SECRET).select_related("identity")
    assert new is not None
    tried, asked = set(), set()
    for named in (
        {"paragraph": str(new.identity_id)},
        {"section": section.identity.key},
        {"section": "3"},
        {"version": "2"},
        {},
    ):
        for route, method, path in await addresses(**named):
            if method != "GET":
                continue
            is_its_own = any(name in route.param_convertors for name in named)
            # The addresses that name none of these are the same each time.
            if (path, is_its_own) in asked:
                continue
            asked.add((path, is_its_own))
            for who, browser in others.items():
                answer = await browser.get(path)
                place = f"{path} as {who}"
                assert SECRET not in answer.text, place
                assert SECRET.casefold() not in answer.headers.get("location", ""), place
                if is_its_own and not path.startswith("/staff"):
                    assert answer.status_code == 404, place
                    tried.add(route.name)
    assert {"paragraph", "section", "version", "api_section"} <= tried


async def test_the_desk_of_the_next_version_is_nobodys_else(
    editor: httpx2.AsyncClient, others: Others, public: Consultation
) -> None:
    await prepare(editor, public, "approved")
    for who, browser in others.items():
        for path in ("next/mapping", "next/publication", "text", "preview", "preview/sections/2"):
            answer = await browser.get(desk(public, path))
            expected = {303} if who == "anonymous" else {404}
            assert answer.status_code in expected, f"{path} as {who}"
            assert SECRET not in answer.text


async def test_published_it_is_everybodys(
    editor: httpx2.AsyncClient, others: Others, public: Consultation
) -> None:
    """The word is found where it was looked for in vain: the tests above look in the right places."""
    kept = await generations()
    await prepare(editor, public, "worded")
    assert (await publish_next(editor, public)).status_code == 303
    assert await generations() != kept
    arabic = (await others["anonymous"].get(f"/ar{PUBLIC}/sections/2")).text
    assert f"{SECRET} باختصار" in arabic
    assert f"{SECRET} بالعربية" in arabic
    for path in (f"{PUBLIC}/sections/2", f"{PUBLIC}/versions", f"{PUBLIC}/search?q={SECRET}"):
        assert SECRET in (await others["anonymous"].get(path)).text, path
