"""The worker's chores: render the PDFs that are missing, and find those whose file is lost."""

from __future__ import annotations

import asyncio
import logging

from consult import clock
from consult.documents import version_pdf
from consult.documents.document import Version
from consult.files import FileStore
from consult.public.pdf.page import pdf_page
from consult.public.pdf.pictures import with_pictures
from consult.public.pdf.renderer import NotRendered, can_render, render_pdf
from consult.public.queries.outline import outline_of_version
from consult.settings import Settings

log = logging.getLogger("consult.worker")


async def make_pdfs(settings: Settings) -> bool:
    """Render all that are due, one after the other. False when this machine cannot, or one of them failed."""
    is_sound = True
    while (version := await version_pdf.next_without_pdf(clock.now())) is not None:
        # A machine that cannot must not use up the version's attempts.
        if not await asyncio.to_thread(can_render):
            log.warning("no PDF can be made on this machine: see `consult check`")
            return False
        if await version_pdf.take(version, clock.now()):
            is_sound = await _make(version, settings) and is_sound
    return is_sound


async def find_lost_pdfs(settings: Settings) -> None:
    """Make those due again whose file is missing, after a restored backup or a mistake."""
    files = FileStore(settings.data_dir / "files")
    for each in await version_pdf.made():
        if not await asyncio.to_thread(files.has, each.file):
            log.warning("the PDF of version %s is lost and will be made again", each.version_id)
            await version_pdf.lose(each, now=clock.now())


async def _make(version: Version, settings: Settings) -> bool:
    outline = await outline_of_version(version.document.consultation, version)
    html = await pdf_page(outline, base_url=settings.base_url, municipality=settings.municipality)
    files = FileStore(settings.data_dir / "files")
    html = await asyncio.to_thread(with_pictures, html, files)
    try:
        content = await asyncio.to_thread(render_pdf, html)
    except NotRendered as fault:
        log.warning("the PDF of version %s could not be made (%s)", version.id, fault)
        return False
    file = await asyncio.to_thread(files.save, content)
    await version_pdf.keep(version, file=file, size=len(content), now=clock.now())
    return True
