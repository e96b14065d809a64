"""How often each public thing has changed: the numbers that say whether a kept page is still true.

One row per consultation and one for the site. Every change the public can see bumps its row in its
own transaction, so a reader of the number sees the change the moment it is committed, in any process.
"""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from consult import database

SITE = "site"


class CacheVersion(Model):
    """``key`` is ``site`` or a consultation's slug."""

    key = fields.CharField(max_length=120, primary_key=True)
    value = fields.BigIntField(default=0)

    class Meta:
        table = "cache_version"


_BUMP = (
    "INSERT INTO cache_version (key, value) VALUES (?, 1) "
    "ON CONFLICT (key) DO UPDATE SET value = cache_version.value + 1"
)


async def bump(*keys: str) -> None:
    """Say that what the public sees of each key has changed. Call inside the changing transaction, late."""
    for key in sorted(keys):
        await database.execute(_BUMP, key)
