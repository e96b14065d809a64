"""Whether a PDF does something when it is opened, seen or clicked: a draft has no reason to."""

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from consult.importing.pdf_child.pdf_objects import annotations, dictionary

_SCRIPTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


def is_scripted(reader: PdfReader, pages: list[PageObject]) -> bool:
    """Whether the file carries scripts, starts programs or sends what is filled in."""
    root = reader.root_object
    if "/JavaScript" in dictionary(root, "/Names") or "/XFA" in dictionary(root, "/AcroForm"):
        return True
    holders = [root, *pages, *(mark for page in pages for mark in annotations(page))]
    return any(_acts(holder) for holder in holders)


def _acts(holder: DictionaryObject) -> bool:
    actions = [dictionary(holder, "/OpenAction"), dictionary(holder, "/A")]
    more = dictionary(holder, "/AA")
    actions += [dictionary(more, key) for key in more]
    return any(action.get("/S") in _SCRIPTS or "/JS" in action for action in actions)
