"""An installation of its own for the bench: a temporary folder with the sample in it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from consult import database
from consult.documents.paragraph import Paragraph
from consult.settings import Settings, load

RESPONSES = 2_000
SLUG = "integration-og-medborgerskab-2027"


@contextlib.contextmanager
def sample_installation(
    port: int, database_url: str = "", responses: int = RESPONSES
) -> Iterator[Settings]:
    """Settings of a loaded installation whose base address is on ``port``; gone afterwards. On SQLite, or where
    ``database_url`` says.

    The environment is set too, for servers started as processes. Submissions are not limited: every
    request of a bench comes from one address.
    """
    with tempfile.TemporaryDirectory(prefix="consult-bench-") as folder:
        os.environ.update(
            CONSULT_DATA_DIR=folder,
            CONSULT_DATABASE_URL=database_url or f"sqlite://{Path(folder) / 'consult.sqlite3'}",
            CONSULT_BASE_URL=f"http://127.0.0.1:{port}",
            CONSULT_SUBMISSIONS_PER_DAY="1000000",
            CONSULT_SUBMISSIONS_PER_MINUTE="1000000",
        )
        settings = load()
        asyncio.run(_fill(settings, responses))
        yield settings


async def _fill(settings: Settings, responses: int) -> None:
    from consult.demo.loading import load as load_sample

    await database.migrate(settings)
    async with database.opened(settings):
        await load_sample(draft=None, responses=responses, seed=1, settings=settings)


async def comment_address() -> str:
    """The form of a comment on a paragraph of the sample; the database is open."""
    paragraph = await Paragraph.filter(section__area="2").order_by("position").first()
    assert paragraph is not None
    return f"/consultations/{SLUG}/paragraphs/{paragraph.identity_id}/comment"
