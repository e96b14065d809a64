"""The municipality's own Word template is looked at before it is used, and then has the last word on the layout."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import httpx2
import pytest
from docx import Document

from consult.answers.memo.docx_template import MEGABYTES
from consult.audit import AuditEntry
from consult.documents.memo_template import MemoTemplate
from consult.people.role import Role
from consult.responses.file_cleanup import needed_among
from consult.settings import Settings
from tests.answers.scene import Scene
from tests.support.factories import people

MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOTX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def own_template() -> bytes:
    document = Document()
    document.core_properties.author = "Petra Prøvemager"
    document.add_paragraph("Skriv din tekst her")
    document.sections[0].header.paragraphs[0].text = "Fjordby Kommunes brevhoved"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(content: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """The file with one of its parts edited, or added where it has none."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in {*old.namelist(), name}:
            part = old.read(each) if each in old.namelist() else b""
            new.writestr(each, edit(part.decode()) if each == name else part)
    return file.getvalue()


def with_relation(relation: str, name: str = "word/_rels/document.xml.rels") -> bytes:
    """A template with this relation, however it is written."""
    end = "</Relationships>"
    new = (
        f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{end}"
    )
    return changed(
        own_template(), name, lambda text: (text or new).replace(end, f"{relation}{end}")
    )


def with_words(instead: str) -> bytes:
    """A template with other runs in the place of its words."""
    return changed(
        own_template(),
        "word/document.xml",
        lambda text: text.replace("<w:t>Skriv din tekst her</w:t>", instead),
    )


ATTACHED = "Id='rId99' Type='x/attachedTemplate'"


def with_remote(kind: str) -> bytes:
    """A template whose settings name something elsewhere."""
    relation = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        ' Target="https://ond.example/x" TargetMode="External"/>'
    )
    return changed(
        own_template(),
        "word/_rels/document.xml.rels",
        lambda text: text.replace("</Relationships>", relation + "</Relationships>"),
    )


HOSTILE = {
    "macros by name": changed(own_template(), "word/vbaProject.bin", lambda _: "x"),
    "macros by type": changed(
        own_template(), "[Content_Types].xml", lambda text: text.replace(DOCX_TYPE, MACRO_TYPE)
    ),
    "an embedded program": changed(own_template(), "word/embeddings/ole.bin", lambda _: "x"),
    "a template elsewhere": with_remote("attachedTemplate"),
    "a picture elsewhere": with_remote("image"),
    "entities": changed(
        own_template(), "word/styles.xml", lambda text: '<!DOCTYPE x [<!ENTITY a "b">]>' + text
    ),
    "a field that fetches, in two runs": changed(
        own_template(),
        "word/document.xml",
        lambda text: text.replace(
            "<w:t>Skriv din tekst her</w:t>",
            "<w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE x</w:instrText>",
        ),
    ),
    "a relation in character references": with_relation(
        f"<Relationship {ATTACHED} Target='http://ond.example' TargetMode='&#69;xternal'/>"
    ),
    "a relation behind an angle bracket": with_relation(
        f"<Relationship {ATTACHED} Target='http://ond.example/>' TargetMode='External'/>"
    ),
    "a relation that speaks of another type": with_relation(
        f"<Relationship {ATTACHED} Target=\"?Type='x/hyperlink'\" TargetMode='External'/>"
    ),
    "relations with capitals in their name": with_relation(
        f"<Relationship {ATTACHED} Target='http://ond.example' TargetMode='External'/>",
        "word/_rels/settings.xml.RELS",
    ),
    "a field in character references": with_words("<w:instrText>&#73;NCLUDETEXT x</w:instrText>"),
    "a field with a prefix of its own": with_words(
        "</w:r><q:fldSimple q:instr='INCLUDETEXT x' xmlns:q='http://schemas.openxmlformats.org/"
        "wordprocessingml/2006/main'/><w:r>"
    ),
    "a field right behind another": with_words(
        "<w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='end'/>"
        "<w:instrText>INCLUDETEXT x</w:instrText>"
    ),
    "a part that is no XML": changed(own_template(), "word/extra.xml", lambda _: "<" * 60_000),
    "a bomb": changed(own_template(), "word/extra.xml", lambda _: " " * 40_000_000),
    "no styles that can be read": changed(own_template(), "word/styles.xml", lambda _: "<w:styles"),
    "text": b"Skabelon",
    "nothing": b"",
    "too large": b"PK" + b"0" * (MEGABYTES * 1024 * 1024),
}


