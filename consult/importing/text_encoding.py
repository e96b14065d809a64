"""From bytes to text, for files that are nothing but text."""

import codecs

from consult.importing.draft import ImportRefused


def decoded(content: bytes) -> str:
    """Unicode with plain line feeds: UTF-8, UTF-16 with its mark, else Windows Western.

    Raises ImportRefused for what is no text. Letters stay as they are: nothing is normalised.
    """
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    try:
        text = content.decode("utf-16" if content.startswith(marks) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ImportRefused("not-text", "The file is not a text file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
