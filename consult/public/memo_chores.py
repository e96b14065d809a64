"""The worker's chores for the memo: make the files of the edition in force, and the next edition where something in them is
not public any more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping

from consult import clock
from consult.answers.editions.edition import Edition, PublicEditions, public_editions
from consult.answers.editions.reissue import reissue, replaces
from consult.answers.editions.sources import is_outdated, losses_until_now
from consult.answers.memo.builder import MemoChoices, build_memo
from consult.answers.memo.memo import Memo
from consult.answers.memo.memo_docx import memo_docx
from consult.answers.memo.memo_html import memo_html
from consult.consultations.consultation import Consultation
from consult.documents import memo_file
from consult.documents.memo_file import MadeMemo, MemoFile
from consult.documents.memo_template import template_of
from consult.files import FileStore
from consult.public.pdf.renderer import NotRendered, can_render, render_with_pages
from consult.settings import Settings

log = logging.getLogger("consult.worker")


async def make_memos(settings: Settings) -> bool:
    """Make what is due, one edition after the other. False when one of them failed. Some four queries for each answered
    consultation where nothing is to be done."""
    is_sound = True
    async for consultation, editions, edition in _in_force():
        files = await memo_file.memo_files(consultation.id, [edition.number])
        row = files.get(edition.number)
        if row is not None and row.is_made:
            if not await is_outdated(row, consultation):
                continue
            made = await reissue(edition, consultation, now=clock.now())
            if made is None:
                continue
            editions, edition = await public_editions(consultation, clock.now()), made
        if await memo_file.take(consultation, edition.number, clock.now()):
            is_sound = await _make(consultation, editions, edition, settings) and is_sound
    return is_sound


async def _in_force() -> AsyncIterator[tuple[Consultation, PublicEditions, Edition]]:
    """Every consultation with an edition in force."""
    now = clock.now()
    for consultation in await Consultation.filter(answered_at__lte=now).order_by("id"):
        editions = await public_editions(consultation, now)
        if editions.in_force is not None:
            yield consultation, editions, editions.in_force


async def find_lost_memos(settings: Settings) -> None:
    """Make those due again whose files are missing, after a restored backup or a mistake."""
    files = FileStore(settings.data_dir / "files")
    for each in await MemoFile.exclude(html="").select_related("consultation").order_by("id"):
        keys = [key for ending in memo_file.ENDINGS if (key := each.key(ending))]
        if not all([await asyncio.to_thread(files.has, key) for key in keys]):
            log.warning("a file of edition %s is lost and will be made again", each.edition)
            await memo_file.lose(each, each.consultation, now=clock.now())


async def _make(
    consultation: Consultation, editions: PublicEditions, edition: Edition, settings: Settings
) -> bool:
    """False where it could not be made, or something was taken from the public meanwhile: then another attempt makes it."""
    read_at = clock.now()
    before = await losses_until_now(consultation, read_at)
    earlier = replaces(editions.published, edition)
    choices = MemoChoices(
        settings.municipality.site_name, replaces=earlier.number if earlier else None
    )
    memo = await build_memo(consultation, choices, now=read_at, edition=edition)
    files = FileStore(settings.data_dir / "files")
    template = await template_of(consultation)
    contents = await asyncio.to_thread(_written, memo, files, template.file if template else "")
    if await losses_until_now(consultation, read_at) != before:
        return False
    made = MadeMemo(contents, before.changes, before.takedowns, read_at)
    await memo_file.keep(consultation, edition.number, made, now=clock.now())
    return True


def _written(memo: Memo, files: FileStore, template: str) -> dict[str, tuple[str, int]]:
    """Key and size of each file that could be made; takes seconds to minutes. Without Pango there is no PDF."""
    html = memo_html(memo, with_gaps=False)
    contents = {"html": html}
    pages: Mapping[str, int] = {}
    try:
        if can_render():
            contents["pdf"], pages = render_with_pages(html.decode())
    except NotRendered as fault:
        log.warning("the PDF of the memo could not be made (%s)", fault)
    own = _template(files, template)
    # Another template has another layout: its contents have the numbers when the reader updates them.
    contents["docx"] = memo_docx(memo, with_gaps=False, template=own, pages=None if own else pages)
    return {ending: (files.save(content), len(content)) for ending, content in contents.items()}


def _template(files: FileStore, key: str) -> bytes | None:
    """The municipality's own; None where there is none, or its file is lost."""
    if not key:
        return None
    try:
        return files.read(key)
    except FileNotFoundError:
        log.warning("the Word template of the memo is lost: ours is used")
        return None
