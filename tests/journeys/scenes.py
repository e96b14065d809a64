"""What is out to hearing when more than one journey begins."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from consult import clock
from consult.documents.pictures import keep_pictures
from consult.files import FileStore
from consult.importing import read_draft
from consult.responses.remark import Publicity
from consult.settings import load
from tests.support.factories import consultations, drafts, responses
from tests.support.server import Server

DRAFT = Path(__file__).parents[2] / "consult" / "sample" / "draft.docx"


def hear_the_sample_text(server: Server) -> None:
    """The sample's draft as "politik", open today, with twelve remarks on paragraph 5.2."""
    files = FileStore(load(server.environ).data_dir / "files")

    async def make() -> None:
        read, now = read_draft(DRAFT), clock.now()
        keep_pictures(read, files)
        found = await consultations.open_today(slug="politik", title="Politik for fællesskab")
        draft = await drafts.store(found, read)
        for n in range(12):
            await responses.remark(
                draft,
                drafts.numbered(draft, "5.2"),
                publicity=Publicity.PUBLISHED,
                text=f"Bemærkning nummer {n}.",
                published_at=now - timedelta(hours=12 - n),
            )

    server.within(make)