@pytest.fixture
async def lead(hearing: Scene, client: httpx2.AsyncClient, db: Settings) -> httpx2.AsyncClient:
    account = await people.account(Role.LEAD, consultation=hearing.consultation.slug)
    await people.sign_in(client, account, db)
    return client


def address(hearing: Scene, rest: str = "") -> str:
    return f"/staff/consultations/{hearing.consultation.slug}/memo/template{rest}"


async def choose(lead: httpx2.AsyncClient, hearing: Scene, content: bytes) -> httpx2.Response:
    return await lead.post(address(hearing), files={"file": ("brev.docx", content)})


async def downloaded(lead: httpx2.AsyncClient, hearing: Scene) -> bytes:
    memo = f"/staff/consultations/{hearing.consultation.slug}/memo/file/docx"
    return (await lead.get(memo)).content


@pytest.mark.parametrize("is_dotx", [False, True])
async def test_the_memo_is_written_into_the_template(
    hearing: Scene, lead: httpx2.AsyncClient, is_dotx: bool
) -> None:
    await hearing.point(await hearing.remark(2))
    template = own_template()
    if is_dotx:
        template = changed(
            template, "[Content_Types].xml", lambda text: text.replace(DOCX_TYPE, DOTX_TYPE)
        )
    assert (await choose(lead, hearing, template)).status_code == 303
    page = (await lead.get(address(hearing))).text
    assert "brev.docx" in page
    content = await downloaded(lead, hearing)
    document = Document(io.BytesIO(content))
    assert document.sections[0].header.paragraphs[0].text == "Fjordby Kommunes brevhoved"
    text = "\n".join(each.text for each in document.paragraphs)
    assert "Punkt 1: Flere grønne byrum" in text
    assert "Skriv din tekst her" not in text
    assert b"Petra" not in b"".join(
        zipfile.ZipFile(io.BytesIO(content)).read(each)
        for each in zipfile.ZipFile(io.BytesIO(content)).namelist()
    )
    row = await MemoTemplate.get()
    assert await needed_among([row.file]) == {row.file}
    assert await AuditEntry.filter(verb="chose", noun="memo_template").count() == 1


async def test_without_it_the_layout_is_ours_again(
    hearing: Scene, lead: httpx2.AsyncClient
) -> None:
    await choose(lead, hearing, own_template())
    for _press in range(2):
        assert (await lead.post(address(hearing, "/removal"))).status_code == 303
    header = Document(io.BytesIO(await downloaded(lead, hearing))).sections[0].header
    assert "brevhoved" not in header.paragraphs[0].text
    assert "Høringsnotat" in header.paragraphs[0].text
    assert await AuditEntry.filter(verb="removed", noun="memo_template").count() == 1


@pytest.mark.parametrize("what", HOSTILE)
async def test_a_hostile_file_is_refused_and_nothing_is_stored(
    hearing: Scene, lead: httpx2.AsyncClient, what: str
) -> None:
    answer = await choose(lead, hearing, HOSTILE[what])
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert await MemoTemplate.all().count() == 0


async def test_a_link_that_somebody_must_press_is_no_danger(
    hearing: Scene, lead: httpx2.AsyncClient
) -> None:
    assert (await choose(lead, hearing, with_remote("hyperlink"))).status_code == 303
