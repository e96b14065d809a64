"""The page that a form was answered with, for the browser that sent it: the words of a preview or of an error page, so
that Back, Forward and reloading find them and nothing is sent a second time.

Encrypted with a secret that only the browser has: the database alone gives nothing away. Forgotten after LIFETIME.

The pages on the way to one act (an error, a preview, a second error) are a thread. Once the act is done each of them says
so: its words would no longer be true, and its buttons would do it again.
"""

from __future__ import annotations

import asyncio
import secrets
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from tortoise import fields
from tortoise.models import Model

from consult.tokens import hash_token

LIFETIME = timedelta(hours=2)
# In bytes: the longest form that can be read, drawn twice. A longer page is answered as it is.
MAX_PAGE = 4 * 1024 * 1024
# To take less space, not the least: a page is kept once for each press.
COMPRESSION = 1


class AnswerPage(Model):
    """``content`` is the compressed HTML, encrypted. ``account_id`` is who was signed in: nobody else sees it.

    ``thread`` is the public id of the first page on the way, ``form_hash`` the hash of the address its form goes to.
    ``done_address`` is where the browser was led when it was done, ``done_number`` the number of the response it became.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = fields.CharField(max_length=32, unique=True)
    content = fields.BinaryField()
    status = fields.IntField()
    account_id = fields.BigIntField(null=True)
    expires_at = fields.DatetimeField(db_index=True)
    thread = fields.CharField(max_length=32, default="", db_default="", db_index=True)
    form_hash = fields.CharField(max_length=64, default="", db_default="")
    done_at = fields.DatetimeField(null=True)
    done_address = fields.TextField(default="", db_default="")
    done_number = fields.IntField(null=True)

    class Meta:
        table = "answer_page"


@dataclass(frozen=True)
class Pressed:
    """A form that was sent: ``form`` is the address it went to, ``on_page`` the public id of the kept page with its
    button, "" where that was no kept page."""

    form: str
    on_page: str

    @property
    def form_hash(self) -> str:
        """An address may hold a secret."""
        return hash_token(self.form)


@dataclass(frozen=True)
class Done:
    """What became of a kept page's form."""

    at: datetime
    address: str
    number: int | None


@dataclass(frozen=True)
class Kept:
    """A page as it was answered; with ``done`` its words are not true any more."""

    html: bytes
    status: int
    done: Done | None


@dataclass(frozen=True)
class Sealed:
    """A page ready to be stored, and the secret that opens it."""

    content: bytes
    secret: str

    @property
    def kilobytes(self) -> int:
        return len(self.content) // 1024 + 1


async def seal(html: bytes) -> Sealed:
    """Compress and encrypt, off the event loop."""
    return await asyncio.to_thread(_seal, html)


def _seal(html: bytes) -> Sealed:
    key = Fernet.generate_key()
    return Sealed(Fernet(key).encrypt(zlib.compress(html, COMPRESSION)), key.decode())


async def store(
    sealed: Sealed, pressed: Pressed, *, status: int, account_id: int | None, now: datetime
) -> str:
    """Keep a page for LIFETIME, in the thread of the one it came from; gives its public id. Two queries."""
    public_id = secrets.token_hex(10)
    await AnswerPage.create(
        public_id=public_id,
        content=sealed.content,
        status=status,
        account_id=account_id,
        expires_at=now + LIFETIME,
        thread=await _thread_of(pressed) or public_id,
        form_hash=pressed.form_hash,
    )
    return public_id


async def conclude(pressed: Pressed, done: Done) -> None:
    """The form on a kept page was sent and led on: so say all pages of its thread from now on. Two queries."""
    if thread := await _thread_of(pressed):
        await AnswerPage.filter(thread=thread, done_at=None).update(
            done_at=done.at, done_address=done.address, done_number=done.number
        )


async def _thread_of(pressed: Pressed) -> str:
    """The thread of the page a form was sent from; "" where another form than that page's was sent."""
    if not pressed.on_page:
        return ""
    page = await AnswerPage.get_or_none(public_id=pressed.on_page, form_hash=pressed.form_hash)
    return page.thread if page else ""


async def find_answer_page(
    public_id: str, secret: str, *, account_id: int | None, now: datetime
) -> Kept | None:
    """A kept page; None without its secret, for another account and past its time. One query."""
    row = await AnswerPage.get_or_none(public_id=public_id, expires_at__gt=now)
    if row is None or not secret or row.account_id not in (None, account_id):
        return None
    html = await asyncio.to_thread(_unseal, row.content, secret)
    if html is None:
        return None
    done = Done(row.done_at, row.done_address, row.done_number) if row.done_at else None
    return Kept(html, row.status, done)


async def forget_answers(public_ids: list[str]) -> None:
    """Delete these pages before their time: their reader leaves the computer to somebody else."""
    await AnswerPage.filter(public_id__in=public_ids).delete()


def _unseal(content: bytes, secret: str) -> bytes | None:
    try:
        return zlib.decompress(Fernet(secret).decrypt(content))
    except (InvalidToken, ValueError):
        return None


async def forget_expired_answers(now: datetime) -> None:
    """Delete the pages past their time."""
    await AnswerPage.filter(expires_at__lt=now).delete()
