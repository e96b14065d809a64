"""Why a file could not be read, in the editor's language, by the importer's stable codes."""

from __future__ import annotations

from collections.abc import Callable

from consult.locale import gettext

# Marks words for the catalogues; ``refusal_words`` translates.
N_: Callable[[str], str] = str

_WORDS = {
    "damaged": N_(
        "The file is damaged, or not what its name says. Save it again and try once more."
    ),
    "empty": N_("There is no text in the file."),
    "encrypted": N_(
        "The file has a password, or is an old .doc file. Save it as .docx without a password."
    ),
    "hostile": N_(
        "The file holds parts that are unsafe to open. Copy the text into a new document."
    ),
    "no-converter": N_(
        "The program that reads such files is missing on this machine. Ask its operator."
    ),
    "not-text": N_("The file does not hold text in an encoding we know. Save it as UTF-8."),
    "old-word": N_("Save the file as .docx in Word and try again."),
    "scanned": N_("The PDF holds only pictures of pages; use the file it was made from."),
    "scripted": N_("The PDF carries scripts or actions; print it to a new PDF and use that."),
    "too-many-pages": N_("The PDF has more pages than can be read."),
    "too-large": N_("The file is larger than can be read. Leave out the pictures, or split it."),
    "too-slow": N_("The file took too long to read. Leave out the pictures, or split it."),
    "unknown-kind": N_(
        "Files of this kind cannot be read. Word, OpenDocument, PDF, HTML, Markdown and plain text can."
    ),
    "unreadable": N_("The file is damaged or too complicated to be read."),
}


def refusal_words(code: str) -> str:
    """What is wrong and what to do; a code that is not known yet has the general words."""
    return gettext(_WORDS.get(code, _WORDS["unreadable"]))
