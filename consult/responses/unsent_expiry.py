"""Forgetting what was never sent: unsent responses past their time, with their files."""

from __future__ import annotations

from datetime import datetime

from consult import database
from consult.files import FileStore
from consult.responses.file_cleanup import delete_unneeded
from consult.responses.unsent_response import Unsent, UnsentAnnex

AT_ONCE = 500


async def forget_expired_unsent(files: FileStore, now: datetime) -> int:
    """Delete unsent responses that have expired, some hundreds at a time; how many there were."""
    async with database.transaction():
        # While it is suspended nobody can send it: it is kept.
        past = Unsent.filter(expires_at__lt=now, consultation__suspended_at__isnull=True)
        expired = await past.limit(AT_ONCE).values_list("id", flat=True)
        keys = await UnsentAnnex.filter(unsent_id__in=expired).values_list("file_key", flat=True)
        await UnsentAnnex.filter(unsent_id__in=expired).delete()
        await Unsent.filter(id__in=expired).delete()
    await delete_unneeded({str(key) for key in keys}, files)
    return len(expired)
