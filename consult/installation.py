"""The installation: one id that the database and the folder of files both carry, and the key it signs with.

A database that is set to another's folder would find nothing needed in it and tidy it away; letters signed with
another key carry links that open nothing. Holds no rule about which files are needed.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from datetime import datetime
from pathlib import Path

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

# Beside the files, so that whoever saves or mounts those has it too.
FILE = "files/installation-id"
_ONLY = 1


class Installation(Model):
    """The one row: ``folder_id`` is what the folder must carry, ``key_fingerprint`` names the secret key."""

    id = fields.SmallIntField(primary_key=True, generated=False)
    folder_id = fields.CharField(max_length=32)
    key_fingerprint = fields.CharField(max_length=16)
    made_at = fields.DatetimeField()

    class Meta:
        table = "installation"


def fingerprint(secret_key: str) -> str:
    """Names a key and says nothing about it."""
    return hmac.digest(secret_key.encode(), b"consult installation", "sha256").hex()[:16]


def id_of_folder(data_dir: Path) -> str:
    """The id that the folder carries; "" when none. Raises OSError when it cannot be read."""
    try:
        return (data_dir / FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


async def id_of_database() -> str:
    """The id that the open database carries; "" when none. One query."""
    row = await Installation.get_or_none(id=_ONLY)
    return row.folder_id if row else ""


async def is_key_known(secret_key: str) -> bool:
    """Whether it is the key that the database was used with before, or the database knows of none. One query."""
    row = await Installation.get_or_none(id=_ONLY)
    return row is None or hmac.compare_digest(row.key_fingerprint, fingerprint(secret_key))


async def mark(data_dir: Path, secret_key: str, now: datetime) -> str:
    """Give folder and database the id that one of them carries already, or a new one; of several processes the first
    decides. Gives the id. Raises OSError when the folder cannot be written."""
    chosen = id_of_folder(data_dir) or secrets.token_hex(16)
    with contextlib.suppress(IntegrityError):  # somebody was first
        await Installation.create(
            id=_ONLY, folder_id=chosen, key_fingerprint=fingerprint(secret_key), made_at=now
        )
    kept = await id_of_database()
    _write(data_dir, kept)
    return kept


async def renew(data_dir: Path, secret_key: str, now: datetime) -> str:
    """Give folder and database a new id, and note the key: they belong together from now on, and to nobody else.
    Raises OSError when the folder cannot be written."""
    chosen = secrets.token_hex(16)
    _write(data_dir, chosen)
    await Installation.update_or_create(
        id=_ONLY,
        defaults={
            "folder_id": chosen,
            "key_fingerprint": fingerprint(secret_key),
            "made_at": now,
        },
    )
    return chosen


def _write(data_dir: Path, chosen: str) -> None:
    target = data_dir / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}")
    part.write_text(f"{chosen}\n", encoding="ascii")
    os.replace(part, target)
