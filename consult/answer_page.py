"""The page that a form was answered with, for the browser that sent it: the words of a preview or of an error page, so
that Back, Forward and reloading find them and nothing is sent a second time.

Encrypted with a secret that only the browser has: the database alone gives nothing away. Forgotten after LIFETIME.
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

LIFETIME = timedelta(hours=2)
# In bytes: the longest form that can be read, drawn twice. A longer page is answered as it is.
MAX_PAGE = 4 * 1024 * 1024
# To take less space, not the least: a page is kept once for each press.
COMPRESSION = 1


class AnswerPage(Model):
    """``content`` is the compressed HTML, encrypted. ``account_id`` is who was signed in: nobody else sees it."""

    id = fields.BigIntField(primary_key=True)
    public_id = fields.CharField(max_length=32, unique=True)
    content = fields.BinaryField()
    status = fields.IntField()
    account_id = fields.BigIntField(null=True)
    expires_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "answer_page"


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


async def store(sealed: Sealed, *, status: int, account_id: int | None, now: datetime) -> str:
    """Keep a page for LIFETIME; gives its public id. One insert."""
    row = await AnswerPage.create(
        public_id=secrets.token_hex(10),
        content=sealed.content,
        status=status,
        account_id=account_id,
        expires_at=now + LIFETIME,
    )
    return row.public_id


async def find_answer_page(
    public_id: str, secret: str, *, account_id: int | None, now: datetime
) -> tuple[bytes, int] | None:
    """(HTML, status) of a page; None without its secret, for another account and past its time. One query."""
    row = await AnswerPage.get_or_none(public_id=public_id, expires_at__gt=now)
    if row is None or not secret or row.account_id not in (None, account_id):
        return None
    html = await asyncio.to_thread(_unseal, row.content, secret)
    return None if html is None else (html, row.status)


def _unseal(content: bytes, secret: str) -> bytes | None:
    try:
        return zlib.decompress(Fernet(secret).decrypt(content))
    except (InvalidToken, ValueError):
        return None


async def forget_expired_answers(now: datetime) -> None:
    """Delete the pages past their time."""
    await AnswerPage.filter(expires_at__lt=now).delete()
