"""The memo of a published edition: stored bytes for everybody, and the next edition when something in them is taken away."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import httpx2
import pytest

from consult import audit, clock
from consult.answers.editions.edition import Edition, public_editions
from consult.answers.editions.publishing import take_back
from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.memo_file import MemoFile
from consult.files import FileStore
from consult.public import memo_chores
from consult.public.memo_chores import find_lost_memos, make_memos
from consult.public.pdf.renderer import Rendered
from consult.responses.file_cleanup import needed_among
from consult.responses.publicity import PublicCopy, RemarkState, publish, retract, take_down
from consult.responses.remark import Remark
from consult.settings import Settings
from tests.answers.editions.ready import Answered, answered, published
from tests.answers.editions.ready import publish as publish_answers
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW

pytestmark = pytest.mark.usefixtures("stopped_clock")

QUOTE = "parken ved åen"
ENDINGS = ("html", "docx", "pdf")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF's own process takes seconds: tests/public/pdf tries the real one."""
    monkeypatch.setattr(memo_chores, "can_render", lambda: True)
    monkeypatch.setattr(
        memo_chores,
        "render_with_pages",
        lambda html: Rendered(b"%PDF-" + html.encode(), {"points": 3}),
    )


def address(made: Answered, number: int = 1, ending: str = "html") -> str:
    return made.address(f"/outcome/memo/{number}.{ending}")


async def listed(client: httpx2.AsyncClient, made: Answered) -> list[dict[str, object]]:
    answer = await client.get(f"/api/v1{made.address()}/memo")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, object]] = answer.json()["items"]
    return items


async def test_what_is_served_is_what_was_stored_with_its_checksum(
    db: Settings, client: httpx2.AsyncClient
) -> None:
    made = await published()
    assert (await client.get(address(made))).status_code == 404
    assert await make_memos(db)
    [item] = await listed(client, made)
    files = {each["format"]: each for each in item["files"]}  # type: ignore[attr-defined]
    page = (await client.get(made.address("/outcome"))).text
    for ending in ENDINGS:
        answer = await client.get(address(made, 1, ending))
        assert answer.status_code == 200
        digest = hashlib.sha256(answer.content).hexdigest()
        assert files[ending]["sha256"] == digest
        assert files[ending]["bytes"] == len(answer.content)
        assert files[ending]["url"].endswith(address(made, 1, ending))
        assert digest in page
        assert answer.headers["cache-control"] == "public, no-cache"
        known = {"if-none-match": answer.headers["etag"]}
        assert (await client.get(address(made, 1, ending), headers=known)).status_code == 304
    assert QUOTE in (await client.get(address(made))).text


async def test_the_page_runs_and_fetches_nothing(db: Settings, client: httpx2.AsyncClient) -> None:
    made = await published()
    await make_memos(db)
    answer = await client.get(address(made))
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script" not in answer.text
    assert "style=" not in answer.text


async def test_it_is_made_once(db: Settings) -> None:
    await published()
    await make_memos(db)
    before = await MemoFile.get()
    await make_memos(db)
    after = await MemoFile.get()
    assert (before.html, before.attempts) == (after.html, after.attempts)


async def test_before_publication_there_is_nothing_at_any_address(
    db: Settings, client: httpx2.AsyncClient
) -> None:
    made = await answered()
    await publish_answers(made, at=clock.now() + DAY)
    await make_memos(db)
    assert await MemoFile.all().count() == 0
    for number in (0, 1, 2, 10**12):
        for ending in (*ENDINGS, "xlsx"):
            assert (await client.get(address(made, number, ending))).status_code == 404
    assert await listed(client, made) == []


async def _withdraw(remark: Remark) -> None:
    assert await retract(remark.response_id, now=NOW)


async def _take_down(remark: Remark) -> None:
    assert await take_down(RemarkState.of(await Remark.get(id=remark.id)), now=NOW)


async def _redact(remark: Remark) -> None:
    state = RemarkState.of(await Remark.get(id=remark.id))
    assert await publish(state, PublicCopy("Sæt bænke.", "", "", True), now=NOW)


