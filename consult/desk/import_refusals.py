"""Why a file could not be read, in the editor's language, by the importer's codes."""

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
    "encrypted": N_("The file has a password. Save it without one, and use that."),
    "fault": N_(
        "The file could not be read because of a fault in this system. Its operator finds it in the log."
    ),
    "hostile": N_(
        "The file holds parts that are unsafe to open. Copy the text into a new document."
    ),
    "no-converter": N_(
        "The program that reads such files is missing on this machine. Ask its operator."
    ),
    "not-text": N_("The file does not hold text in an encoding we know. Save it as UTF-8."),
    "mail": N_("This is an e-mail. Save the document attached to it, and use that."),
    "old-word": N_("Open the file in Word, save it as .docx, and use that."),
    "packed": N_("This is a packed folder. Unpack it, and use the document in it."),
    "pages": N_("Open the file in Pages, export it to Word, and use that."),
    "rich-text": N_(
        "Open the file in Word or LibreOffice, save it as .docx, and use that: headings and tracked changes of an"
        " .rtf file cannot be told from text."
    ),
    "slides": N_("These are slides. Put their text into a document, and use that."),
    "spreadsheet": N_("This is a spreadsheet. Put its tables into a document, and use that."),
    "scanned": N_("The file holds only pictures of pages. Use the document it was made from."),
    "scripted": N_("The PDF carries scripts or actions; print it to a new PDF and use that."),
    "too-many-pages": N_("The PDF has more pages than can be read."),
    "macros": N_("The file carries macros. Save it as .docx without them, and use that."),
    "too-long": N_("The text is longer than can be read. Split it, and make each part a draft."),
    "too-large": N_("The file is larger than can be read. Leave out the pictures, or split it."),
    "too-slow": N_("The file took too long to read. Leave out the pictures, or split it."),
    "unknown-kind": N_(
        "Files of this kind cannot be read. Word, OpenDocument, PDF, HTML, Markdown and plain text can."
    ),
    "unreadable": N_("The file is damaged or too complicated to be read."),
}


def refusal_words(code: str) -> str:
    """What is wrong and what to do; general words for an unknown code."""
    return gettext(_WORDS.get(code, _WORDS["unreadable"]))
