"""The tracked changes and comments of a Word file, one by one, and the file without some of them.

Changes of the formatting alone have no words and are none of these. A document within the document keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree

from consult.importing.archive import Archive
from consult.metadata import markup
from consult.metadata.annotation import Annotation, AnnotationKind
from consult.metadata.package import opened, packed, part_of

CONTENT_TYPES = "[Content_Types].xml"
LONGEST = 2_000
# In the order in which they are read; comments come last.
_TEXTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\d*\.xml")
_COMMENTS = re.compile(r"word/comments\d*\.xml")
_THREADS = re.compile(r"word/commentsExtended\d*\.xml")
_KINDS = frozenset(AnnotationKind)
_WORDS = frozenset({"t", "delText"})
_SPACES = frozenset({"p", "tab", "br", "cr"})
_REFERENCES = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})


def read_annotations(content: bytes) -> list[Annotation]:
    """All of them, in the order of the file. Raises NotCleaned."""
    archive = opened(content, CONTENT_TYPES)
    found = (each for name in _parts(archive) for each in _in_part(_root(archive, name)))
    return [
        Annotation(number, AnnotationKind(markup.local(each.tag)), _words(each))
        for number, each in enumerate(found, start=1)
    ]


def without_annotations(content: bytes, numbers: Collection[int]) -> bytes:
    """The file without those with these numbers: their words are gone, also those that were taken out by them.
    Raises NotCleaned."""
    archive = opened(content, CONTENT_TYPES)
    roots = {name: _root(archive, name) for name in _parts(archive)}
    found = [each for root in roots.values() for each in _in_part(root)]
    chosen = [each for number, each in enumerate(found, start=1) if number in numbers]
    comments = [each for each in chosen if markup.local(each.tag) == AnnotationKind.COMMENT]
    for name in filter(_THREADS.fullmatch, archive.names):
        roots[name] = _without_threads(_root(archive, name), _values(comments, "paraId"))
    gone = {_attribute(each, "id") for each in comments}
    for element in [each for root in roots.values() for each in root.iter("*")]:
        if markup.local(element.tag) in _REFERENCES and _attribute(element, "id") in gone:
            markup.remove(element)
    for each in chosen:
        _drop_fallback(each)
        markup.remove(each)
    names = [CONTENT_TYPES, *sorted(archive.names - {CONTENT_TYPES})]
    return packed(
        (name, markup.written(roots[name]) if name in roots else part_of(archive, name))
        for name in names
        if not name.endswith("/")
    )


def _parts(archive: Archive) -> list[str]:
    texts = sorted(filter(_TEXTS.fullmatch, archive.names))
    return [*texts, *sorted(filter(_COMMENTS.fullmatch, archive.names))]


def _root(archive: Archive, name: str) -> etree._Element:
    return markup.parsed(part_of(archive, name))


def _in_part(root: etree._Element) -> Iterator[etree._Element]:
    """Those without anything in them are of a paragraph's end or a table's row. A text box stands there twice, the
    second time for old programs: it is one."""
    for element, kind in markup.elements(root):
        is_second = any(markup.local(each.tag) == "Fallback" for each in element.iterancestors("*"))
        if kind in _KINDS and len(element) and not is_second:
            yield element


def _drop_fallback(element: etree._Element) -> None:
    """The same text box for old programs goes: it has the words, too."""
    for above in list(element.iterancestors("*")):
        if markup.local(above.tag) == "AlternateContent":
            for each in [each for each in above if markup.local(each.tag) == "Fallback"]:
                markup.remove(each)


def _without_threads(root: etree._Element, gone: set[str]) -> etree._Element:
    """Without the comments of these paragraphs; what answers them stands alone."""
    for element, _kind in markup.elements(root):
        if _attribute(element, "paraId") in gone:
            markup.remove(element)
        for key in [each for each in element.attrib if markup.local(each) == "paraIdParent"]:
            if element.attrib[key] in gone:
                del element.attrib[key]
    return root


def _words(element: etree._Element) -> str:
    pieces = []
    for each, kind in markup.elements(element):
        pieces.append((each.text or "") if kind in _WORDS else " " if kind in _SPACES else "")
    return " ".join("".join(pieces).split())[:LONGEST]


def _values(elements: list[etree._Element], name: str) -> set[str]:
    every = (each for element in elements for each in element.iter("*"))
    return {value for each in every if (value := _attribute(each, name))}


def _attribute(element: etree._Element, name: str) -> str:
    return next((v for key, v in element.attrib.items() if markup.local(key) == name), "")