@pytest.mark.parametrize(
    ("change", "words", "loss"),
    [
        (_withdraw, "blev trukket tilbage af afsenderen", "afsenderen har trukket"),
        (_take_down, "blev taget ned", "ikke offentliggjort"),
        (_redact, "er udeladt siden", "ikke længere"),
    ],
)
async def test_words_that_are_taken_away_are_gone_at_once_and_the_next_edition_says_why(
    db: Settings, client: httpx2.AsyncClient, change: object, words: str, loss: str
) -> None:
    made = await published()
    await make_memos(db)
    await change(made.remark)  # type: ignore[operator]
    for ending in ENDINGS:
        gone = await client.get(address(made, 1, ending))
        assert gone.status_code == 410
        assert QUOTE not in gone.text
        assert words in gone.text
        assert "laves inden for de næste minutter" in gone.text
    [item] = await listed(client, made)
    assert item["files"] == []
    await make_memos(db)
    gone = await client.get(address(made))
    assert gone.status_code == 410
    assert "udgave 2" in gone.text
    served = await client.get(address(made, 2))
    assert QUOTE not in served.text
    assert loss in served.text
    assert "Den træder i stedet for udgave 1" in served.text
    assert [each["number"] for each in await listed(client, made)] == [2, 1]
    entry = await AuditEntry.get(verb="reissued")
    assert (entry.actor, entry.facts) == (audit.WORKER, {"number": 2, "replaces": 1})


async def test_a_remark_published_later_takes_nothing_away(db: Settings) -> None:
    made = await published()
    await make_memos(db)
    later = await made.hearing.remark(2)
    await Remark.filter(id=later.id).update(published_at=clock.now() + timedelta(minutes=1))
    await _withdraw(later)
    await make_memos(db)
    assert await Edition.all().count() == 1


async def test_the_next_edition_does_not_push_aside_one_that_waits_for_its_moment(
    db: Settings,
) -> None:
    made = await published()
    await make_memos(db)
    moment = clock.now() + DAY
    waiting = await Edition.create(
        consultation=made.consultation, number=2, publish_at=moment, made_at=NOW, made_by=BY,
        checksum="0" * 64, taken_back_by="", taken_back_reason="",
    )  # fmt: skip
    await _withdraw(made.remark)
    await make_memos(db)
    consultation = await Consultation.get(id=made.consultation.id)
    now = (await public_editions(consultation, clock.now())).in_force
    assert now is not None
    assert now.number == 3
    assert (await public_editions(consultation, moment)).in_force == waiting


async def test_of_an_edition_that_was_taken_back_there_is_no_memo(
    db: Settings, client: httpx2.AsyncClient
) -> None:
    made = await published()
    await make_memos(db)
    now = clock.now()
    await take_back(made.consultation, 1, reason="Et forkert tal.", by=BY, now=now)
    gone = await client.get(address(made))
    assert gone.status_code == 410
    assert "Et forkert tal." in gone.text
    await make_memos(db)
    assert await Edition.all().count() == 1


async def test_a_change_while_it_is_made_leaves_it_to_another_attempt(
    db: Settings, monkeypatch: pytest.MonkeyPatch, client: httpx2.AsyncClient
) -> None:
    made = await published()
    counted = iter([(0, 0), (1, 0)])

    async def losses(*_: object) -> object:
        return next(counted)

    monkeypatch.setattr(memo_chores, "losses_until_now", losses)
    assert not await make_memos(db)
    assert (await client.get(address(made))).status_code == 404


async def test_a_lost_file_is_made_again_and_none_is_tidied_away(db: Settings) -> None:
    await published()
    await make_memos(db)
    row = await MemoFile.get()
    keys = {row.html, row.docx, row.pdf}
    assert await needed_among(keys) == keys
    FileStore(db.data_dir / "files").delete(row.docx)
    await find_lost_memos(db)
    await make_memos(db)
    again = await MemoFile.get()
    assert FileStore(db.data_dir / "files").has(again.docx)
