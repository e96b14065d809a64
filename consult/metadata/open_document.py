"""OpenDocument files without metadata. Tracked changes and comments stay, and all of them are by one author."""

from __future__ import annotations

import re

from lxml import etree

from consult.metadata import markup
from consult.metadata.clean_file import CleanFile, NotCleaned
from consult.metadata.package import opened, packed, part_of, redrawn_or_none

MANIFEST = "META-INF/manifest.xml"
_DROPPED = re.compile(
    r"(?i)(?:.*/)?(?:Thumbnails|Versions|Dialogs)/.*|META-INF/(?!manifest).*|.*VersionList\.xml"
)
_PICTURE = re.compile(r"(?i)(?:.*/)?Pictures/.*\.(?:png|jpe?g|gif|bmp|tiff?|webp)")
_UNDRAWN = re.compile(r"(?i)(?:.*/)?(?:Pictures|Media)/.*\..*")
_PRINTERS = frozenset({"PrinterName", "PrinterSetup", "Rsid", "RsidRoot"})
_CHANGES = frozenset({"insertion", "deletion", "format-change"})
_INITIALS = frozenset({"creator-initials", "sender-initials"})


def without_metadata(content: bytes, author: str) -> CleanFile:
    """The document with ``author`` in the place of who changed and commented. Raises NotCleaned."""
    archive = opened(content, MANIFEST)
    if b"encryption-data" in part_of(archive, MANIFEST):
        raise NotCleaned("encrypted")
    names = [name for name in sorted(archive.names) if not _DROPPED.fullmatch(name)]
    names.sort(key=lambda name: name != "mimetype")
    changes = comments = leftovers = 0
    parts: list[tuple[str, bytes]] = []
    for name in names:
        part = part_of(archive, name)
        if name.endswith(".xml"):
            root = markup.parsed(part)
            _clean(root, author)
            kinds = [kind for _, kind in markup.elements(root)]
            changes += sum(kind in _CHANGES for kind in kinds)
            comments += kinds.count("annotation")
            part = markup.written(root)
        elif name.lower().endswith(".svg"):
            part = markup.clean_drawing(part)
        elif _UNDRAWN.fullmatch(name):
            clean = redrawn_or_none(part) if _PICTURE.fullmatch(name) else None
            leftovers += clean is None
            part = clean or part
        if not name.endswith("/"):
            parts.append((name, part))
    return CleanFile(packed(parts), changes=changes, comments=comments, leftovers=leftovers)


def _clean(root: etree._Element, author: str) -> None:
    for element, kind in markup.elements(root):
        if kind == "meta" or (kind == "file-entry" and _is_dropped(element)):
            markup.remove(element)
        elif kind == "creator":
            element.text = author
        elif kind in _INITIALS:
            element.text = markup.initials_of(author)
        elif kind == "config-item" and _attribute(element, "name") in _PRINTERS:
            markup.remove(element)
        else:
            _clean_attributes(element)


def _is_dropped(element: etree._Element) -> bool:
    return bool(_DROPPED.fullmatch(_attribute(element, "full-path")))


def _attribute(element: etree._Element, name: str) -> str:
    return next((v for key, v in element.attrib.items() if markup.local(key) == name), "")


def _clean_attributes(element: etree._Element) -> None:
    for key in list(element.attrib):
        name = markup.local(key)
        if name in ("rsid", "paragraph-rsid"):
            del element.attrib[key]
        elif name == "href" and markup.is_path(element.attrib[key]):
            element.attrib[key] = ""
