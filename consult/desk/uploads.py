"""Uploaded files: read into a draft in a process of their own, and stored with their pictures."""

from __future__ import annotations

import asyncio

from consult.desk.import_refusals import refusal_words
from consult.documents.drafting.import_process import read_in_process
from consult.documents.pictures import keep_pictures
from consult.documents.versions.draft_replacement import SourceFile
from consult.files import FileStore
from consult.importing import Draft, ImportRefused
from consult.importing.archive import FILE_BYTES
from consult.locale import gettext as _
from consult.web.forms import Fields
from consult.web.plain_text import plain_text


class UnreadableUpload(Exception):
    """The file cannot be read; ``words`` tell the editor why, and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


async def read_upload(store: FileStore, form: Fields) -> tuple[Draft, SourceFile]:
    """The draft in the form's field "file", and where the file is stored. Raises UnreadableUpload; then the file is not
    stored."""
    files = form.files("file")
    if not files:
        raise UnreadableUpload(_("Choose the file with the text."))
    if (files[0].size or 0) > FILE_BYTES:
        raise UnreadableUpload(refusal_words("too-large"))
    name, content = plain_text(files[0].filename or ""), await files[0].read()
    draft = await _read(store, content, name)
    return draft, SourceFile(name, await asyncio.to_thread(store.save, content))


async def read_again(store: FileStore, source: SourceFile) -> Draft:
    """The draft in the stored file, read with the meaning of its empty links. Raises UnreadableUpload."""
    content = await asyncio.to_thread(store.read, source.file)
    return await _read(store, content, source.name, source.empty_links)


async def _read(store: FileStore, content: bytes, name: str, empty_links: str = "") -> Draft:
    """The draft; its pictures are stored."""
    try:
        draft = await read_in_process(content, name, empty_links)
    except ImportRefused as refusal:
        raise UnreadableUpload(refusal_words(refusal.code)) from None
    await asyncio.to_thread(keep_pictures, draft, store)
    return draft
