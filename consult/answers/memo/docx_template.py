"""A municipality's own Word template: looked at before anything uses it, and made fit to be written into."""

from __future__ import annotations

import re
from io import BytesIO

from consult.answers.memo.docx_layout import PageWords, lay_out
from consult.importing.archive import Archive
from consult.importing.draft import ImportRefused

MEGABYTES = 5

_TYPES = "[Content_Types].xml"
# What Word calls a template, and what python-docx opens.
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_ACTIVE_PARTS = re.compile(r"(?i)vba|activex|embeddings/|\.(?:bin|exe|ocx|js)$")
_ACTIVE_TYPES = re.compile(rb"(?i)macroEnabled|vbaProject|activeX|oleObject")
_EXTERNAL = re.compile(rb'<[^>]*TargetMode\s*=\s*["\']External["\'][^>]*>')
_LINK = re.compile(rb'Type\s*=\s*["\'][^"\']*/hyperlink["\']')
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr\s*=\s*[\"']([^\"']*)")
_FETCHING = re.compile(
    rb"(?i)\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE)\b"
)


def fit_template(content: bytes) -> bytes:
    """The file as a document that the memo can be written into; takes up to seconds. Raises ImportRefused with the code
    "damaged", "encrypted", "hostile", "macros", "remote" (it fetches something when it is opened) or "too-large"."""
    if len(content) > MEGABYTES * 1024 * 1024:
        raise ImportRefused("too-large", "The file is larger than a template may be.")
    archive = Archive(content, "word/document.xml")
    _refuse_active(archive)
    _refuse_fetching(archive)
    types = archive.part(_TYPES).replace(_TEMPLATE, _DOCUMENT)
    fit = archive.with_parts({_TYPES: types})
    _try(fit)
    return fit


def _refuse_active(archive: Archive) -> None:
    named = any(_ACTIVE_PARTS.search(name) for name in archive.names)
    if named or _ACTIVE_TYPES.search(archive.part(_TYPES)):
        raise ImportRefused("macros", "The file carries macros or other programs.")


def _refuse_fetching(archive: Archive) -> None:
    for name in archive.names:
        content = archive.part(name)
        if name.endswith(".rels"):
            if any(not _LINK.search(each) for each in _EXTERNAL.findall(content)):
                raise ImportRefused("remote", "The file fetches something from elsewhere.")
        elif name.endswith(".xml"):
            # A field may be cut into many runs.
            code = b"".join(b"".join(each) for each in _INSTRUCTION.findall(content))
            if _FETCHING.search(code):
                raise ImportRefused("remote", "The file has a field that fetches something.")


def _try(content: bytes) -> None:
    from docx import Document

    try:
        document = Document(BytesIO(content))
        lay_out(document, "da", PageWords("", "", ""), is_ours=False, is_rtl=False)
        document.save(BytesIO())
    except Exception as error:  # whatever python-docx meets in a file of somebody else
        raise ImportRefused("damaged", "The file is damaged or not what it says.") from error
