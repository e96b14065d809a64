"""Marker characters put into a file before pandoc reads it, for what pandoc would drop.

They are noncharacters of Unicode, which no text uses. Holds the characters and what they turn into;
where they are put is decided by the preprocessing of each kind of file.
"""

import re
from dataclasses import dataclass, replace

from consult.importing.draft import Change, Run, Runs

# What was left out or put elsewhere at this point: each becomes a warning.
BOX, HIDDEN, COMMENT = "\ufdd0", "\ufdd1", "\ufdd2"
OBJECT, FORMULA, JOINED, MARGIN = "\ufdd6", "\ufdd7", "\ufdd8", "\ufdd9"
# The same of a web page: what it shows only without scripts, and what it keeps for its scripts.
NO_SCRIPT, TEMPLATE = "\ufddc", "\ufddd"
# Where a tracked change begins, and where either kind ends.
INSERTION, DELETION, CHANGE_END = "\ufdd3", "\ufdd4", "\ufdd5"
# Around the number or sign that the file prints before a list item.
NUMBER, NUMBER_END = "\ufdda", "\ufddb"
# Instead of a decorative picture's description, and in front of a footnote's text.
DECORATIVE, NOTE = "\ufddf", "\ufdde"

_INLINE = re.compile("([\ufdd0-\ufdd9\ufddc\ufddd])")
_ALL = re.compile("[\ufdd0-\ufddf]")
_WARNINGS = {
    BOX: ("text-box", "This stood in a text box; it was placed below the paragraph beside it."),
    HIDDEN: ("hidden-text-left-out", "Text that is hidden in the file was left out here."),
    NO_SCRIPT: (
        "hidden-text-left-out",
        "Text that the page shows only to readers without scripts was left out here.",
    ),
    TEMPLATE: (
        "hidden-text-left-out",
        "A template, which the page does not show by itself, was left out here.",
    ),
    COMMENT: ("comments-left-out", "A comment on this place was left out."),
    OBJECT: ("object-left-out", "A chart, a drawing or another embedded object was left out here."),
    JOINED: (
        "paragraphs-joined",
        "A paragraph's end is deleted here; it and the next one were made one paragraph.",
    ),
    MARGIN: ("header-left-out", "A header or footer was left out here."),
    FORMULA: (
        "formula-in-line",
        "A formula was set as one line of text; compare it with the file.",
    ),
}
_CHANGES: dict[str, Change | None] = {
    INSERTION: "insertion",
    DELETION: "deletion",
    CHANGE_END: None,
}


def without_markers(text: str) -> str:
    """The text without marker characters, so that only our own can be in it later."""
    return _ALL.sub("", text)


@dataclass(slots=True)
class MarkerReader:
    """Reads the markers of one file; `change` is the tracked change still open, across paragraphs."""

    change: Change | None = None

    def runs_of(self, run: Run) -> tuple[Runs, list[tuple[str, str]]]:
        """The run without markers, split where a change begins or ends, and (code, message) of warnings."""
        runs: list[Run] = []
        warnings: list[tuple[str, str]] = []
        for part in _INLINE.split(run.text):
            if part in _CHANGES:
                self.change = _CHANGES[part]
            elif part in _WARNINGS:
                warnings.append(_WARNINGS[part])
            elif part:
                runs.append(replace(run, text=part, change=run.change or self.change))
        return tuple(runs), warnings
