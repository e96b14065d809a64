"""Two versions whose paragraphs were merged, reworded and taken out, and how an editor says what became of them."""

from __future__ import annotations

import re

import httpx2

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.stored_lineage import LineageLink
from consult.responses.remark import Standing
from tests.desk.desk_work import (
    desk,
    lineage_of,
    make_next,
    public_with_text,
)
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.drafts import stored
from tests.support.factories.responses import remark
from tests.support.factories.versions import BUS, FOREST, HARBOUR, LIBRARY, SCHOOL, TENANTS

FIRST = f"# 1 Byen\n\n{HARBOUR}\n\n{SCHOOL}\n\n# 2 Trafik\n\n{BUS}\n\n{LIBRARY}\n\n{FOREST}\n"


SECOND = (
    f"# 1 Bolig\n\n{TENANTS}\n\n# 2 Byen\n\n{HARBOUR} {SCHOOL}\n\n"
    f"# 3 Trafik\n\n{BUS.replace('tiende', 'femte')}\n\n{LIBRARY}\n"
)


async def mapped_versions(editor: httpx2.AsyncClient) -> Consultation:
    """Version 1 is published with remarks on the harbour and, more of them, on the forest; version 2 is in
    preparation: a chapter first, harbour and school in one, the bus reworded, the forest gone."""
    made = await public_with_text(editor, text=FIRST)
    first = await stored(made)
    await remark(first, on(first, HARBOUR))
    for _ in range(2):
        await remark(first, on(first, FOREST))
    await remark(first, on(first, FOREST), standing=Standing.WITHDRAWN)
    assert (await make_next(editor, made, SECOND)).status_code == 303
    return made


def on(draft: StoredDraft, text: str) -> Paragraph:
    return next(each for each in draft.paragraphs if each.text == text)


async def page(editor: httpx2.AsyncClient, of: Consultation, query: str = "") -> str:
    answer = await editor.get("/en" + desk(of, "next", "mapping") + query)
    assert answer.status_code == 200
    return answer.text


def kinds(html: str) -> list[str]:
    return re.findall(r'<article class="pairing pairing--(\w+)"', html)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


async def correct(
    editor: httpx2.AsyncClient, of: Consultation, which: str, **fields: str
) -> httpx2.Response:
    lock_version = str((await lineage_of(of)).lock_version)
    return await editor.post(
        "/en" + desk(of, "next", "mapping", "correction"),
        data={"which": which, "lock_version": lock_version, **fields},
    )


async def named(of: Consultation, text: str) -> str:
    """The name of the pairing with this old paragraph."""
    return f"old-{on(await stored_first(of), text).identity_id}"


async def stored_first(of: Consultation) -> StoredDraft:
    version = await Version.get(document__consultation_id=of.id, number=1).select_related(
        "document"
    )
    sections = await Section.filter(version=version).order_by("position")
    paragraphs = await Paragraph.filter(version=version).order_by("position")
    return StoredDraft(of, version.document, version, sections, paragraphs)


async def links(of: Consultation) -> set[tuple[str, str, str]]:
    """(kind, old words, new words) of every link a person made."""
    first = {p.identity_id: p.text for p in (await stored_first(of)).paragraphs}
    rows = LineageLink.exclude(made_by="").select_related("new")
    return {(each.kind, first[each.old_id], each.new.text) for each in await rows}
