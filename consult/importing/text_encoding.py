"""Decodes plain text files."""

import codecs

from consult.importing.draft import ImportRefused


def decoded(content: bytes) -> str:
    """The text with plain line feeds: UTF-8, UTF-16 with a byte order mark, else Windows-1252.

    Raises ImportRefused when it contains NUL. Letters stay as they are: nothing is normalised.
    """
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    try:
        text = content.decode("utf-16" if content.startswith(marks) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ImportRefused("not-text", "The file is not a text file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
