"""Builds sections with paths and levels from headings and paragraphs in document order.

Holds the rules of the section tree, which every kind of file shares; must not know any file format.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

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
class HeadingDraft:
    """A heading as the file has it: its own level (1 top, gaps allowed) and its text."""

    level: int
    runs: Runs


HeadingOrParagraph: TypeAlias = HeadingDraft | ParagraphDraft


@dataclass(slots=True)
class _OpenSection:
    """A section that may still get paragraphs; `path` is its position among its siblings, outermost first."""

    heading: HeadingDraft
    path: tuple[int, ...]
    paragraphs: list[ParagraphDraft] = field(default_factory=list)


@dataclass(slots=True)
class OutlineBuilder:
    """Collects headings and paragraphs in document order; read `sections()`, `warnings` and `lines` at the end.

    `lines` are (line of the file, location in the outline), see `Draft.lines`.
    """

    warnings: list[DraftWarning] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    _sections: list[_OpenSection] = field(default_factory=list)
    # The last section and those it lies in, outermost first: (level in the file, path).
    _ancestors: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    _child_counts: dict[tuple[int, ...], int] = field(default_factory=dict)

    def add(self, contents: Iterable[HeadingOrParagraph]) -> None:
        """Append in document order; text before the first heading opens a section without a title."""
        for content in contents:
            if isinstance(content, HeadingDraft):
                self._open(content)
            else:
                if not self._sections:
                    self._open(HeadingDraft(1, ()))
                    self._warn("text-before-first-heading", "Text stands before any heading.")
                self._sections[-1].paragraphs.append(content)

    def location(self) -> str:
        """Where what was added last is, for people: "4/1, paragraph 3"; "" while the outline is empty."""
        if not self._sections:
            return ""
        section = self._sections[-1]
        path = "/".join(map(str, section.path))
        return f"{path}, paragraph {len(section.paragraphs)}" if section.paragraphs else path

    def sections(self) -> tuple[SectionDraft, ...]:
        """The sections in document order; an empty draft has none."""
        return tuple(_section_draft(section) for section in self._sections)

    def _open(self, heading: HeadingDraft) -> None:
        while self._ancestors and self._ancestors[-1][0] >= heading.level:
            self._ancestors.pop()
        parent_level, parent = self._ancestors[-1] if self._ancestors else (0, ())
        self._child_counts[parent] = self._child_counts.get(parent, 0) + 1
        path = (*parent, self._child_counts[parent])
        self._ancestors.append((heading.level, path))
        self._sections.append(_OpenSection(heading, path))
        self._check(heading, parent_level, len(path))

    def _check(self, heading: HeadingDraft, parent_level: int, level: int) -> None:
        """Warn of a skipped level, and of a heading of which only a part is a tracked change."""
        text = whole_text(heading.runs)
        if heading.level > parent_level + 1 and text:
            self._warn(
                "heading-level-skipped",
                f"“{text}” is a heading of level {heading.level} directly under level "
                f"{parent_level}; it is placed at level {level}.",
            )
        if whole_change(heading.runs) is None and any(run.change for run in heading.runs):
            marked = "".join(_marked(run.text, run.change) for run in heading.runs)
            self._warn("heading-partly-changed", f"Only part of a heading is changed: {marked}")

    def _warn(self, code: str, message: str) -> None:
        location = self.location()
        self.warnings.append(DraftWarning(code, message, location, location))


def split_number(title: str) -> tuple[str | None, str]:
    """("5", "Socialområdet") from "5 Socialområdet"; four digits are a year, and no number."""
    match = _NUMBERED.match(title)
    return (match.group(1), title[match.end() :]) if match else (None, title)


def _marked(text: str, change: str | None) -> str:
    return {"insertion": f"[+{text}+]", "deletion": f"[-{text}-]"}.get(change or "", text)


def _section_draft(section: _OpenSection) -> SectionDraft:
    runs = section.heading.runs
    change = whole_change(runs)
    number, title = split_number(whole_text(runs) if change == "deletion" else clean_text(runs))
    return SectionDraft(
        path="/".join(map(str, section.path)),
        number=number,
        title=title,
        level=len(section.path),
        change=change,
        paragraphs=tuple(section.paragraphs),
        title_runs=runs,
    )
