"""Single tracked changes and comments are left out of the public copy with a reason; the original stays for the case."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult.audit import AuditEntry
from consult.documents.public_copy import PublicCopy
from consult.files import FileStore
from consult.responses.annex import Annex
from consult.responses.annex_copies import due_copies, forget_unneeded_copies
from consult.responses.copy_chores import make_copies
from consult.responses.file_cleanup import needed_among
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.moderation.pressing import press as press_remark
from tests.support import telling_files
from tests.support.factories import NOW, responses
from tests.support.factories.documents import Draft

CONTENT = telling_files.word()
LEFT_OUT = "1 rettelse eller kommentar er udeladt af den offentlige udgave."


@pytest.fixture
async def annex(db: Settings, text: Draft) -> Annex:
    remark = await responses.remark(text)
    store = FileStore(db.data_dir / "files")
    for ordinal, name in ((1, "svar.docx"), (2, "kopi.docx")):
        await Annex.create(
            response_id=remark.response_id, ordinal=ordinal, name=name, size=len(CONTENT), media_type="x",
            file_key=store.save(CONTENT), publicity=Publicity.PUBLISHED, published_at=NOW,
        )  # fmt: skip
    return await Annex.get(ordinal=1)


def address(text: Draft, annex: Annex) -> str:
    return f"/staff/consultations/{text.consultation.slug}/annexes/{annex.id}/annotations?reference=1.1"


async def leave_out(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex, seen: str = "", **reasons: str
) -> httpx2.Response:
    fields = {name.replace("_", "-"): reason for name, reason in reasons.items()}
    return await moderator.post(address(text, annex), data={"seen": seen, **fields})


async def test_each_is_shown_and_one_is_left_out_of_the_public_copy_alone(
    moderator: httpx2.AsyncClient,
    client: httpx2.AsyncClient,
    text: Draft,
    annex: Annex,
    db: Settings,
) -> None:
    await make_copies(db)
    [remark] = await Remark.all()
    await press_remark(moderator, remark, "publish")
    here = f"/consultations/{text.consultation.slug}"
    review = (await moderator.get(f"/staff{here}/queue/1.1")).text
    assert "Se hver rettelse og kommentar" in review
    page = html.fromstring((await moderator.get(address(text, annex))).text)
    words = [each.text_content() for each in page.find_class("cited")]
    assert words == ["indsat", "slettet", "Hvorfor ikke?"]
    stored = await leave_out(moderator, text, annex, reason_3="private", reason_1="")
    assert stored.status_code == 303
    assert LEFT_OUT in (await moderator.get(f"/staff{here}/queue/1.1")).text
    public = telling_files.everything_in(
        (await client.get(f"{here}/responses/1/annexes/1")).content
    )
    assert b"Hvorfor ikke?" not in public
    assert b"indsat" in public
    other = telling_files.everything_in((await client.get(f"{here}/responses/1/annexes/2")).content)
    assert b"Hvorfor ikke?" in other, "the same file of another name is decided on by itself"
    original = await moderator.get(address(text, annex).partition("/annotations")[0])
    assert original.content == CONTENT
    assert LEFT_OUT in (await client.get(f"{here}/remarks/1.1")).text
    record = (await client.get(f"/api/v1{here}/remarks/1.1")).json()
    assert [each["left_out"] for each in record["annexes"]] == [1, 0]
    [entry] = await AuditEntry.filter(verb="left out of")
    assert entry.facts["omissions"] == "3:private"


async def test_what_the_copy_is_made_from_is_needed_and_made_once(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex, db: Settings
) -> None:
    await make_copies(db)
    await leave_out(moderator, text, annex, reason_1="private")
    annex = await Annex.get(id=annex.id)
    assert await needed_among({annex.abridged_key, annex.file_key}) == {
        annex.abridged_key, annex.file_key,
    }  # fmt: skip
    assert await due_copies() == []
    assert await forget_unneeded_copies() == 0
    assert await PublicCopy.all().count() == 2
    await leave_out(moderator, text, annex, seen=annex.abridged_key)
    annex = await Annex.get(id=annex.id)
    assert (annex.abridged_key, annex.omissions, annex.left_out) == ("", None, 0)
    assert await forget_unneeded_copies() == 1


async def test_the_second_of_two_is_told_and_keeps_the_choice(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    await leave_out(moderator, text, annex, reason_1="private")
    late = await leave_out(moderator, text, annex, reason_2="private")
    assert late.status_code == 409
    [chosen] = html.fromstring(late.text).xpath("//select[@name='reason-2']/option[@selected]")
    assert chosen.get("value") == "private"
    assert (await Annex.get(id=annex.id)).omissions == {"1": "private"}


async def test_a_file_of_another_kind_has_no_such_page(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    await Annex.filter(id=annex.id).update(name="svar.pdf")
    assert (await moderator.get(address(text, annex))).status_code == 404
