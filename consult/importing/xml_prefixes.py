"""Gives an XML part the prefixes and the encoding by which the importer's editors know its elements.

Must not know which parts there are, or what they say.
"""

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from consult.importing.completeness import parsed
from consult.importing.xml_splicing import is_utf_8

_DECLARATION = re.compile(rb"""xmlns(?::([\w.-]+))?\s*=\s*["']([^"'<>]*)["']""")
# Strict Open XML has other addresses for the same namespaces.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


def is_unusual(part: bytes, prefixes: Mapping[str, str]) -> bool:
    """Whether a part is not UTF-8, or has another prefix for one of the namespaces; `prefixes` are by namespace."""
    if not is_utf_8(part) or _STRICT.search(part):
        return True
    declared = {(prefix.decode(), uri.decode()) for prefix, uri in _DECLARATION.findall(part)}
    return any(prefixes.get(uri, prefix) != prefix for prefix, uri in declared)


def with_usual_prefixes(part: bytes, prefixes: Mapping[str, str]) -> bytes:
    """The part as UTF-8 with these prefixes. Raises ImportRefused when it is no XML."""
    root = parsed(part)
    if not is_utf_8(part):
        part = bytes(ElementTree.tostring(root, encoding="utf-8"))
    if _STRICT.search(part):
        root = parsed(transitional(part))
    for uri, prefix in prefixes.items():
        ElementTree.register_namespace(prefix, uri)
    return bytes(ElementTree.tostring(root, encoding="utf-8"))


def transitional(part: bytes) -> bytes:
    """The part with the usual addresses of Open XML's namespaces instead of the strict ones."""
    return _STRICT.sub(_TRANSITIONAL, part)
