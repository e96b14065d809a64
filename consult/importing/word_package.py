"""Gives the parts of a Word file the names, prefixes and encoding that the rest of the importer reads.

Word for the web, Strict Open XML and other writers use other ones. Must not read the text.
"""

import posixpath
import re
from xml.etree import ElementTree

from consult.importing.archive import Archive
from consult.importing.completeness import parsed
from consult.importing.draft import ImportRefused
from consult.importing.xml_prefixes import is_unusual, transitional, with_usual_prefixes

DOCUMENT = "word/document.xml"
_ROOT_RELATIONS = "_rels/.rels"
_RELATIONS = "word/_rels/document.xml.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The parts that are read by name, by what the relation to them is called.
_NAMED = ("styles", "numbering", "footnotes", "endnotes", "comments")
_MARGINS = ("header", "footer")
_TEXT_PART = re.compile(
    r"word/(document|styles|numbering|footnotes|endnotes|comments|(header|footer)\d+)\.xml"
)
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    _OFFICE: "r",
    f"{_DRAWN}/wordprocessingDrawing": "wp",
    f"{_DRAWN}/main": "a",
    f"{_DRAWN}/picture": "pic",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/drawing/2017/decorative": "adec",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_NOT_WORD = ImportRefused("damaged", "The file is damaged or not what its name says.")


def with_usual_names(content: bytes) -> tuple[bytes, Archive]:
    """The same document with its main part at DOCUMENT, and its archive; the same bytes where it has it there already.

    Raises ImportRefused for archives that are damaged, hostile or no Word file.
    """
    archive = Archive(content)
    renamed, parts = _usual_places(archive)
    if renamed or parts:
        content = archive.with_parts(parts, renamed)
        archive = Archive(content)
    usual = {
        name: with_usual_prefixes(part, _PREFIXES)
        for name in archive.names
        if _TEXT_PART.fullmatch(name) and is_unusual(part := archive.part(name), _PREFIXES)
    }
    if usual:
        content = archive.with_parts(usual)
        archive = Archive(content)
    return content, archive


def _usual_places(archive: Archive) -> tuple[dict[str, str], dict[str, bytes]]:
    """(name → new name, new parts) that bring the main part and what it refers to where pandoc looks for them."""
    main = _main_part(archive)
    folder, base = posixpath.split(main)
    relations_part = posixpath.join(folder, "_rels", f"{base}.rels")
    relations = _relations(archive, relations_part)
    targets = [_target(one, folder) for one in relations]
    new_names = _new_names(archive, main, relations, targets)
    is_usual = all(old == new for old, new in new_names.items())
    if is_usual and not any(one.get("Target", "").startswith("/") for one in relations):
        return {}, {}
    for one, target in zip(relations, targets, strict=True):
        if target in new_names:
            one.set("Target", posixpath.relpath(new_names[target], "word"))
    root = ElementTree.Element(f"{{{_PACKAGE}}}Relationships")
    root.extend(relations)
    renamed = {old: new for old, new in new_names.items() if old != new}
    renamed |= {
        _relations_of(old): _relations_of(new)
        for old, new in renamed.items()
        if _relations_of(old) in archive.names
    }
    if relations_part in archive.names:
        renamed[relations_part] = _RELATIONS
    parts = {_RELATIONS: ElementTree.tostring(root), _ROOT_RELATIONS: _root_relations()}
    return renamed, parts


def _main_part(archive: Archive) -> str:
    """The name of the part that the package calls its document. Raises ImportRefused where there is none."""
    for one in _relations(archive, _ROOT_RELATIONS):
        if one.get("Type", "").endswith("/officeDocument"):
            name = _target(one, "")
            if name in archive.names and b"wordprocessingml" in archive.part(name).replace(
                b"\0", b""
            ):
                return name
    if DOCUMENT in archive.names and _ROOT_RELATIONS not in archive.names:
        return DOCUMENT
    raise _NOT_WORD


def _relations(archive: Archive, part: str) -> list[ElementTree.Element]:
    content = transitional(archive.part(part))
    return list(parsed(content)) if content else []


def _target(relation: ElementTree.Element, folder: str) -> str:
    """The name of the part that a relation of a part in `folder` refers to; "" for one outside the file."""
    if relation.get("TargetMode") == "External":
        return ""
    joined = posixpath.join("/", folder, relation.get("Target", "").replace("\\", "/"))
    return posixpath.normpath(joined).lstrip("/")


def _new_names(
    archive: Archive, main: str, relations: list[ElementTree.Element], targets: list[str]
) -> dict[str, str]:
    """Each part's name → the name under which it is looked for."""
    names, margins = {main: DOCUMENT}, 0
    for number, (one, target) in enumerate(zip(relations, targets, strict=True)):
        kind = one.get("Type", "").rpartition("/")[2]
        if target not in archive.names or target in names:
            continue
        if kind in _NAMED and f"word/{kind}.xml" not in names.values():
            names[target] = f"word/{kind}.xml"
        elif kind in _MARGINS:
            margins += 1
            is_usual = re.fullmatch(r"word/(header|footer)\d*\.xml", target)
            names[target] = target if is_usual else f"word/{kind}9{margins:03}.xml"
        elif target.startswith("word/media/" if kind == "image" else "word/"):
            names[target] = target
        else:
            names[target] = f"word/media/moved{number}{posixpath.splitext(target)[1]}"
    return names


def _relations_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _root_relations() -> bytes:
    return (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="{DOCUMENT}"/></Relationships>'
    ).encode()
