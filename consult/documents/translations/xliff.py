"""Units to translate as an XLIFF 1.2 file, the format of translation agencies, and the finished file back.

Pure: plain values to bytes and bytes to plain values. Written by hand, because the licences of the libraries for it
would bind ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "http://www.w3.org/XML/1998/namespace"
MOST_UNITS = 50_000
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UnreadableXliff(ValueError):
    """No XLIFF 1.2 file, or one that is unsafe to parse."""


@dataclass(frozen=True)
class OutgoingUnit:
    """A unit for the agency: ``id`` unique in the file, ``note`` its location in words, ``target`` its translation, if
    any, ``hint`` an outdated one in words."""

    id: str
    source: str
    note: str
    target: str = ""
    hint: str = ""


@dataclass(frozen=True)
class FinishedUnit:
    """A unit of a finished file; ``target`` "" where it is not translated."""

    id: str
    source: str
    target: str


@dataclass(frozen=True)
class FinishedFile:
    """The content of a file; ``language`` is its target language."""

    language: str
    units: tuple[FinishedUnit, ...]


def write(
    units: Iterable[OutgoingUnit], *, source_language: str, language: str, original: str
) -> bytes:
    """The file's bytes. ``original`` names the text."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="1.2")
    file = _under(
        root, "file", original=original, datatype="plaintext",
        **{"source-language": source_language, "target-language": language},
    )  # fmt: skip
    body = _under(file, "body")
    for each in units:
        unit = _under(body, "trans-unit", id=each.id)
        unit.set(f"{{{XML}}}space", "preserve")
        _under(unit, "source").text = _legal(each.source)
        if each.target:
            _under(unit, "target", state="translated").text = _legal(each.target)
        for note in filter(None, (each.note, each.hint)):
            _under(unit, "note").text = _legal(note)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def read(content: bytes) -> FinishedFile:
    """Parse a file. No entity is resolved, nothing is fetched. Raises UnreadableXliff."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableXliff("no XML") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableXliff("declares a document type")
    if root.tag != f"{{{NAMESPACE}}}xliff" or root.get("version") != "1.2":
        raise UnreadableXliff("no XLIFF 1.2")
    languages = {each.get("target-language", "") for each in root.iter(_name("file"))}
    units = [_finished(each) for each in root.iter(_name("trans-unit"))]
    if len(languages) != 1 or len(units) > MOST_UNITS:
        raise UnreadableXliff("several languages, or far too much")
    return FinishedFile(languages.pop(), tuple(units))


def _finished(unit: etree._Element) -> FinishedUnit:
    return FinishedUnit(unit.get("id", ""), _text(unit, "source"), _text(unit, "target"))


def _text(unit: etree._Element, name: str) -> str:
    """All text in the element: tools put inline elements of their own around words."""
    element = unit.find(_name(name))
    return "" if element is None else "".join(_pieces(element)).strip()


def _pieces(element: etree._Element) -> Sequence[str]:
    return [str(each) for each in element.itertext(etree.Element)]


def _legal(text: str) -> str:
    """Without the characters that XML forbids."""
    return _ILLEGAL.sub("", text)


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _under(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(name), attributes)
