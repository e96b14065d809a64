"""Nothing of a consultation in preparation is seen by anybody but its editors, at any step, on any address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx2
import pytest
from starlette.routing import Route

from consult import app as composition
from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.public.cacheable import CACHE_VERSION
from tests.desk.desk_work import desk, frame_of, make_next, ready, upload
from tests.importing.picture_files import as_address, png
from tests.support.days import NEXT_WEEK, day
from tests.support.factories import drafts, words
from tests.support.factories.consultations import committee, consultation, reason

# A word that stands nowhere else: in the title, the text, the summary, the parties and a reason.
SECRET = "Hemmelighavn"
SLUG = "stille-havn"
OURS = "havneudvalget"

Prepare = Callable[[httpx2.AsyncClient, Consultation], Awaitable[None]]


async def titled(editor: httpx2.AsyncClient, of: Consultation) -> None:
    """Nothing but its title."""


async def written(editor: httpx2.AsyncClient, of: Consultation) -> None:
    """With its text."""
    picture = f"![{SECRET} fra luften]({as_address(png())})"
    text = f"# 1 {SECRET}\n\nOm {SECRET} og byen.\n\n{picture}\n\n# 2 Byen\n\nOm byen."
    assert (await upload(editor, of, text)).status_code == 303


async def filled(editor: httpx2.AsyncClient, of: Consultation) -> None:
    """All that is needed, with parties, owners and a reason."""
    await ready(editor, of)
    lock_version = (await frame_of(of)).lock_version
    fields = {"summary": f"Om {SECRET}.", "lock_version": str(lock_version)}
    assert (await editor.post(desk(of, "summary"), data=fields)).status_code == 303
    for step, more in (
        ("parties", {"list": f"{SECRET}s Venner"}),
        ("reasons", {"title-new": f"Om {SECRET}"}),
    ):
        assert (await editor.post(desk(of, step), data=more)).status_code == 303
    draft = await drafts.stored(of)
    await words.translated(draft, "ar", s1=SECRET, p1_1=SECRET)
    await words.summarised(draft, "1", "da", f"Kort om {SECRET}.")


async def scheduled(editor: httpx2.AsyncClient, of: Consultation) -> None:
    """Announced for a moment that has not come: its text is published, and still nobody's to see."""
    await filled(editor, of)
    later = {"when": "later", "sure": "yes", "at_day": day(NEXT_WEEK), "at_clock": "8.00"}
    assert (await editor.post(desk(of, "publication"), data=later)).status_code == 303


async def kept(editor: httpx2.AsyncClient, of: Consultation) -> None:
    """With an earlier text that is frozen as a published one is, and the text that follows it."""
    await filled(editor, of)
    page = (await editor.get(desk(of, "text"))).text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    fields = {"seen": seen, "note": f"Den gamle plan for {SECRET}"}
    assert (await editor.post(desk(of, "text", "earlier"), data=fields)).status_code == 303
    assert (await make_next(editor, of, f"# 1 {SECRET}\n\nOm {SECRET}.")).status_code == 303


@pytest.fixture
async def hidden(editor: httpx2.AsyncClient) -> Consultation:
    """The consultation in preparation, and a public one beside it."""
    await reason(await consultation(slug="en-anden"))
    await committee(slug=OURS)
    fields = {"title": SECRET, "slug": SLUG, "language": "da"}
    assert (await editor.post("/staff/consultations", data=fields)).status_code == 303
    return await Consultation.get(slug=SLUG)


async def addresses(**named: str) -> list[tuple[Route, str, str]]:
    """Every route, and where it would show the consultation, or what is ``named``."""
    paragraph = await ParagraphIdentity.all().first()
    figure = await Paragraph.exclude(picture="").first()
    values = {
        "digest": figure.picture if figure else "0" * 64,
        "consultation": SLUG, "committee": OURS, "section": "1", "number": "1", "ordinal": "1",
        "language": "ar", "place": "0",
        "paragraph": str(paragraph.id if paragraph else 1), "reference": "1.1", "kind": "docx",
        **named,
    }  # fmt: skip
    found = []
    for route in composition.routes():
        if route.name == "sign_out":  # whoever went there would be nobody from then on
            continue
        params = {name: values.get(name, "1") for name in route.param_convertors}
        for method in sorted((route.methods or set()) - {"HEAD"}):
            found.append((route, method, str(route.url_path_for(route.name, **params))))
    return found


