"""How much a request may send: bounded route by route, and refused in the reader's language."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from consult.access import BODY_LIMITS
from consult.app import routes
from consult.public.api.body import MAX_BYTES
from consult.settings import Settings
from consult.web.body_limit import DEFAULT_LIMIT
from consult.web.plain_text import MOST_MARKS, plain_text
from tests.public.responding.workspace_steps import PDF, press, start
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft, draft

TEMPLATES = Path(__file__).parent.parent.parent / "templates"


async def test_a_form_that_is_too_large_is_refused_in_the_readers_language_with_a_way_back(
    client: httpx2.AsyncClient,
) -> None:
    body = "email=" + "a" * DEFAULT_LIMIT
    for language, words in (("", "for stort"), ("/en", "too large"), ("/ar", "أكبر")):
        answer = await client.post(
            f"{language}/sign-in",
            content=body,
            headers={
                "content-type": "application/x-www-form-urlencoded",
                "referer": f"{client.base_url}{language}/sign-in?next=/staff",
            },
        )
        assert answer.status_code == 413
        assert words in answer.text
        assert f'href="{language}/sign-in?next=/staff"' in answer.text


async def test_the_page_before_is_one_of_ours_or_none(client: httpx2.AsyncClient) -> None:
    answer = await client.post(
        "/sign-in",
        content="email=" + "a" * DEFAULT_LIMIT,
        headers={
            "content-type": "application/x-www-form-urlencoded",
            "referer": "https://evil.example//evil.example/x",
        },
    )
    assert "evil" not in answer.text


async def test_a_body_that_does_not_say_its_length_is_counted(client: httpx2.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"email=" + b"a" * 65_536 + b"&"

    answer = await client.post(
        "/sign-in",
        content=endless(),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 413


def test_every_form_with_a_file_field_takes_files_and_no_other() -> None:
    with_files = {
        name
        for template in TEMPLATES.rglob("*.html")
        if "gallery" not in template.parts and template.parent.name != "shared"
        for name in _posted_to(template.read_text(encoding="utf-8"))
    }
    assert with_files == set(BODY_LIMITS) - {"api_responses"}
    assert set(BODY_LIMITS) <= {route.name for route in routes()}
    assert all(limit > DEFAULT_LIMIT for limit in BODY_LIMITS.values())


def _posted_to(template: str) -> set[str]:
    """The routes that a template's forms with files are posted to, and its buttons that send files."""
    forms = re.findall(r"<form.*?</form>", template, re.DOTALL)
    buttons = re.findall(r"formaction=desk\.url\(([^)]*)\), multipart=true", template)
    names = [name for button in buttons for name in re.findall(r'"(\w+)"', button)]
    whole = [name for form in forms if "multipart/form-data" in form for name in _routes(form)]
    return {*names, *whole}


def _routes(form: str) -> list[str]:
    address = re.search(r'action="\{\{(.*?)\}\}"', form)
    assert address
    # The workspace's template is handed its own address.
    return ["unsent"] if address[1].strip() == "action" else re.findall(r'"(\w+)"', address[1])


def test_the_api_refuses_what_is_too_large_in_its_own_words() -> None:
    assert BODY_LIMITS["api_responses"] > MAX_BYTES


@pytest.fixture
async def text(db: Settings, stopped_clock: None) -> Draft:
    """A draft that is open for responses."""
    return await draft(await consultation(slug="havnen"))


@pytest.mark.parametrize("marks", ["\u0301" * 29, "\u0301\u0323", "\u0301" * 31, "\U0001d165"])
def test_towers_of_marks_are_looked_at_once(marks: str) -> None:
    text = plain_text(("a" + marks) * (20_000 // len(marks)))
    assert max(map(len, re.findall(r"[\u0300-\u036f]+", text)), default=0) <= MOST_MARKS


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/nowhere", {}),
        ("/sign-in", {"sec-fetch-site": "cross-site"}),
        ("/consultations/havnen/respond/aaaa", {}),
    ],
)
async def test_what_no_route_has_taken_is_read_no_further_than_the_least_limit(
    client: httpx2.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    """An error page gives back what was written, but nobody can send without end to an address that is not there."""
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
        while sent < 20 * DEFAULT_LIMIT:
            sent += 65_536
            yield b"a" * 65_536

    form = {"content-type": "multipart/form-data; boundary=x", **headers}
    answer = await client.post(path, content=endless(), headers=form)
    assert answer.status_code in (403, 404)
    assert sent <= 2 * DEFAULT_LIMIT
    short = await client.post(path, data={"text": "Et langt svar, som kom igen"}, headers=headers)
    assert "Et langt svar, som kom igen" in short.text


async def test_only_a_form_of_several_parts_may_be_as_large_as_files(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    large = b"&" * (DEFAULT_LIMIT + 1)
    workspace = await start(client)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert (await client.post(workspace, content=large, headers=kind)).status_code == 413
    parts = [("files", ("stor.pdf", PDF + large))]
    assert (await press(client, workspace, "save", files=parts)).status_code == 303
