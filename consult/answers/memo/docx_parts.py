"""Parts of a Word file that python-docx has no words for: runs, fields, bookmarks and links, as elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from consult.answers.memo.blocks import Run
from consult.locale import gettext as _

# What XML 1.0 cannot hold; the form lets none of it in, an import might.
_FORBIDDEN = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_NAMES = {"w": _NAMESPACE}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def clean(text: str) -> str:
    """The text without what no XML can hold."""
    return text.translate(_FORBIDDEN)


def element(tag: str, /, **attributes: str) -> Any:
    """``element("tab", val="x")``: an element of the word processor's own namespace."""
    from docx.oxml.parser import oxml_parser

    return oxml_parser.makeelement(
        _W + tag, {_W + key: value for key, value in attributes.items()}, _NAMES
    )


def bookmark_name(anchor: str) -> str:
    """Letters, digits and underscores, at most 40: what a bookmark may be called."""
    return "_Toc_" + anchor.replace("-", "_")[:34]


def run_of(text: str = "", /, **properties: str) -> Any:
    """A run; ``properties`` are elements with one value each, as ``rStyle="Hyperlink"``, "" for none."""
    run = element("r")
    if properties:
        inside = element("rPr")
        for name, value in properties.items():
            inside.append(element(name, val=value) if value else element(name))
            if name == "b":  # of Arabic letters
                inside.append(element("bCs"))
        run.append(inside)
    for number, line in enumerate(clean(text).split("\n") if text else ()):
        if number:
            run.append(element("br"))
        words = element("t")
        words.set(_SPACE, "preserve")
        words.text = line
        run.append(words)
    return run


def field(code: str, *result: Any) -> list[Any]:
    """A field with runs that show what it was last, so that nothing needs to be worked out to read the file."""
    instruction = element("instrText")
    instruction.set(_SPACE, "preserve")
    instruction.text = f" {code} "
    begin, holder, separate, end = (run_of() for _each in range(4))
    begin.append(element("fldChar", fldCharType="begin"))
    holder.append(instruction)
    separate.append(element("fldChar", fldCharType="separate"))
    end.append(element("fldChar", fldCharType="end"))
    return [begin, holder, separate, *result, end]


class Links:
    """The links of a file. python-docx looks through all of them for each that it adds: minutes, with tens of thousands."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._ids: dict[str, str] = {}

    def link(self, href: str, *runs: Any) -> Any:
        """Runs that lead to an address, or with "#id" to the bookmark of an anchor."""
        from docx.oxml.ns import qn

        made = element("hyperlink", history="1")
        if href.startswith("#"):
            made.set(qn("w:anchor"), bookmark_name(href[1:]))
        else:
            made.set(qn("r:id"), self._id_of(href))
        made.extend(runs)
        return made

    def _id_of(self, href: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.rel import _Relationship

        if href not in self._ids:
            key = f"rIdLink{len(self._ids) + 1}"
            self._ids[href] = key
            rels = self._part.rels
            rels[key] = _Relationship(
                key, RELATIONSHIP_TYPE.HYPERLINK, href, rels._baseURI, external=True
            )
        return self._ids[href]

    def runs(self, runs: Iterable[Run], style: str, **properties: str) -> list[Any]:
        """Words with their links, which have the ``style`` (an id). What the office left out is marked by the run's ground, not by signs that anybody can
        write."""
        return [
            self._run(each, style, properties) for each in runs if each.text or each.is_left_out
        ]

    def _run(self, run: Run, style: str, properties: dict[str, str]) -> Any:
        if run.is_left_out:
            return run_of(_("words left out"), **properties, highlight="lightGray")
        if run.href:
            return self.link(run.href, run_of(run.text, rStyle=style, **properties))
        return run_of(run.text, **properties)
