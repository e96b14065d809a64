"""Whether a PDF has actions that run something or send data: a draft has no reason to."""

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from consult.importing.pdf_child.pdf_objects import (
    annotations,
    dictionaries,
    dictionary,
    root_of,
    value,
)

_SCRIPTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


def is_scripted(reader: PdfReader, pages: list[PageObject]) -> bool:
    """Whether the file carries scripts, starts programs or sends what is filled in. Raises Damaged."""
    root = root_of(reader)
    if "/JavaScript" in dictionary(root, "/Names") or "/XFA" in dictionary(root, "/AcroForm"):
        return True
    holders = [root, *pages, *(mark for page in pages for mark in annotations(page))]
    return any(_has_action(holder) for holder in holders)


def _has_action(holder: DictionaryObject) -> bool:
    actions = [dictionary(holder, "/OpenAction"), dictionary(holder, "/A")]
    actions += [action for _, action in dictionaries(dictionary(holder, "/AA"))]
    return any(value(action, "/S") in _SCRIPTS or "/JS" in action for action in actions)
