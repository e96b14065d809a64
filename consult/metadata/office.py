"""Word, Excel and PowerPoint files without metadata.

Tracked changes and comments stay, and all of them are by one author.
"""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from consult.importing.archive import Archive
from consult.metadata import markup
from consult.metadata.clean_file import CleanFile, NotCleaned
from consult.metadata.package import opened, packed, part_of, redrawn_or_none

CONTENT_TYPES = "[Content_Types].xml"
# Parts that say who, where and with what, or that hold whole files with metadata of their own.
_DROPPED = re.compile(
    r"(?i)(?:docProps|docMetadata|customXml|_xmlsignatures|package)/.*"
    r"|.*/(?:embeddings|activeX|printerSettings|documenttasks|revisions|changesInfos)/.*"
    r"|.*/(?:people|commentsIds|commentsExtensible|revisionInfo|keyMapCustomizations"
    r"|attachedToolbars|intelligence2?)\.(?:xml|bin)"
    r"|.*\.psmdcp"
)
_FILES = re.compile(r"(?i).*/(?:embeddings|activeX)/[^/]*")
_DROPPED_ELEMENTS = frozenset({
    "rsids", "rsid", "attachedTemplate", "mailMerge", "docVars", "docId", "dataBinding", "fileSharing", "absPath",
    "presenceInfo",
})  # fmt: skip
# Elements that are nothing without the part they name.
_NAMING = frozenset({"OLEObject", "control", "externalData", "printerSettings", "attachedTemplate"})
_TEXT_CHANGES = frozenset({"ins", "del", "moveFrom", "cellIns", "cellDel"})
_COMMENTS = frozenset({"comment", "cm", "threadedComment"})
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_NESTED = (".docx", ".xlsx", ".pptx")
_FONTS = (".odttf", ".fntdata", ".ttf")
MOST_NESTED = 2
_DESCRIBING = frozenset({"descr", "title", "name", "alt"})


def without_metadata(content: bytes, author: str) -> CleanFile:
    """The document with ``author`` in the place of who changed and commented. Raises NotCleaned."""
    archive = opened(content, CONTENT_TYPES)
    return _Document(archive, author).clean()


class _Document:
    """One file on its way: counts what it meets."""

    def __init__(self, archive: Archive, author: str, depth: int = 0) -> None:
        self.archive, self.author, self.depth = archive, author, depth
        self.initials = markup.initials_of(author)
        self.dropped = {name for name in archive.names if _DROPPED.fullmatch(name)}
        self.changes = self.comments = self.leftovers = 0
        self.removed = sum(bool(_FILES.fullmatch(name)) for name in self.dropped)

    def clean(self) -> CleanFile:
        names = [CONTENT_TYPES, *sorted(self.archive.names - self.dropped - {CONTENT_TYPES})]
        parts = [(name, self._part(name)) for name in names if not name.endswith("/")]
        return CleanFile(
            packed(parts),
            changes=self.changes,
            comments=self.comments,
            removed=self.removed,
            leftovers=self.leftovers,
        )

    def _part(self, name: str) -> bytes:
        content, kind = part_of(self.archive, name), name.lower()
        if name == CONTENT_TYPES:
            return self._content_types(content)
        if kind.endswith(".rels"):
            return self._relations(name, content)
        if kind.endswith((".xml", ".vml")):
            return self._markup(name, content)
        if kind.endswith(".svg"):
            return markup.clean_drawing(content)
        if "/media/" in name:
            return self._picture(content)
        if kind.endswith(_NESTED):
            return self._nested(content)
        self.leftovers += not kind.endswith(_FONTS)
        return content

    def _nested(self, content: bytes) -> bytes:
        """A document that is shown within this one."""
        if self.depth >= MOST_NESTED:
            raise NotCleaned("too-large")
        inner = _Document(opened(content, CONTENT_TYPES), self.author, self.depth + 1).clean()
        self.changes, self.comments = self.changes + inner.changes, self.comments + inner.comments
        self.leftovers, self.removed = (
            self.leftovers + inner.leftovers,
            self.removed + inner.removed,
        )
        return inner.content

    def _picture(self, content: bytes) -> bytes:
        clean = redrawn_or_none(content)
        self.leftovers += clean is None
        return content if clean is None else clean

    def _content_types(self, content: bytes) -> bytes:
        root = markup.parsed(content)
        for element, _ in markup.elements(root):
            if element.get("PartName", "").lstrip("/") in self.dropped:
                markup.remove(element)
        return markup.written(root)

    def _relations(self, name: str, content: bytes) -> bytes:
        root = markup.parsed(content)
        for element, _ in markup.elements(root):
            if self._leads_nowhere(name, element):
                markup.remove(element)
            elif element.get("TargetMode") == "External" and markup.is_path(
                element.get("Target", "")
            ):
                element.set("Target", "about:blank")
        return markup.written(root)

    def _leads_nowhere(self, name: str, element: etree._Element) -> bool:
        """Whether a relation is to a part that is dropped, or to the template it was made from."""
        if element.get("Type", "").endswith("/attachedTemplate"):
            return True
        if element.get("TargetMode") == "External":
            return False
        folder = posixpath.dirname(posixpath.dirname(name))
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
        return target.lstrip("/") in self.dropped

    def _markup(self, name: str, content: bytes) -> bytes:
        root, gone = markup.parsed(content), self._gone_relations(name)
        for element, kind in markup.elements(root):
            if kind in _DROPPED_ELEMENTS or (
                kind in _NAMING and gone & set(element.attrib.values())
            ):
                markup.remove(element)
                continue
            self._count(element, kind)
            self._clean_attributes(element, kind, gone)
            if kind == "instrText" and element.text:
                element.text = markup.without_paths(element.text)
            elif kind == "author" and not len(element) and (element.text or "").strip():
                element.text = self.author  # of a spreadsheet's comments
        return markup.written(root)

    def _gone_relations(self, name: str) -> set[str]:
        """The ids of a part's relations that are removed."""
        folder, file = posixpath.split(name)
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in self.archive.names:
            return set()
        root = markup.parsed(part_of(self.archive, relations))
        return {
            e.get("Id", "") for e, _ in markup.elements(root) if self._leads_nowhere(relations, e)
        }

    def _count(self, element: etree._Element, kind: str) -> None:
        self.changes += kind in _TEXT_CHANGES and (len(element) > 0 or kind.startswith("cell"))
        self.comments += kind in _COMMENTS

    def _clean_attributes(self, element: etree._Element, kind: str, gone: set[str]) -> None:
        attributes = element.attrib
        is_person = kind in ("person", "cmAuthor") or (kind == "author" and "name" in attributes)
        for key in list(attributes):
            name, space = markup.local(key), key.rpartition("}")[0].lstrip("{")
            leads_nowhere = space in _RELATIONS and attributes[key] in gone
            is_editor = name == "ed" and kind == "permStart"
            if name.startswith("rsid") or is_editor or leads_nowhere:
                del attributes[key]
            elif name == "author" or (is_person and name in ("name", "displayName")):
                attributes[key] = self.author
            elif name == "initials":
                attributes[key] = self.initials
            elif name == "userId":
                attributes[key] = ""
            elif name == "providerId":
                attributes[key] = "None"
            elif name in _DESCRIBING and markup.is_path(attributes[key]):
                attributes[key] = ""
