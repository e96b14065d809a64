"""Background documents: added with a title, saved by everybody once public, never shown in the browser."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from consult.documents.document import Document, DocumentKind
from consult.documents.public_copy import PublicCopy
from consult.documents.takedown import Takedown
from consult.settings import Settings
from tests.desk.desk_work import desk, ready
from tests.support import telling_files
from tests.support.factories.consultations import reason, unannounced_consultation


@pytest.fixture
async def made(db: Settings) -> Consultation:
    return await unannounced_consultation(title="Havnen")


async def add(
    editor: httpx2.AsyncClient,
    to: Consultation,
    name: str,
    title: str = "Notat om havnen",
    content: bytes = b"<b>Tal</b>",
) -> httpx2.Response:
    return await editor.post(
        desk(to, "background"), data={"title": title}, files={"file": (name, content)}
    )


async def test_a_document_is_hidden_until_the_consultation_is_public_and_then_only_saved(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    await reason(made)
    await ready(editor, made)
    assert (await add(editor, made, "../tal og <b>.txt")).status_code == 303
    document = await Document.get(kind=DocumentKind.BACKGROUND)
    public = f"/consultations/{made.slug}"
    file = f"{public}/background/{document.id}"
    assert (await client.get(file)).status_code == 404
    assert (await editor.get(file)).status_code == 404
    await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    page = (await client.get(public)).text
    assert f'href="{file}"' in page
    assert "Notat om havnen" in page
    saved = await client.get(file)
    assert saved.content == b"<b>Tal</b>"
    assert saved.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in saved.headers["content-security-policy"]
    assert (await client.get(f"{public}/background/999999")).status_code == 404
    removed = await editor.post(desk(made, "background", str(document.id), "removal"))
    assert removed.status_code == 409
    assert await Document.filter(id=document.id).exists()


async def test_another_consultations_document_is_not_to_be_had(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    other = await unannounced_consultation()
    assert (await add(editor, other, "andet.pdf")).status_code == 303
    document = await Document.get(kind=DocumentKind.BACKGROUND)
    await editor.post(desk(made, "background", str(document.id), "removal"))
    assert await Document.filter(id=document.id).exists()
    await editor.post(desk(other, "background", str(document.id), "removal"))
    assert not await Document.filter(id=document.id).exists()


@pytest.mark.parametrize(
    ("name", "title"), [("side.html", "Tal"), ("tegning.svg", "Tal"), ("tal.pdf", " ")]
)
async def test_what_is_not_taken_is_refused_and_the_title_kept(
    editor: httpx2.AsyncClient, made: Consultation, name: str, title: str
) -> None:
    answer = await add(editor, made, name, title)
    assert answer.status_code == 422
    assert f'value="{title.strip()}"' in answer.text
    assert await Document.filter(kind=DocumentKind.BACKGROUND).count() == 0


async def test_everybody_gets_a_document_without_its_makers_names(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    await reason(made)
    await ready(editor, made)
    await add(editor, made, "notat.docx", content=telling_files.word())
    await add(editor, made, "plan.pdf", "En plan", content=b"%PDF-1.4 half")
    page = (await editor.get(desk(made, "background"))).text
    assert "2 sporede ændringer" in page
    assert "Filen er beskadiget" in page
    await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    word, plan = await Document.filter(kind=DocumentKind.BACKGROUND).order_by("id")
    public = f"/consultations/{made.slug}/background"
    everything = telling_files.everything_in((await client.get(f"{public}/{word.id}")).content)
    assert telling_files.MAKER.encode() not in everything
    assert (await client.get(f"{public}/{plan.id}")).content == b"%PDF-1.4 half"
    await PublicCopy.all().delete()
    assert (await client.get(f"{public}/{word.id}")).status_code == 503


async def test_a_public_document_is_taken_down_and_put_back(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    await reason(made)
    await ready(editor, made)
    await add(editor, made, "tal.txt")
    await add(editor, made, "andre-tal.txt", "Andre tal", b"andre")
    await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    document, other = await Document.filter(kind=DocumentKind.BACKGROUND).order_by("id")
    public = f"/consultations/{made.slug}"
    file = f"{public}/background/{document.id}"
    assert (await client.get(file)).status_code == 200
    fields = {f"reason-document-{document.id}": "Det var personalets liste."}
    await editor.post(
        desk(made, "takedowns", "background") + f"?document={document.id}", data=fields
    )
    assert (await client.get(file)).status_code == 404
    assert (await client.get(f"{public}/background/{other.id}")).status_code == 200
    page = (await client.get(public)).text
    assert "Det var personalets liste." in page
    assert "(<bdi>tal.txt</bdi>)" not in page
    [takedown] = await Takedown.all()
    await editor.post(desk(made, "takedowns", str(takedown.id), "restoration"))
    assert (await client.get(file)).content == b"<b>Tal</b>"
