"""Which number an OpenDocument text prints before a heading or an item, followed through its lists.

Must not change the file.
"""

from dataclasses import dataclass, field

from consult.importing.odt_styles import OUTLINE, OdtStyles
from consult.importing.printed_numbers import Counters, Numbering
from consult.importing.xml_splicing import Element


@dataclass(slots=True)
class _List:
    """An open list: its style's name, the id of its counters, and whether the current item still waits for its number."""

    style: str
    counters: str
    waits: bool = False


@dataclass(slots=True)
class OdtNumbers:
    """Follows the lists of a file as they open and close."""

    styles: OdtStyles
    _counters: Counters = field(default_factory=Counters)
    _open: list[_List] = field(default_factory=list)
    # Name of a list, and name of a list style → the counters of the last such list.
    _by_id: dict[str, str] = field(default_factory=dict)
    _by_style: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def open_list(self, element: Element) -> None:
        """A list begins: inside another one, as the next part of an earlier one, or anew."""
        attributes = element.attributes
        style = attributes.get("text:style-name", self._open[-1].style if self._open else "")
        if self._open:
            counters = self._open[-1].counters
        elif style == OUTLINE:
            counters = OUTLINE
        else:
            counters = self._continued(attributes, style)
        self._by_style[style] = counters
        for name in ("xml:id", "text:id"):
            if name in attributes:
                self._by_id[attributes[name]] = counters
        self._open.append(_List(style, counters))

    def _continued(self, attributes: dict[str, str], style: str) -> str:
        earlier = self._by_id.get(attributes.get("text:continue-list", ""))
        if earlier is None and attributes.get("text:continue-numbering") == "true":
            earlier = self._by_style.get(style)
        self._count += 1
        return earlier or f"list {self._count}"

    def close_list(self) -> None:
        """The innermost list ends."""
        if self._open:
            self._open.pop()

    def open_item(self, element: Element) -> None:
        """An item begins; its first paragraph is numbered."""
        if not self._open:
            return
        self._open[-1].waits = True
        start = element.attributes.get("text:start-value", "")
        if start.isdecimal() and len(start) < 7:
            last = self._open[-1]
            self._counters.begin_at(last.counters, len(self._open) - 1, int(start))

    def number_of_item(self, style: str) -> str | None:
        """What is printed before the paragraph that an item begins with; None for a bullet, or a further paragraph."""
        if not self._open or not self._open[-1].waits:
            return None
        last = self._open[-1]
        last.waits = False
        name = last.style or self.styles.list_style(style) or ""
        levels = self.styles.lists.get(name, {})
        numbering = Numbering(last.counters, levels, {})
        return self._counters.next(last.counters, numbering, len(self._open) - 1)

    def number_of_heading(self, element: Element) -> str:
        """What the outline prints before a heading outside lists, "" for nothing."""
        attributes = element.attributes
        level = attributes.get("text:outline-level", "1")
        name = attributes.get("text:style-name", "")
        is_numbered = self.styles.is_of_outline(name, level) and level.isdecimal()
        if not is_numbered or attributes.get("text:is-list-header") == "true":
            return ""
        depth = min(int(level[:3]), 10) - 1
        levels = self.styles.lists.get(OUTLINE, {})
        start = attributes.get("text:start-value", "")
        if attributes.get("text:restart-numbering") == "true" and start.isdecimal():
            self._counters.begin_at(OUTLINE, depth, int(start[:6]))
        return self._counters.next(OUTLINE, Numbering(OUTLINE, levels, {}), max(depth, 0)) or ""