@pytest.mark.parametrize("prepare", [titled, written, filled, kept, scheduled])
async def test_nobody_else_sees_anything_at_any_step(
    editor: httpx2.AsyncClient,
    others: dict[str, httpx2.AsyncClient],
    hidden: Consultation,
    prepare: Prepare,
) -> None:
    await prepare(editor, hidden)
    tried = 0
    for route, method, path in await addresses():
        names = "consultation" in route.param_convertors
        for who, browser in others.items():
            json: dict[str, str] | None = (
                {} if path.startswith("/api/") and method == "POST" else None
            )
            answer = await browser.request(method, path, json=json)
            place = f"{method} {path} as {who}"
            assert SECRET not in answer.text, place
            assert SECRET.casefold() not in answer.headers.get("location", ""), place
            assert route.name != "picture" or answer.status_code == 404, place
            if names:
                # Who is not signed in is asked to, whatever the address names.
                is_asked = who == "anonymous" and path.startswith("/staff")
                assert answer.status_code in ({303, 401} if is_asked else {404}), place
                tried += 1
    assert tried > 100


@pytest.mark.parametrize("prepare", [filled, kept, scheduled])
async def test_it_is_not_found_by_searching_nor_counted(
    editor: httpx2.AsyncClient,
    others: dict[str, httpx2.AsyncClient],
    hidden: Consultation,
    prepare: Prepare,
) -> None:
    before = (await others["anonymous"].get("/api/v1/consultations")).text
    await prepare(editor, hidden)
    for browser in others.values():
        for path in (f"/search?q={SECRET}", "/search?q=byen", "/", "/en/", "/ar/", "/staff"):
            # What was searched for is repeated, and nothing more is said of it.
            answer = (await browser.get(path)).text
            assert SLUG not in answer, path
            if "q=" not in path:
                assert SECRET not in answer, path
    assert (await others["anonymous"].get("/api/v1/consultations")).text == before


async def test_what_is_sent_to_it_is_refused_and_stored_nowhere(
    editor: httpx2.AsyncClient, others: dict[str, httpx2.AsyncClient], hidden: Consultation
) -> None:
    await filled(editor, hidden)
    lock_version = str((await frame_of(hidden)).lock_version)
    for browser in others.values():
        for step in ("", "summary", "dates", "keeping", "parties", "reasons", "publication"):
            data = {
                "lock_version": lock_version,
                "title": "Kapret",
                "list": "Kapret",
                "when": "now",
                "sure": "yes",
            }
            answer = await browser.post(desk(hidden, *([step] if step else [])), data=data)
            assert answer.status_code in (401, 404)
    stored = await frame_of(hidden)
    assert (stored.title, stored.announced_at, str(stored.lock_version)) == (
        SECRET,
        None,
        lock_version,
    )


async def test_the_preview_is_the_public_page_under_a_banner_and_is_never_kept(
    editor: httpx2.AsyncClient, others: dict[str, httpx2.AsyncClient], hidden: Consultation
) -> None:
    await filled(editor, hidden)
    for path in ("", "/contents", "/sections/1"):
        page = await editor.get(desk(hidden, "preview") + path)
        assert page.status_code == 200
        assert "preview-banner" in page.text
        assert page.headers["cache-control"] == "no-store, private"
        assert CACHE_VERSION not in page.headers
        assert f'"/consultations/{SLUG}' not in page.text
    assert "Vandet er rent." in page.text
    # A translation is offered, in the preview too.
    assert f'href="/ar{desk(hidden, "preview")}/sections/1"' in page.text
    assert f'"/ar/consultations/{SLUG}' not in page.text
    arabic = await editor.get("/ar" + desk(hidden, "preview") + "/sections/1")
    assert f'"/consultations/{SLUG}' not in arabic.text
    assert f'"/ar/consultations/{SLUG}' not in arabic.text
    inside = await editor.get("/en" + desk(hidden, "preview"))
    assert f'href="/en{desk(hidden, "preview")}/sections/1"' in inside.text
    assert (await editor.get(desk(hidden, "preview", "respond"))).status_code == 200
    assert (await editor.get(desk(hidden, "preview", "sections", "77"))).status_code == 404
    # Somebody looked: that changes nothing, and opens nothing to others.
    assert (await frame_of(hidden)).announced_at is None
    assert (await others["anonymous"].get(f"/consultations/{SLUG}")).status_code == 404


async def test_the_preview_shows_what_the_public_page_then_shows(
    editor: httpx2.AsyncClient, others: dict[str, httpx2.AsyncClient], hidden: Consultation
) -> None:
    await filled(editor, hidden)
    preview = (await editor.get(desk(hidden, "preview", "sections", "1"))).text
    assert (
        await editor.post(desk(hidden, "publication"), data={"when": "now", "sure": "yes"})
    ).status_code == 303
    public = (await others["anonymous"].get(f"/consultations/{SLUG}/sections/1")).text
    main = preview[preview.index("<main") :].replace(
        desk(hidden, "preview"), f"/consultations/{SLUG}"
    )
    assert main.split("<footer")[0] == public[public.index("<main") :].split("<footer")[0]
    moved = await editor.get(desk(hidden, "preview"))
    assert moved.headers["location"] == f"/consultations/{SLUG}"
