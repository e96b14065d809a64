"""From a stream of headings and paragraphs to sections with paths and levels.

Holds the tree's rules, shared by every kind of file; must not know any file format.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from consult.importing.draft import (
    DraftWarning,
    ParagraphDraft,
    Runs,
    SectionDraft,
    clean_text,
    whole_change,
    whole_text,
)

_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?[ \t\u00a0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the file has it: its own level (1 top, gaps allowed) and its words."""

    level: int
    runs: Runs


@dataclass(slots=True)
class _Open:
    heading: Heading
    path: tuple[int, ...]
    paragraphs: list[ParagraphDraft] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """Collects pieces in document order; ask for `sections`, `warnings` and `lines` at the end."""

    warnings: list[DraftWarning] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    _entries: list[_Open] = field(default_factory=list)
    _above: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    _children: dict[tuple[int, ...], int] = field(default_factory=dict)

    def add(self, pieces: Iterable[Heading | ParagraphDraft]) -> None:
        """Add pieces; text before any heading opens a section without a title."""
        for piece in pieces:
            if isinstance(piece, Heading):
                self._open(piece)
            else:
                if not self._entries:
                    self._open(Heading(1, ()))
                    self._warn("text-before-first-heading", "Text stands before any heading.")
                self._entries[-1].paragraphs.append(piece)

    def where(self) -> str:
        """The place of the piece added last, for people: "4/1, paragraph 3"."""
        if not self._entries:
            return ""
        entry = self._entries[-1]
        path = "/".join(map(str, entry.path))
        return f"{path}, paragraph {len(entry.paragraphs)}" if entry.paragraphs else path

    def sections(self) -> tuple[SectionDraft, ...]:
        """The sections in document order; an empty draft has none."""
        return tuple(_section(entry) for entry in self._entries)

    def _open(self, heading: Heading) -> None:
        while self._above and self._above[-1][0] >= heading.level:
            self._above.pop()
        parent_level, parent = self._above[-1] if self._above else (0, ())
        self._children[parent] = self._children.get(parent, 0) + 1
        path = (*parent, self._children[parent])
        self._above.append((heading.level, path))
        self._entries.append(_Open(heading, path))
        self._check(heading, parent_level, len(path))

    def _check(self, heading: Heading, parent_level: int, level: int) -> None:
        words = whole_text(heading.runs)
        if heading.level > parent_level + 1 and words:
            self._warn(
                "heading-level-skipped",
                f"“{words}” is a heading of level {heading.level} directly under level "
                f"{parent_level}; it is placed at level {level}.",
            )
        if whole_change(heading.runs) is None and any(run.change for run in heading.runs):
            marked = "".join(_marked(run.text, run.change) for run in heading.runs)
            self._warn("heading-partly-changed", f"Only part of a heading is changed: {marked}")

    def _warn(self, code: str, message: str) -> None:
        self.warnings.append(DraftWarning(code, message, self.where(), self.where()))


def split_number(title: str) -> tuple[str | None, str]:
    """("5", "Socialområdet") from "5 Socialområdet"; a year such as 2027 is no number."""
    match = _NUMBERED.match(title)
    return (match.group(1), title[match.end() :]) if match else (None, title)


def _marked(text: str, change: str | None) -> str:
    return {"insertion": f"[+{text}+]", "deletion": f"[-{text}-]"}.get(change or "", text)


def _section(entry: _Open) -> SectionDraft:
    runs = entry.heading.runs
    change = whole_change(runs)
    words = whole_text(runs) if change == "deletion" else clean_text(runs)
    number, title = split_number(words)
    return SectionDraft(
        path="/".join(map(str, entry.path)),
        number=number,
        title=title,
        level=len(entry.path),
        change=change,
        paragraphs=tuple(entry.paragraphs),
        title_runs=runs,
    )
