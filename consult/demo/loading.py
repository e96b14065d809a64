"""Loading the sample: the made-up municipality's hearing, or one on a draft of one's own, with its staff."""

from __future__ import annotations

import asyncio
from pathlib import Path

from consult import clock, sample
from consult.cache_version import SITE, bump
from consult.consultations.consultation import Consultation
from consult.demo.accounts import open_accounts
from consult.demo.hearing import hearing_on
from consult.demo.stored_answers import store_points
from consult.demo.stored_frame import store_frame
from consult.demo.stored_outline import outline_of
from consult.demo.stored_responses import store_responses
from consult.demo.stored_words import store_words
from consult.documents.document import Version
from consult.documents.pictures import keep_pictures
from consult.files import FileStore, key_of
from consult.importing import Draft, read_draft
from consult.sample.frame import OPENED_DAYS_AGO, bundled_frame
from consult.sample.generator import generate
from consult.sample.imported_frame import frame_for_draft
from consult.sample.outline import OutlineSection, SampleOutline
from consult.sample.points import points_for
from consult.settings import Settings

BUNDLED = Path(sample.__file__).with_name("draft.docx")


async def is_loaded(draft: Path) -> bool:
    """Whether there is a hearing on this very file already."""
    content = await asyncio.to_thread(draft.read_bytes)
    return await Version.filter(source_file=key_of(content)).exists()


async def load(
    *, draft: Path | None, responses: int, seed: int, settings: Settings
) -> Consultation:
    """Fill the open database with a hearing on ``draft`` (the bundled one if None) that began weeks ago.

    ``responses`` of them are received and in part decided and answered; the same ``seed`` gives the same.
    Raises importing.ImportRefused for a file that cannot be read.
    """
    now = clock.now()
    source = draft or BUNDLED
    read = read_draft(source, empty_links="insertion")
    files = FileStore(settings.data_dir / "files")
    keep_pictures(read, files)
    frame = frame_for_draft(_outline_of_draft(read), now) if draft else bundled_frame(now)
    consultation, version = await store_frame(
        frame, read, source_name=source.name, source_file=files.save(source.read_bytes())
    )
    if draft is None:
        await store_words(version, frame.opens_at)
    await open_accounts(
        frame.ownerships[0].committee, now, [each.slug for each in frame.committees]
    )
    outline = await outline_of(version, read.title)
    hearing = await hearing_on(consultation, version, files, now)
    themed = await store_responses(
        generate(outline, count=responses, seed=seed, days=OPENED_DAYS_AGO), hearing
    )
    await store_points(points_for(frame, outline), themed, consultation, now=now)
    await bump(SITE, consultation.slug)
    return consultation


def _outline_of_draft(draft: Draft) -> SampleOutline:
    """The draft's headings, which is all that a frame is made from."""
    titles: dict[str, tuple[str, ...]] = {}
    sections = []
    for section in draft.sections:
        above = titles.get(section.path.rpartition("/")[0], ())
        titles[section.path] = (*above, section.title)
        sections.append(OutlineSection(section.path, section.number or "", titles[section.path]))
    return SampleOutline(draft.title, tuple(sections))
