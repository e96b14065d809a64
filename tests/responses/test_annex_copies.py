"""Public copies of annexes: made once for each file and public name, by the worker, before anybody gets the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from consult import database
from consult.audit import AuditEntry
from consult.documents.public_copy import PublicCopy
from consult.files import FileStore
from consult.responses.annex import Annex
from consult.responses.annex_copies import due_copies, forget_unneeded_copies
from consult.responses.copy_chores import find_lost_copies, make_copies
from consult.responses.remark import Publicity
from consult.responses.respondent import PUBLIC_NAME, Respondent, RespondentKind
from consult.responses.response import Response
from consult.settings import Settings
from tests.support.factories import NOW, consultations, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.telling_files import MAKER, everything_in, pdf, word

pytestmark = pytest.mark.anyio


@pytest.fixture
async def text(db: Settings) -> Draft:
    return await drafts.store(await consultations.consultation())


@pytest.fixture
def files(db: Settings) -> FileStore:
    return FileStore(db.data_dir / "files")


async def sent(text: Draft, key: str, **given: object) -> Annex:
    return await responses.annex(await responses.response(text), file_key=key, **given)


async def test_each_file_is_cleaned_under_its_senders_public_name(
    db: Settings, text: Draft, files: FileStore
) -> None:
    key = files.save(word())
    named, hidden = await sent(text, key), await sent(text, key)
    anonymous = await Response.get(id=hidden.response_id)
    await Respondent.filter(id=anonymous.respondent_id).update(name_withheld=True)
    published = await sent(text, files.save(pdf()), publicity=Publicity.PUBLISHED)
    first, *_others = await due_copies()
    assert first.original == published.file_key
    await make_copies(db)
    assert await due_copies() == []
    name = (await Response.get(id=named.response_id).select_related("respondent")).respondent.name
    copies = {each.author: each for each in await PublicCopy.filter(original=key)}
    assert copies.keys() == {name, ""}
    for author, copy in copies.items():
        everything = everything_in(files.read(copy.file))
        assert MAKER.encode() not in everything
        assert (author or "Afsender").encode() in everything
    assert (copies[name].changes, copies[name].comments) == (2, 1)


async def test_a_published_file_that_cannot_be_cleaned_waits_for_a_decision_again(
    db: Settings, text: Draft, files: FileStore
) -> None:
    lost = await sent(text, "0" * 64, publicity=Publicity.PUBLISHED)
    broken = await sent(text, files.save(b"%PDF-1.4 half"), publicity=Publicity.PUBLISHED)
    whole = await sent(text, files.save(pdf()), publicity=Publicity.PUBLISHED)
    await make_copies(db)
    by_id = {each.id: each.publicity for each in await Annex.all()}
    assert by_id == {
        lost.id: Publicity.PUBLISHED, broken.id: Publicity.WAITING, whole.id: Publicity.PUBLISHED,
    }  # fmt: skip
    [entry] = await AuditEntry.filter(noun="annex")
    assert (entry.verb, entry.actor, entry.facts) == ("call back", "worker", {"trouble": "damaged"})
    await Annex.filter(id=broken.id).update(publicity=Publicity.PUBLISHED)
    await PublicCopy.filter(original=broken.file_key).update(author="an earlier name")
    await make_copies(db)
    assert (await Annex.get(id=broken.id)).publicity == Publicity.PUBLISHED, "they were told"


async def test_the_files_of_a_withdrawn_response_need_no_copy(
    db: Settings, text: Draft, files: FileStore
) -> None:
    annex = await sent(text, files.save(pdf()))
    await Response.filter(id=annex.response_id).update(withdrawn_at=NOW)
    assert await due_copies() == []


async def test_a_copy_that_no_file_needs_is_forgotten(
    db: Settings, text: Draft, files: FileStore
) -> None:
    annex = await sent(text, files.save(pdf()))
    background = await drafts.store(await consultations.consultation())
    await make_copies(db)
    assert await forget_unneeded_copies() == 0
    await PublicCopy.all().update(author="an earlier name")
    await PublicCopy.create(
        original=background.version.source_file, author="", file="", size=0, trouble="unknown", changes=0,
        comments=0, removed=0, leftovers=0, made_at=NOW,
    )  # fmt: skip
    assert await forget_unneeded_copies() == 1
    assert [each.author for each in await PublicCopy.all()] == [""]
    assert [each.original for each in await due_copies()] == [annex.file_key]


async def test_a_copy_whose_bytes_are_lost_is_made_again(
    db: Settings, text: Draft, files: FileStore, tmp_path: Path
) -> None:
    annex, missing = await sent(text, files.save(pdf())), await sent(text, "0" * 64)
    await make_copies(db)
    copy = await PublicCopy.get(original=annex.file_key)
    assert (await PublicCopy.get(original=missing.file_key)).trouble == "lost"
    await find_lost_copies(db)
    assert await due_copies() == []
    files.delete(copy.file)
    await find_lost_copies(db)
    assert [each.original for each in await due_copies()] == [annex.file_key]


async def test_the_name_in_sql_is_the_name_of_the_model(db: Settings) -> None:
    for number in range(8):
        await Respondent.create(
            kind=RespondentKind.OTHER, name=f"Navn {number}", organisation="Forening" if number & 1 else "",
            publish_name=bool(number & 2), name_withheld=bool(number & 4),
        )  # fmt: skip
    rows = await database.execute(f"SELECT id, {PUBLIC_NAME} AS name FROM respondent")
    by_id = {row["id"]: row["name"] for row in rows}
    assert by_id == {each.id: each.public_name for each in await Respondent.all()}
    assert set(by_id.values()) == {"", "Forening", "Navn 2"}
