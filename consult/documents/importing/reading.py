"""The door: which reader a file gets, and how large it may be."""

from collections.abc import Callable
from pathlib import Path

from .archive import FILE_BYTES
from .converted import read_html, read_markdown, read_odt
from .draft import Draft, EmptyLinks, ImportRefused
from .pdf import read_pdf
from .places_of_lines import with_places
from .text import read_text
from .word import read_word

TEXT_FILE_BYTES = 5 * 1024 * 1024
_LARGE = (".docx", ".odt", ".pdf")
_KINDS = "Word (.docx), OpenDocument (.odt), PDF, HTML, Markdown (.md) and plain text (.txt)"


def read_draft(path: Path, *, empty_links: EmptyLinks | None = None) -> Draft:
    """Read a draft; its kind is told by the name's ending and checked against the content.

    `empty_links` says what `[words](#)` is in this document: a tracked "insertion", a "link"
    that lost its target, or plain "text"; unset, the words stay as text with a warning each.
    Raises ImportRefused (stable code, one clear sentence) when the file cannot be read, and
    OSError when it cannot be opened.
    """
    reader = _reader(path.suffix.lower(), empty_links)
    most = FILE_BYTES if path.suffix.lower() in _LARGE else TEXT_FILE_BYTES
    if path.stat().st_size > most:
        raise ImportRefused("too-large", f"The file is over {most // 1024**2} MB.")
    content = path.read_bytes()
    if not content.strip():
        raise ImportRefused("empty", "The file is empty.")
    try:
        draft = reader(content, path.stem)
    except RecursionError as error:
        raise ImportRefused("hostile", "The file is nested too deeply to be read.") from error
    if not draft.sections:
        raise ImportRefused("empty", "There is no text in the file.")
    return with_places(draft)


def _reader(ending: str, empty_links: EmptyLinks | None) -> Callable[[bytes, str], Draft]:
    match ending:
        case ".docx":
            return read_word
        case ".odt":
            return read_odt
        case ".txt":
            return lambda content, name: read_text(content, name, empty_links)
        case ".md" | ".markdown":
            return lambda content, name: read_markdown(content, name, empty_links)
        case ".html" | ".htm":
            return lambda content, name: read_html(content, name, empty_links)
        case ".pdf":
            return read_pdf
        case ".doc" | ".docm" | ".rtf":
            raise ImportRefused("old-word", "Save the file as .docx in Word and try again.")
    raise ImportRefused("unknown-kind", f"Files ending in “{ending}” cannot be read; {_KINDS} can.")
