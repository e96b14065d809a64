"""An open consultation on a stopped clock, and the steps every visitor here takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import httpx2
import pytest

from consult.settings import Settings
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft, draft

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
async def text(db: Settings, stopped_clock: None) -> Draft:
    """A draft that is open for responses at NOW."""
    return await draft(await consultation(slug="havnen"))


@dataclass(frozen=True)
class Sent:
    """A comment that was sent: where its receipt is and the cookie that opens it."""

    public_id: str
    receipt: str

    @property
    def mine(self) -> str:
        return self.receipt.removesuffix("/receipt")


def hidden(page: httpx2.Response) -> dict[str, str]:
    """The hidden fields of a page, by name."""
    return {name: unescape(value) for name, value in HIDDEN.findall(page.text)}


def hidden_all(page: httpx2.Response, name: str) -> list[str]:
    """The values of all hidden fields with this name."""
    return [unescape(value) for found, value in HIDDEN.findall(page.text) if found == name]


def comment_address(text: Draft, paragraph: int = 0) -> str:
    return f"/consultations/havnen/paragraphs/{text.paragraphs[paragraph].identity_id}/comment"


async def write(visitor: httpx2.AsyncClient, address: str, **fields: str) -> dict[str, str]:
    """The fields of the form as a visitor fills them in."""
    blank = await visitor.get(address)
    assert blank.status_code == 200
    filled = {"text": "Det er godt.", "name": "Prøve Person", "stance": "for", **fields}
    return {**hidden(blank), **filled}


async def send_comment(visitor: httpx2.AsyncClient, address: str, **fields: str) -> Sent:
    """Write and send a comment; the visitor holds its cookie afterwards."""
    form = await write(visitor, address, **fields)
    answer = await visitor.post(address, data={**form, "step": "send"})
    assert answer.status_code == 303, answer.text
    receipt = answer.headers["location"]
    return Sent(receipt.split("/")[-2], receipt)
