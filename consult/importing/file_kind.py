"""Which kind of file this is: one that can be read, or one that is refused with what to do instead.

Decided by the name's ending, and where the content disagrees with it, by the content.
"""

from consult.importing.draft import ImportRefused

READABLE = "Word (.docx), OpenDocument (.odt), PDF, HTML, Markdown (.md) and plain text (.txt)"
_KINDS = {
    ".docx": ".docx",
    ".odt": ".odt",
    ".txt": ".txt",
    ".md": ".md",
    ".markdown": ".md",
    ".html": ".html",
    ".htm": ".html",
    ".pdf": ".pdf",
}
_OLD_WORD = ("old-word", "Open the file in Word, save it as .docx, and use that.")
_RICH_TEXT = (
    "rich-text",
    "Open the file in Word or LibreOffice, save it as .docx, and use that: headings and tracked "
    "changes of an .rtf file cannot be told from text.",
)
_PAGES = ("pages", "Open the file in Pages, export it to Word, and use that.")
_SHEET = ("spreadsheet", "This is a spreadsheet; put its tables into a document, and use that.")
_SLIDES = ("slides", "These are slides; put their text into a document, and use that.")
_MAIL = ("mail", "This is an e-mail; save the document attached to it, and use that.")
_PICTURE = ("scanned", "This is a picture; use the document it was made from.")
_PACKED = ("packed", "This is a packed folder; unpack it, and use the document in it.")
_REFUSED = {
    **dict.fromkeys((".doc", ".dot", ".docm", ".dotx", ".dotm", ".wps"), _OLD_WORD),
    **dict.fromkeys((".rtf",), _RICH_TEXT),
    **dict.fromkeys((".pages",), _PAGES),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods", ".csv", ".numbers"), _SHEET),
    **dict.fromkeys((".pptx", ".ppt", ".odp", ".key"), _SLIDES),
    **dict.fromkeys((".eml", ".msg"), _MAIL),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".gif", ".webp"), _PICTURE),
    **dict.fromkeys((".zip", ".7z", ".rar"), _PACKED),
}
# How files of these kinds begin; no text, and no other kind that can be read, begins like one of them.
_PDF, _RTF, _ZIP, _OLE = b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def kind_of(ending: str, content: bytes) -> str:
    """The ending of the kind to read the content as (".docx", ".odt", ".pdf", ".html", ".md" or ".txt").

    `ending` is the name's, lower case with its dot. Raises ImportRefused for every other kind, with
    what to do instead.
    """
    start = content.lstrip()[:8]
    if start.startswith(_RTF):
        raise ImportRefused(*_RICH_TEXT)
    if start.startswith(_PDF):
        return ".pdf"
    if start.startswith(_OLE) and ending in (".doc", ".docx", ".dot"):
        raise ImportRefused(*_old_or_locked(content))
    if ending == ".doc" and start.startswith(_ZIP):
        return ".docx"
    if ending in _REFUSED:
        raise ImportRefused(*_REFUSED[ending])
    if ending not in _KINDS:
        raise ImportRefused(
            "unknown-kind", f"Files ending in “{ending}” cannot be read; {READABLE} can."
        )
    return _KINDS[ending]


def _old_or_locked(content: bytes) -> tuple[str, str]:
    """The refusal of an OLE file, which is an old Word file or a new one that is encrypted with a password."""
    if _LOCKED in content:
        return "encrypted", "The file has a password; save it without one, and use that."
    return _OLD_WORD
