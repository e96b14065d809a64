"""A municipality's own Word template: looked at before anything uses it, and made fit to be written into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from consult.answers.memo.docx_layout import PageWords, lay_out
from consult.importing.archive import TEXT_BYTES, Archive
from consult.importing.draft import ImportRefused
from consult.metadata import markup
from consult.metadata.clean_file import NotCleaned

MEGABYTES = 5

_TYPES = "[Content_Types].xml"
# What Word calls a template, and what python-docx opens.
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_ACTIVE_PARTS = re.compile(r"(?i)vba|activex|embeddings/|\.(?:bin|exe|ocx|js)$")
_ACTIVE_TYPES = re.compile(r"(?i)macroEnabled|vbaProject|activeX|oleObject")
_FETCHING = re.compile(
    r"(?i)\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE)\b"
)
# How the bytes of XML begin: a sign, or the mark of an encoding.
_MARKUP_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")


def fit_template(content: bytes) -> bytes:
    """The file as a document that the memo can be written into; takes up to seconds. Raises ImportRefused with the code
    "damaged", "encrypted", "hostile", "macros", "remote" (it fetches something when it is opened) or "too-large"."""
    if len(content) > MEGABYTES * 1024 * 1024:
        raise ImportRefused("too-large", "The file is larger than a template may be.")
    archive = Archive(content, "word/document.xml")
    _refuse_active(archive)
    _refuse_fetching(archive)
    types = archive.part(_TYPES).replace(_TEMPLATE, _DOCUMENT)
    fit = archive.with_parts({_TYPES: types})
    _try(fit)
    return fit


def _refuse_active(archive: Archive) -> None:
    named = any(_ACTIVE_PARTS.search(name) for name in archive.names)
    types = _root(archive.part(_TYPES)).xpath("//@ContentType")
    if named or any(_ACTIVE_TYPES.search(each) for each in types):
        raise ImportRefused("macros", "The file carries macros or other programs.")


def _refuse_fetching(archive: Archive) -> None:
    for name in archive.names:
        content = archive.part(name)
        # Office programs go by a part's type, not by the ending of its name.
        if not (name.lower().endswith((".xml", ".rels")) or _is_markup(content)):
            continue
        root = _root(content)
        if any(_is_fetched(each) for each in root.iter("{*}Relationship")):
            raise ImportRefused("remote", "The file fetches something from elsewhere.")
        if _FETCHING.search("".join(_field_codes(root))):
            raise ImportRefused("remote", "The file has a field that fetches something.")


def _is_markup(content: bytes) -> bool:
    return content[:100].lstrip().startswith(_MARKUP_STARTS)


def _root(content: bytes) -> etree._Element:
    """The root of a part: what is in its bytes may be written in many ways. Raises ImportRefused."""
    if len(content) > TEXT_BYTES:
        raise ImportRefused("too-large", "The file unpacks to more than can be read safely.")
    try:
        return markup.parsed(content)
    except NotCleaned as error:
        raise ImportRefused("damaged", "The file is damaged or not what it says.") from error


def _is_fetched(relation: etree._Element) -> bool:
    is_external = relation.get("TargetMode", "").strip().lower() == "external"
    return is_external and not relation.get("Type", "").endswith("/hyperlink")


def _field_codes(root: etree._Element) -> Iterator[str]:
    """What the fields of a part do. One field's may be cut into many runs; those of two are kept apart."""
    for each in root.iter("{*}instrText", "{*}delInstrText", "{*}fldChar", "{*}fldSimple"):
        match markup.local(each.tag):
            case "fldChar":
                yield " "
            case "fldSimple":
                values = (v for key, v in each.attrib.items() if markup.local(key) == "instr")
                yield f" {' '.join(values)} "
            case _:
                yield each.text or ""


def _try(content: bytes) -> None:
    from docx import Document

    try:
        document = Document(BytesIO(content))
        lay_out(document, "da", PageWords("", "", ""), is_ours=False, is_rtl=False)
        document.save(BytesIO())
    except Exception as error:  # whatever python-docx meets in a file of somebody else
        raise ImportRefused("damaged", "The file is damaged or not what it says.") from error
