"""Chooses the reader for a file, and holds how large it may be."""

from collections.abc import Callable
from pathlib import Path

from consult.importing.archive import FILE_BYTES
from consult.importing.control_characters import without_unprintable
from consult.importing.draft import Draft, EmptyLinks, ImportRefused
from consult.importing.file_kind import kind_of
from consult.importing.pandoc_readers import read_html, read_markdown, read_odt
from consult.importing.pdf import read_pdf
from consult.importing.text import read_text
from consult.importing.warning_locations import with_locations
from consult.importing.word import read_word

TEXT_FILE_BYTES = 5 * 1024 * 1024
_BINARY = (".docx", ".odt", ".pdf")

_Read = Callable[[bytes, str], Draft]


def read_draft(path: Path, *, empty_links: EmptyLinks | None = None) -> Draft:
    """Read a draft; its kind follows from the name's ending and from how the content begins.

    `empty_links` says what `[words](#)` is in this document: a tracked "insertion", a "link"
    that lost its target, or plain "text"; unset, the words stay as text with a warning each.
    Seconds for a long draft; pandoc and the reader of PDF files run as child processes with
    limits of their own. Raises ImportRefused (stable code, one clear sentence) when the file
    cannot be read, and OSError when it cannot be opened.
    """
    _check_size(path.stat().st_size, FILE_BYTES)
    content = path.read_bytes()
    if not content.strip():
        raise ImportRefused("empty", "The file is empty.")
    kind = kind_of(path.suffix.lower(), content)
    if kind not in _BINARY:
        _check_size(len(content), TEXT_FILE_BYTES)
    read = _reader(kind, empty_links)
    try:
        draft = read(content, path.stem)
    except RecursionError as error:
        raise ImportRefused("hostile", "The file is nested too deeply to be read.") from error
    if not draft.sections:
        raise ImportRefused("empty", "There is no text in the file.")
    return without_unprintable(with_locations(draft))


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise ImportRefused("too-large", f"The file is over {limit // 1024**2} MB.")


def _reader(kind: str, empty_links: EmptyLinks | None) -> _Read:
    match kind:
        case ".docx":
            return read_word
        case ".odt":
            return read_odt
        case ".pdf":
            return read_pdf
        case ".md":
            return lambda content, name: read_markdown(content, name, empty_links)
        case ".html":
            return lambda content, name: read_html(content, name, empty_links)
    return lambda content, name: read_text(content, name, empty_links)
