"""The memo is read on its page and taken along as a file."""

from __future__ import annotations

import httpx2

from consult.responses.respondent import RespondentKind
from tests.answers.scene import Scene


async def test_the_memo_is_read_and_downloaded(hearing: Scene, town: httpx2.AsyncClient) -> None:
    await hearing.point(await hearing.remark(2))
    memo = f"/staff/consultations/{hearing.consultation.slug}/memo"
    page = await town.get(memo)
    assert "Punkt 1: Flere grønne byrum" in page.text
    assert "Endnu ikke godkendt" in page.text
    english = await town.get(f"/en{memo}")
    assert "Punkt 1: Flere grønne byrum" in english.text
    assert "Download as Word" in english.text
    for ending, starts in (("docx", b"PK"), ("html", b"<!doctype html>")):
        file = await town.get(f"{memo}/file/{ending}?for=case")
        assert file.content.startswith(starts)
        assert "attachment" in file.headers["content-disposition"]
        assert file.headers["cache-control"] == "no-store, private"
    for rest in ("pdf", "html?for=everybody"):
        assert (await town.get(f"{memo}/file/{rest}")).status_code == 404


async def test_the_memos_page_leaves_the_list_of_responses_to_the_files(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    await hearing.remark(2, kind=RespondentKind.OTHER, name="Sammenslutningen Prøve")
    memo = f"/staff/consultations/{hearing.consultation.slug}/memo"
    page = (await town.get(memo)).text
    assert "Sammenslutningen Prøve" not in page
    assert "er i filen, Word eller HTML." in page
    assert "Sammenslutningen Prøve" in (await town.get(f"{memo}/file/html")).text
