"""The API's first ten minutes: every command on the page does what it says, every address there is named."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import httpx2
import pytest

from consult.documents.section import lasting_id
from consult.public.api import PARAMETERS, routes
from consult.responses.public_change import PublicChangeKind
from consult.responses.remark import Publicity
from consult.responses.response import Response
from consult.settings import Settings
from tests.support.factories import drafts, responses
from tests.support.factories.documents import Draft

PAGE = (Path(__file__).parent.parent.parent / "docs" / "api.md").read_text()
SITE = "https://consult.example.dk"
# What the page names as an example stands for.
EXAMPLES = {
    "havneplan": "{consultation}",
    "sec_1": "{section}",
    "1-2": "{section}",
    "1.1": "{reference}",
}


def commands() -> list[list[str]]:
    """Each curl command of the page, as a shell reads it."""
    joined = PAGE.replace("\\\n", " ")
    found = re.findall(r"^ +(curl (?:[^\n']|'[^']*')+)$", joined, re.MULTILINE)
    return [shlex.split(each) for each in found]


def path_of(command: list[str]) -> str:
    return command[1].removeprefix(SITE)


def test_every_address_of_the_api_is_named_and_no_other() -> None:
    named = {"/api/openapi.json"} if "/api/openapi.json" in PAGE else set()
    for command in commands():
        steps = path_of(command).partition("?")[0].split("/")
        named.add("/".join(EXAMPLES.get(step, step) for step in steps))
    assert named == {route.path for route in routes}


def test_every_parameter_and_every_kind_of_change_is_told() -> None:
    for name in {each for known in PARAMETERS.values() for each in known} - {"paragraph"}:
        assert re.search(rf"\b{name}\b", PAGE), name
    for kind in PublicChangeKind:
        assert f"`{kind}`" in PAGE


async def test_every_command_is_answered(draft: Draft, client: httpx2.AsyncClient) -> None:
    section = lasting_id(drafts.keyed(draft, "1-2").identity_id)
    within = await responses.response(draft)
    await responses.remark(draft, publicity=Publicity.PUBLISHED, within=within)
    sent = 0
    for command in commands():
        path = path_of(command).replace("sec_1", section)
        if "-d" not in command:
            path = path.replace("1.1", f"{within.number}.1")
            answer = await client.get(path)
            assert answer.status_code == 200, command
            continue
        body = command[command.index("-d") + 1].replace("sec_1", section)
        headers = dict(
            command[at + 1].split(": ") for at, word in enumerate(command) if word == "-H"
        )
        answer = await client.post(path, content=body.encode(), headers=headers)
        assert answer.status_code == 201, (command, answer.text)
        sent += 1
    assert sent == 3
    assert await Response.all().count() == sent + 1


async def test_what_the_page_says_is_refused_is_refused(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    answer = await client.get("/api/v1/consultations/havneplan/remarks?stance=against")
    assert answer.status_code == 400


@pytest.mark.parametrize("span", ["minute", "day"])
def test_the_limits_are_those_of_the_page(settings: Settings, span: str) -> None:
    limit = getattr(settings, f"submissions_per_{span}")
    assert f"{limit:,} responses a minute" in PAGE or f"{limit:,} a day" in PAGE
