"""Error pages keep what the person wrote, and say what can be done."""

from __future__ import annotations

import re
from html import unescape

import httpx2
import pytest
from starlette.types import ASGIApp
from tortoise.exceptions import OperationalError

from consult import clock
from consult.people.role import Role
from consult.public import queries
from consult.public.responding.pages import comment
from consult.settings import Settings
from consult.stale_state import StaleState
from consult.web.forms import MAX_FIELDS, MAX_FILES, READ_OVER
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import draft
from tests.support.factories.people import account, sign_in

pytestmark = pytest.mark.anyio

WRITTEN = "Et langt svar <b>som</b> ingen må miste"


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OperationalError("database is locked"), 503),
        (OSError(28, "No space left on device"), 503),
        (KeyError("ours"), 500),
    ],
)
async def test_a_fault_while_storing_gives_the_text_back(
    app: ASGIApp, db: Settings, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    async def broken(*args: object, **kwargs: object) -> None:
        raise fault

    monkeypatch.setattr(comment, "prepare", broken)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    await draft(await consultation(slug="havnen"))
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as writer:
        answer = await writer.post(
            "/consultations/havnen/comment",
            data={"key": "k" * 43, "text": WRITTEN, "name": "Prøve", "step": "send"},
        )
    assert answer.status_code == status
    assert WRITTEN in unescape(answer.text)
    assert "<b>som</b>" not in answer.text
    visible = re.sub(r'<input type="hidden"[^>]*>', "", answer.text)
    assert "k" * 43 not in visible
    assert answer.headers.get("retry-after") == ("30" if status == 503 else None)
    assert hidden_fields(answer) == [
        ("key", "k" * 43), ("text", WRITTEN), ("name", "Prøve"), ("step", "send"),
    ]  # fmt: skip
    assert 'action="/consultations/havnen/comment"' in answer.text


def hidden_fields(answer: httpx2.Response) -> list[tuple[str, str]]:
    """The fields of the form that sends the same again."""
    form = answer.text.split('class="send-again"')[1].split("</form>")[0]
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return [(unescape(name), unescape(value)) for name, value in pairs]


STALE = StaleState("remark", by="Mona Kollega", at=NOW, current=["Det, der er gemt."])


@pytest.mark.parametrize("is_staff", [False, True])
async def test_a_conflict_that_nobody_expected_gives_the_text_back(
    client: httpx2.AsyncClient, db: Settings, monkeypatch: pytest.MonkeyPatch, is_staff: bool
) -> None:
    async def late(*args: object, **kwargs: object) -> None:
        raise STALE

    monkeypatch.setattr(comment, "prepare", late)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    await draft(await consultation(slug="havnen"))
    if is_staff:
        await sign_in(client, await account(Role.MODERATOR), db)
    answer = await client.post(
        "/consultations/havnen/comment",
        data={"key": "k" * 43, "text": WRITTEN, "name": "Prøve", "step": "send"},
    )
    assert answer.status_code == 409
    page = unescape(answer.text)
    assert WRITTEN in page
    assert "Det, der er gemt." in page
    assert ("Mona Kollega" in page) is is_staff
    assert ("andet vindue" in page) is not is_staff


async def test_a_conflict_that_nobody_expected_is_a_problem_document_to_a_program(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def late(*args: object, **kwargs: object) -> None:
        raise STALE

    monkeypatch.setattr(queries, "cards", late)
    answer = await client.get("/api/v1/consultations")
    assert (answer.status_code, answer.json()["status"]) == (409, 409)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Mona" not in answer.text


PARTS = [("files", (f"{n}.pdf", b"%PDF", "application/pdf")) for n in range(MAX_FILES + 1)]
MANY = {f"field-{n}": "x" for n in range(MAX_FIELDS + 1)}


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"data": {"text": WRITTEN, **MANY}}, "Der er for mange felter."),
        ({"data": {"text": WRITTEN}, "files": PARTS}, "Der er for mange filer."),
    ],
)
async def test_over_the_limits_the_text_comes_back_with_a_sentence_of_ours(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, posted: dict, says: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    await draft(await consultation(slug="havnen"))
    answer = await client.post("/consultations/havnen/comment", **posted)
    assert answer.status_code == 400
    assert says in answer.text
    assert WRITTEN in unescape(answer.text)


@pytest.mark.parametrize(
    "broken",
    [
        {"data": {f"f{n}": "x" for n in range(MAX_FIELDS * READ_OVER + 1)}},
        {"content": b"--x", "headers": {"content-type": "multipart/form-data"}},
    ],
)
async def test_what_cannot_be_read_at_all_is_said_in_the_readers_language(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, broken: dict
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    await draft(await consultation(slug="havnen"))
    answer = await client.post("/consultations/havnen/comment", **broken)
    assert answer.status_code == 400
    assert "Formularen kunne ikke læses" in answer.text


async def test_a_text_of_half_a_million_characters_comes_back_with_its_error(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    await draft(await consultation(slug="havnen"))
    written = "ord " * 150_000 + "til sidst"
    answer = await client.post(
        "/consultations/havnen/comment", data={"text": written, "step": "preview"}
    )
    assert answer.status_code == 422
    assert written in answer.text


async def test_a_refused_request_shows_what_was_written_however_many_fields_it_has(
    client: httpx2.AsyncClient, db: Settings
) -> None:
    """Refused before anything read it: as forged, or since nobody is signed in any more."""
    fields = {"text": WRITTEN, **MANY}
    elsewhere = {"sec-fetch-site": "cross-site"}
    forged = await client.post("/consultations/havnen/comment", data=fields, headers=elsewhere)
    assert (forged.status_code, WRITTEN in unescape(forged.text)) == (403, True)
    signed_out = await client.post("/staff/consultations/havnen/queue/1.1", data=fields)
    assert (signed_out.status_code, WRITTEN in unescape(signed_out.text)) == (400, True)
