"""Signs put into a file before pandoc reads it, so that it carries over what pandoc would drop.

Noncharacters, which no text of anybody's uses. Holds the signs and what they become; where they
are put is for the readers of each kind of file.
"""

import re
from dataclasses import dataclass, replace

from consult.importing.draft import Change, Run, Runs

BOX, HIDDEN, COMMENT = "\ufdd0", "\ufdd1", "\ufdd2"
INSERTION, DELETION, STANDING = "\ufdd3", "\ufdd4", "\ufdd5"
OBJECT, FORMULA, JOINED, EDGE = "\ufdd6", "\ufdd7", "\ufdd8", "\ufdd9"
# In the place of a picture's description, and in front of a note's words.
DECORATIVE, NOTE = "\ufddf", "\ufdde"

_SIGNS = re.compile("([\ufdd0-\ufdd9])")
_ALL = re.compile("[\ufdd0-\ufddf]")
_REMARKS = {
    BOX: ("text-box", "This stood in a text box; it was placed below the paragraph beside it."),
    HIDDEN: ("hidden-text-left-out", "Text that is hidden in the file was left out here."),
    COMMENT: ("comments-left-out", "A comment on this place was left out."),
    OBJECT: ("object-left-out", "A chart, a drawing or another embedded object was left out here."),
    JOINED: (
        "paragraphs-joined",
        "A paragraph's end is deleted here; it and the next one were made one paragraph.",
    ),
    EDGE: ("header-left-out", "A header or footer was left out here."),
    FORMULA: (
        "formula-in-line",
        "A formula was set as one line of text; compare it with the file.",
    ),
}
_CHANGES: dict[str, Change | None] = {
    INSERTION: "insertion",
    DELETION: "deletion",
    STANDING: None,
}


def without_signs(text: str) -> str:
    """A text in which nobody but we can have put a sign."""
    return _ALL.sub("", text)


@dataclass(slots=True)
class MarkerReader:
    """What the signs have said so far: the change that goes on, from paragraph to paragraph."""

    change: Change | None = None

    def runs_of(self, run: Run) -> tuple[Runs, list[tuple[str, str]]]:
        """The run without its signs, cut where a change begins or ends, and the remarks."""
        runs: list[Run] = []
        remarks: list[tuple[str, str]] = []
        for part in _SIGNS.split(run.text):
            if part in _CHANGES:
                self.change = _CHANGES[part]
            elif part in _REMARKS:
                remarks.append(_REMARKS[part])
            elif part:
                runs.append(replace(run, text=part, change=run.change or self.change))
        return tuple(runs), remarks
