"""Files people send along: what they really are, what they may be called, how many and how large."""

from __future__ import annotations

import unicodedata
import zipfile

from consult.importing.zip_directory import open_zip
from consult.locale import gettext as _
from consult.locale import ngettext, show_number

MAX_FILES = 10
MAX_MEGABYTES = 20
MAX_MEGABYTES_ALTOGETHER = 40
MAX_NAME = 150
MEGABYTE = 1024 * 1024

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", DOCX: ".docx"}

_PHONE_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
# Word, Excel and PowerPoint before 2007.
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_NOT_IN_NAMES = '\\/:*?"<>|'


class FileRefused(Exception):
    """The file cannot be taken; the message says why in the reader's language and names the file."""


def too_many(name: str, *, minutes: int) -> FileRefused:
    """The network has sent all the files it may this hour."""
    words = ngettext(
        "“%(name)s” was not saved: very many files came from your network. Your text is saved. Add the file again in "
        "%(num)s minute.",
        "“%(name)s” was not saved: very many files came from your network. Your text is saved. Add the file again in "
        "%(num)s minutes.",
        minutes,
    )
    return FileRefused(words % {"name": _shown(name), "num": show_number(minutes)})


def no_room(name: str) -> FileRefused:
    """The disk is nearly full."""
    return FileRefused(
        _(
            "“%(name)s” was not saved: there is no room for more files right now. Your text is saved, and can be sent "
            "without the file. Try again later."
        )
        % {"name": _shown(name)}
    )


def _shown(name: str) -> str:
    return " ".join(name.split())[:MAX_NAME]


def media_type_of(content: bytes) -> str | None:
    """What the bytes are, whatever they are called; None for anything we do not take. Call off the event loop: a long
    list of parts takes 50 ms."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"PK\x03\x04") and _is_plain_word_file(content):
        return DOCX
    return None


def _is_plain_word_file(content: bytes) -> bool:
    """Word's parts are there and no macros are. Only the list of parts is read, nothing is unpacked."""
    try:
        with open_zip(content) as archive:
            parts = {name.lower() for name in archive.namelist()}
    # NotImplementedError: an archive of a version or in several parts that zipfile does not read.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    return {"[content_types].xml", "word/document.xml"} <= parts and not any(
        name.endswith("vbaproject.bin") for name in parts
    )


def clean_name(name: str, media_type: str) -> str:
    """A name that is safe to show and to save under: no folders, no control characters, and the ending
    that tells what the file is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c not in _NOT_IN_NAMES and unicodedata.category(c)[0] != "C")
    suffix = SUFFIXES[media_type]
    stem, dot, ending = " ".join(kept.split()).rpartition(".")
    if not dot or len(ending) > 5:
        stem = f"{stem}{dot}{ending}"
    return (stem.strip(" .")[: MAX_NAME - len(suffix)] or _("Annex")) + suffix


def check_room(name: str, length: int, *, count: int, size: int) -> None:
    """Raises FileRefused where a file of ``length`` bytes may not join ``count`` others of ``size`` bytes in all."""
    shown = _shown(name)
    if count >= MAX_FILES:
        raise FileRefused(
            _("“%(name)s” was not saved: at most %(n)s files fit in one response.")
            % {"name": shown, "n": show_number(MAX_FILES)}
        )
    if length > MAX_MEGABYTES * MEGABYTE:
        raise FileRefused(
            _("“%(name)s” was not saved: it is larger than %(n)s MB.")
            % {"name": shown, "n": show_number(MAX_MEGABYTES)}
        )
    if size + length > MAX_MEGABYTES_ALTOGETHER * MEGABYTE:
        raise FileRefused(
            _("“%(name)s” was not saved: the files together are larger than %(n)s MB.")
            % {"name": shown, "n": show_number(MAX_MEGABYTES_ALTOGETHER)}
        )


def recognise(name: str, content: bytes) -> tuple[str, str]:
    """(clean name, media type) of a file; call off the event loop, as ``media_type_of``. Raises FileRefused."""
    media_type = media_type_of(content)
    if media_type is None:
        raise FileRefused(_why_not_taken(content) % {"name": _shown(name)})
    return clean_name(name, media_type), media_type


def _why_not_taken(content: bytes) -> str:
    """What is wrong with a file of none of the kinds that are taken, and what to do."""
    if not content.strip(b"\0"):
        return _(
            "“%(name)s” was not saved: the file is empty. Open it to see whether something is in it, and choose it again."
        )
    if _is_phone_picture(content):
        return _(
            "“%(name)s” was not saved: it is a picture in the format of a phone (HEIC). Save or send it as JPEG, and "
            "choose that."
        )
    if content.startswith(_OLD_OFFICE):
        return _(
            "“%(name)s” was not saved: it is a document of an older kind. Save it as .docx or PDF, and choose that."
        )
    return _("“%(name)s” was not saved: only PDF, Word (.docx), PNG and JPEG can be sent.")


def _is_phone_picture(content: bytes) -> bool:
    """HEIC, HEIF and AVIF: the brand stands in the first box of the file."""
    return content[4:8] == b"ftyp" and content[8:12].lower() in _PHONE_BRANDS
