"""The styles of an OpenDocument text: what they hide, shift and number, and which are of the title.

Reads styles.xml and the automatic styles of content.xml; must not read the text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from consult.importing.completeness import parsed
from consult.importing.printed_numbers import Level, Levels
from consult.importing.superscript import lowered, raised

_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT, _STYLE = f"{{{_SPACE}:text:1.0}}", f"{{{_SPACE}:style:1.0}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
# Ends the chain of a style that is based on itself.
_MAX_CHAIN = 20
_MAX_LEVELS = 10
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
OUTLINE = "Outline"


@dataclass(frozen=True, slots=True)
class _Style:
    """A style; what it does not set is None: whether it hides text, its list style ("" for none), its outline level."""

    parent: str
    hidden: bool | None
    list_style: str | None
    level: str | None
    position: str
    is_decorative: bool


@dataclass(frozen=True, slots=True)
class OdtStyles:
    """(family, name) → style; name of a list style → its levels, OUTLINE for those of the headings."""

    styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    lists: dict[str, Levels] = field(default_factory=dict)

    @classmethod
    def of(cls, *parts: bytes) -> "OdtStyles":
        """The styles in these parts. Raises ImportRefused when one is no XML."""
        roots = [parsed(part) for part in parts if part]
        return cls(
            {key: style for root in roots for key, style in _styles(root)},
            {name: levels for root in roots for name, levels in _lists(root)},
        )

    def hides(self, family: str, name: str) -> bool:
        """Whether a style, or else what it is based on, hides its text."""
        chain = self._chain(family, name)
        return next((style.hidden for _, style in chain if style.hidden is not None), False)

    def is_based_on(self, name: str, ancestor: str) -> bool:
        """Whether a paragraph style is another one, or based on it."""
        return name == ancestor or any(
            ancestor in (id, style.parent) for id, style in self._chain("paragraph", name)
        )

    def list_style(self, name: str) -> str | None:
        """The list style of a paragraph style: "" for none, None where it does not say."""
        chain = self._chain("paragraph", name)
        return next((style.list_style for _, style in chain if style.list_style is not None), None)

    def is_of_outline(self, name: str, level: str) -> bool:
        """Whether headings in a paragraph style have the numbers of the outline."""
        if self.list_style(name) not in (None, OUTLINE):
            return False
        chain = list(self._chain("paragraph", name))
        levels = [style.level for _, style in chain if style.level is not None]
        return not chain or level in levels or self.is_based_on(name, f"Heading_20_{level}")

    def shift(self, name: str) -> Callable[[str], str] | None:
        """What raises or lowers the words in a text style."""
        style = self.styles.get(("text", name))
        height = style.position.partition(" ")[0] if style else ""
        if height.startswith(("sub", "-")):
            return lowered
        return raised if height not in ("", "0%") else None

    def is_decorative(self, name: str) -> bool:
        """Whether pictures in a graphic style only decorate."""
        return any(style.is_decorative for _, style in self._chain("graphic", name))

    def _chain(self, family: str, name: str) -> Iterator[tuple[str, _Style]]:
        for _ in range(_MAX_CHAIN):
            style = self.styles.get((family, name))
            if style is None:
                return
            yield name, style
            name = style.parent


def _styles(root: ElementTree.Element) -> Iterator[tuple[tuple[str, str], _Style]]:
    for element in root.iter(f"{_STYLE}style"):
        text = element.find(f"{_STYLE}text-properties")
        graphic = element.find(f"{_STYLE}graphic-properties")
        display = None if text is None else text.get(f"{_TEXT}display")
        style = _Style(
            parent=element.get(f"{_STYLE}parent-style-name", ""),
            hidden=None if display is None else display == "none",
            list_style=element.get(f"{_STYLE}list-style-name"),
            level=element.get(f"{_STYLE}default-outline-level"),
            position="" if text is None else text.get(f"{_STYLE}text-position", ""),
            is_decorative=graphic is not None and _is_decorative(graphic),
        )
        yield (element.get(f"{_STYLE}family", ""), element.get(f"{_STYLE}name", "")), style


def _is_decorative(properties: ElementTree.Element) -> bool:
    # The namespace of extensions has changed its address before.
    return any(
        name.endswith("}decorative") and value == "true" for name, value in properties.items()
    )


def _lists(root: ElementTree.Element) -> Iterator[tuple[str, Levels]]:
    for element in root.iter(f"{_TEXT}list-style"):
        yield element.get(f"{_STYLE}name", ""), dict(_levels(element))
    for element in root.iter(f"{_TEXT}outline-style"):
        yield OUTLINE, dict(_levels(element))


def _levels(style: ElementTree.Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        depth = _number(element.get(f"{_TEXT}level"), 1) - 1
        is_number = element.tag in (
            f"{_TEXT}list-level-style-number",
            f"{_TEXT}outline-level-style",
        )
        if 0 <= depth < _MAX_LEVELS:
            form = _FORMS.get(element.get(f"{_STYLE}num-format", ""), "decimal")
            start = _number(element.get(f"{_TEXT}start-value"), 1)
            template = _template(element, depth, form)
            yield depth, Level(start, form if is_number else "bullet", template, "")


def _template(element: ElementTree.Element, depth: int, form: str) -> str:
    """What is printed, in Word's way: "%1.%2."; levels above it only where it says how many."""
    written = element.get(f"{_LOEXT}num-list-format")
    if written is not None:
        for level in range(1, _MAX_LEVELS + 1):
            written = written.replace(f"%{level}%", f"%{level}")
        return written
    before, after = element.get(f"{_STYLE}num-prefix", ""), element.get(f"{_STYLE}num-suffix", "")
    if form == "none":
        return before + after
    shown = max(1, min(_number(element.get(f"{_TEXT}display-levels"), 1), depth + 1))
    numbers = ".".join(f"%{level}" for level in range(depth + 2 - shown, depth + 2))
    return before + numbers + after


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else default
