"""The formulas of a Word file (OMML) as one line of text each: x², a/(b+1), √(n).

Must not interpret anything but formulas.
"""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from consult.importing.markers import FORMULA
from consult.importing.superscript import lowered, raised
from consult.importing.xml_splicing import Element, XmlEditor

_PARAGRAPH = "m:oMathPara"


@dataclass(slots=True)
class Node:
    """An element of a formula: its name without prefix, its `m:val`, and its children and texts in order."""

    name: str
    value: str = ""
    children: list["Node | str"] = field(default_factory=list)

    @property
    def elements(self) -> list["Node"]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]


class Formulas(XmlEditor):
    """Replaces each formula by a run of text with a marker."""

    # The pass is only needed for a part that contains one of these.
    ELEMENTS = (b"<m:oMath",)

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._nodes: list[Node] = []

    def on_open(self, element: Element) -> None:
        if self._nodes or element.name == "m:oMath":
            node = Node(element.name.removeprefix("m:"), element.attributes.get("m:val", ""))
            if self._nodes:
                self._nodes[-1].children.append(node)
            self._nodes.append(node)

    def on_text(self, text: str, at: int) -> None:
        if self._nodes and self.open_elements[-1].name in ("m:t", "w:t"):
            self._nodes[-1].children.append(text)

    def on_close(self, element: Element, end: int) -> None:
        if element.name == _PARAGRAPH:
            self.unwrap(element, end)
        elif element.name == f"{_PARAGRAPH}Pr":
            self.splices.replace(element.start, end, b"")
        elif self._nodes:
            formula = self._nodes.pop()
            if not self._nodes:
                text = FORMULA + escape(in_one_line(formula))
                run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
                self.splices.replace(element.start, end, run.encode())


def in_one_line(node: Node) -> str:
    """The text of a formula or a part of it in reading order, with brackets where its height grouped it."""
    by_name = {child.name: child for child in node.elements}

    def child(name: str) -> str:
        return in_one_line(by_name[name]) if name in by_name else ""

    shifts = _lowered(child("sub")) + _raised(child("sup"))
    match node.name:
        case "f":
            return f"{_bracketed(child('num'))}/{_bracketed(child('den'))}"
        case "sSup" | "sSub" | "sSubSup":
            return child("e") + shifts
        case "sPre":
            return shifts + child("e")
        case "nary":
            return _property(node, "chr", "∫") + shifts + child("e")
        case "limLow" | "limUpp":
            return child("e") + _lowered(child("lim"))
        case "rad":
            return f"{_raised(child('deg'))}√{_bracketed(child('e'))}"
        case "func":
            return f"{child('fName')} {_bracketed(child('e'))}"
        case "d":
            inside = _listed(node, "e", "|")
            return _property(node, "begChr", "(") + inside + _property(node, "endChr", ")")
    return _rows(node)


def _rows(node: Node) -> str:
    """A matrix or several lines in one line; of any other element, the text of its children."""
    match node.name:
        case "m":
            return f"[{_listed(node, 'mr', '; ')}]"
        case "mr":
            return _listed(node, "e", ", ")
        case "eqArr":
            return _listed(node, "e", "; ")
    return "".join(_text(child) for child in node.children)


def _text(child: Node | str) -> str:
    if isinstance(child, str):
        return child
    # An element that describes its parent has no text.
    return "" if child.name.endswith("Pr") else in_one_line(child)


def _property(node: Node, name: str, default: str) -> str:
    """A value among the element's properties, such as `m:dPr` of `m:d`."""
    properties = next((child for child in node.elements if child.name == f"{node.name}Pr"), None)
    values = properties.elements if properties else []
    return next((child.value for child in values if child.name == name), default)


def _listed(node: Node, name: str, separator: str) -> str:
    return separator.join(in_one_line(child) for child in node.elements if child.name == name)


def _bracketed(text: str) -> str:
    """The text, in brackets unless it is a single number or name."""
    return text if text.isalnum() else f"({text})"


def _raised(text: str) -> str:
    return text and (raised(text) if raised(text) != text else f"^{_bracketed(text)}")


def _lowered(text: str) -> str:
    return text and (lowered(text) if lowered(text) != text else f"_{_bracketed(text)}")
