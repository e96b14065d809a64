"""The pictures of a text: described at the desk, seen by nobody else before publication, and then by everybody."""

from __future__ import annotations

import re

import httpx2
from starlette.types import ASGIApp

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph
from consult.people.role import Role
from consult.settings import Settings
from tests.desk.desk_work import (
    approve,
    desk,
    make_next,
    preparation_of,
    public_with_text,
    ready,
    upload,
)
from tests.importing.picture_files import as_address, png
from tests.support.factories import people
from tests.support.factories.consultations import reason
from tests.support.visitors import visitor

UNDESCRIBED = "Nobody said what the picture shows."


async def started(editor: httpx2.AsyncClient) -> Consultation:
    fields = {"title": "Havnen", "slug": "havnen", "language": "da"}
    assert (await editor.post("/staff/consultations", data=fields)).status_code == 303
    return await Consultation.get(slug="havnen")


async def with_picture(editor: httpx2.AsyncClient, of: Consultation, alt: str = "") -> str:
    """Upload a text with one picture; its digest."""
    preparation = await preparation_of(of) if await Paragraph.exists() else None
    text = (
        f"# 1 Vand og bad\n\nVandet er rent.\n\n![{alt}]({as_address(png())})\n\n# 2 Kajer\n\nSlut."
    )
    lock_version = preparation.lock_version if preparation else 0
    assert (await upload(editor, of, text, lock_version=lock_version)).status_code == 303
    figure = await Paragraph.get(kind="figure")
    return figure.picture


async def correct(editor: httpx2.AsyncClient, of: Consultation, **fields: str) -> httpx2.Response:
    lock_version = (await preparation_of(of)).lock_version
    data = {"lock_version": str(lock_version), **fields}
    return await editor.post(desk(of, "text", "sections", "0"), data=data)


async def test_a_picture_is_described_or_said_to_decorate(editor: httpx2.AsyncClient) -> None:
    of = await started(editor)
    digest = await with_picture(editor, of)
    page = (await editor.get("/en" + desk(of, "text", "sections", "0"))).text
    assert UNDESCRIBED in page
    assert desk(of, "pictures", digest) in page
    assert (
        "pictures of which nobody said" in (await editor.get("/en" + desk(of, "publication"))).text
    )

    assert (await correct(editor, of, do="describe:1", **{"description-1": " "})).status_code == 422
    described = {"description-1": "Havnen <b> fra luften"}
    assert (await correct(editor, of, do="describe:1", **described)).status_code == 303
    figure = await Paragraph.get(kind="figure")
    assert (figure.text, figure.description) == ("Havnen <b> fra luften",) * 2
    assert 'alt="Havnen &lt;b&gt; fra luften"' in figure.html
    for page in (desk(of, "text", "sections", "0"), desk(of, "publication"), desk(of, "text")):
        shown = (await editor.get("/en" + page)).text
        assert UNDESCRIBED not in shown
        assert "of which nobody said" not in shown

    assert (await correct(editor, of, do="decorate:1")).status_code == 303
    figure = await Paragraph.get(kind="figure")
    assert (figure.text, figure.description, figure.picture) == ("", "", digest)
    assert 'alt=""' in figure.html


async def test_nobody_else_sees_a_picture_before_its_text_is_public_and_then_everybody(
    editor: httpx2.AsyncClient, app: ASGIApp, db: Settings
) -> None:
    of = await started(editor)
    await ready(editor, of)
    digest = await with_picture(editor, of, "Havnen")
    await reason(of)
    public, private = f"/pictures/{digest}", desk(of, "pictures", digest)
    moderator = await people.account(Role.MODERATOR)
    async with visitor(app, db) as anyone, visitor(app, db) as colleague:
        await people.sign_in(colleague, moderator, db)
        for browser in (anyone, colleague, editor):
            assert (await browser.get(public)).status_code == 404
        assert (await colleague.get(private)).status_code == 404
        seen = await editor.get(private)
        assert (seen.status_code, seen.headers["content-type"]) == (200, "image/png")
        assert seen.headers["cache-control"] == "no-store, private"
        preview = (await editor.get(desk(of, "preview", "sections", "1"))).text
        assert f'src="{private}"' in preview
        assert f'src="{public}"' not in preview

        answer = await editor.post(desk(of, "publication"), data={"when": "now", "sure": "yes"})
        assert answer.status_code == 303
        page = (await anyone.get("/consultations/havnen/sections/1")).text
        [image] = re.findall(r"<img[^>]*>", page[page.index("<main") : page.index("</main")])
        assert f'src="{public}"' in image
        assert 'alt="Havnen"' in image
        shown = await anyone.get(public)
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
        assert "immutable" in shown.headers["cache-control"]
        assert "default-src 'none'" in shown.headers["content-security-policy"]
        assert shown.headers["x-content-type-options"] == "nosniff"
        for elsewhere in ("/pictures/" + "0" * 64, "/pictures/%2e%2e%2fx", "/pictures/x"):
            assert (await anyone.get(elsewhere)).status_code == 404
        assert (await editor.get(desk(of, "pictures", digest + "0"))).status_code == 404


async def test_a_picture_without_words_is_shown_in_what_became_of_each_paragraph(
    editor: httpx2.AsyncClient, db: Settings
) -> None:
    picture = f"![]({as_address(png())})"
    of = await public_with_text(editor, f"# 1 Vand og bad\n\nVandet er rent.\n\n{picture}\n")
    await make_next(editor, of, f"# 1 Vand og bad\n\n{picture}\n\nVandet er rent.\n")
    mapping = await editor.get("/en" + desk(of, "next", "mapping") + "?kind=all")
    assert mapping.status_code == 200
    assert "of 2 paragraphs of version 1" in mapping.text
    figure = await Paragraph.get(kind="figure", version__number=2)
    address = desk(of, "pictures", figure.picture)
    assert mapping.text.count(f'<img src="/en{address}" alt=""') == 2
    fields = {"which": f"new-{figure.id}", "old": "1.2", "new": "1.1", "lock_version": "1"}
    answer = await editor.post(desk(of, "next", "mapping", "correction"), data=fields)
    assert answer.status_code == 303
    await approve(editor, of)
    follower = await Paragraph.get(kind="figure", version__number=2)
    first = await Paragraph.get(kind="figure", version__number=1)
    assert follower.identity_id == first.identity_id
