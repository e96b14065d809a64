"""The XML of a document's parts: parsed without following anything, and written as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from consult.metadata.clean_file import NotCleaned

# A file on somebody's machine; its folders are often called like its owner.
_PATH = re.compile(r"(?i)^(?:file:|[a-z]:[\\/]|\\\\|/(?:users|home)/)")
_QUOTED_PATH = re.compile(r'(?i)"(?:file:|[a-z]:[\\/]|\\\\|/(?:users|home)/)[^"]*"')
MOST_INITIALS = 3


def parsed(content: bytes) -> etree._Element:
    """The root of a part, without comments. Raises NotCleaned."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotCleaned("damaged") from error


def written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def elements(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each element with its name without prefix, safe against its being removed on the way."""
    for each in list(root.iter("*")):
        yield each, local(each.tag)


def local(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition("}")[2]


def remove(element: etree._Element) -> None:
    """Take an element out, and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def is_path(words: str) -> bool:
    """Whether it names a file on somebody's machine."""
    return bool(_PATH.match(words.strip()))


def without_paths(words: str) -> str:
    """A field's instruction without the files that it names."""
    return _QUOTED_PATH.sub('""', words)


def initials_of(author: str) -> str:
    """The first letters of its first words."""
    return "".join(word[0] for word in author.split())[:MOST_INITIALS].upper()


def clean_drawing(content: bytes) -> bytes:
    """An SVG without its metadata and what the program that drew it noted. Raises NotCleaned."""
    root = parsed(content)
    for element, name in elements(root):
        if name in ("metadata", "namedview", "script"):
            remove(element)
            continue
        for key in list(element.attrib):
            if "inkscape" in key or "sodipodi" in key or is_path(element.attrib[key]):
                del element.attrib[key]
    return written(root)
