"""The steps of whoever writes a formal response: start, press a button of the workspace, send."""

from __future__ import annotations

import io
import zipfile

import httpx2

from tests.public.responding.conftest import hidden
from tests.support.factories.documents import Draft

START = "/consultations/havnen/respond"
WHO = {
    "kind": "organisation",
    "organisation": "Fjordens Venner",
    "name": "Prøve Kontakt",
    "email": "venner@fjordby.example",
}
PDF = b"%PDF-1.7 a made-up file"

# What a browser sends for a file field in which nothing was chosen.
NO_FILE = [("files", ("", b""))]


def word_file(*parts: str) -> bytes:
    """A file with Word's parts, and others."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in ("[Content_Types].xml", "word/document.xml", *parts):
            archive.writestr(part, "<x/>")
    return file.getvalue()


async def start(client: httpx2.AsyncClient, **fields: str) -> str:
    """Start a response and give the address of its workspace."""
    answer = await client.post(START, data={**WHO, **fields})
    assert answer.status_code == 303
    return str(answer.headers["location"])


async def press(
    client: httpx2.AsyncClient, workspace: str, step: str, files: object = None, **fields: str
) -> httpx2.Response:
    """Fill in the workspace as it is now and press one of its buttons; a form of several parts, as the page's is."""
    stances = {name.replace("-text", "-stance"): "for" for name in fields if name.endswith("-text")}
    page = hidden(await client.get(workspace)).items()
    # The remarks are those in ``fields``: none of the page's is left as it was.
    locks = {name: value for name, value in page if not name.startswith("remark-")}
    form = {**locks, **WHO, **stances, **fields, "step": step}
    return await client.post(workspace, data=form, files=files or NO_FILE)  # type: ignore[arg-type]


def chosen(*named: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", file) for file in named]


async def ready(client: httpx2.AsyncClient, text: Draft) -> str:
    """A response with a remark on the whole and one on a section, saved."""
    workspace = await start(client)
    saved = await press(
        client,
        workspace,
        "save",
        **{
            "remark-0-anchor": "",
            "remark-0-text": "Vi takker.",
            "remark-1-anchor": text.sections[1].key,
            "remark-1-text": "Her mangler noget.",
            "remark-1-proposed_text": "Nye ord.",
            "remark-1-stance": "against",
        },
    )
    assert saved.status_code == 303
    return workspace


async def send(client: httpx2.AsyncClient, workspace: str) -> httpx2.Response:
    preview = await client.get(f"{workspace}/preview")
    assert preview.status_code == 200, preview.text
    return await client.post(f"{workspace}/preview", data={**hidden(preview), "step": "send"})
