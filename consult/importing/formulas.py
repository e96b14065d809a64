"""The formulas of a Word file as one line of text each: x², a/(b+1), √(n).

Must not interpret anything but formulas.
"""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from consult.importing.markers import FORMULA
from consult.importing.superscript import lowered, raised
from consult.importing.xml_splicing import Element, Walk

_SET_APART = "m:oMathPara"


@dataclass(slots=True)
class Part:
    """An element of a formula: its name without prefix, what its `m:val` says, and what is in it."""

    name: str
    value: str = ""
    inside: list["Part | str"] = field(default_factory=list)


class Formulas(Walk):
    """One pass over a part of the file that has one of these elements."""

    ELEMENTS = (b"<m:oMath",)

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._parts: list[Part] = []

    def opened(self, element: Element) -> None:
        if self._parts or element.name == "m:oMath":
            part = Part(element.name.removeprefix("m:"), element.attributes.get("m:val", ""))
            if self._parts:
                self._parts[-1].inside.append(part)
            self._parts.append(part)

    def said(self, text: str, at: int) -> None:
        if self._parts and self.above[-1].name in ("m:t", "w:t"):
            self._parts[-1].inside.append(text)

    def closed(self, element: Element, end: int) -> None:
        if element.name == _SET_APART:
            self.unwrap(element, end)
        elif element.name == f"{_SET_APART}Pr":
            self.splices.replace(element.start, end, b"")
        elif self._parts:
            whole = self._parts.pop()
            if not self._parts:
                words = escape(in_one_line(whole))
                told = f'<w:r><w:t xml:space="preserve">{FORMULA}{words}</w:t></w:r>'
                self.splices.replace(element.start, end, told.encode())


def in_one_line(part: Part) -> str:
    """The words and signs of a part, in reading order, with brackets where the height said it."""
    inner = {one.name: one for one in part.inside if isinstance(one, Part)}

    def said(name: str) -> str:
        return in_one_line(inner[name]) if name in inner else ""

    def told(name: str, usual: str) -> str:
        found = next((one for one in _about(part) if one.name == name), None)
        return usual if found is None else found.value

    shifts = _below(said("sub")) + _above(said("sup"))
    match part.name:
        case "f":
            return f"{_held(said('num'))}/{_held(said('den'))}"
        case "sSup" | "sSub" | "sSubSup":
            return said("e") + shifts
        case "sPre":
            return shifts + said("e")
        case "nary":
            return told("chr", "∫") + shifts + said("e")
        case "limLow" | "limUpp":
            return said("e") + _below(said("lim"))
        case "rad":
            return f"{_above(said('deg'))}√{_held(said('e'))}"
        case "func":
            return f"{said('fName')} {_held(said('e'))}"
        case "d":
            return told("begChr", "(") + _listed(part, "e", "|") + told("endChr", ")")
    return _in_rows(part)


def _in_rows(part: Part) -> str:
    """A matrix or a few lines below each other; of everything else, what is in it."""
    match part.name:
        case "m":
            return f"[{_listed(part, 'mr', '; ')}]"
        case "mr":
            return _listed(part, "e", ", ")
        case "eqArr":
            return _listed(part, "e", "; ")
    return "".join(_whole(one) for one in part.inside)


def _whole(one: Part | str) -> str:
    if isinstance(one, str):
        return one
    # What describes its element says nothing by itself.
    return "" if one.name.endswith("Pr") else in_one_line(one)


def _about(part: Part) -> list[Part]:
    kids = [one for one in part.inside if isinstance(one, Part)]
    about = next((one for one in kids if one.name == f"{part.name}Pr"), None)
    return [one for one in about.inside if isinstance(one, Part)] if about else []


def _listed(part: Part, name: str, between: str) -> str:
    kids = [one for one in part.inside if isinstance(one, Part) and one.name == name]
    return between.join(in_one_line(one) for one in kids)


def _held(words: str) -> str:
    """Brackets round what is more than one number or name."""
    return words if words.isalnum() else f"({words})"


def _above(words: str) -> str:
    return words and (raised(words) if raised(words) != words else f"^{_held(words)}")


def _below(words: str) -> str:
    return words and (lowered(words) if lowered(words) != words else f"_{_held(words)}")
