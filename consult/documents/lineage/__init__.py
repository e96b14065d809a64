"""What became of every paragraph from one version to the next. Plain values: no ORM, no web.

`passages_of` takes them from a read draft, `match` proposes the links, `differences` shows one
of them word by word, `same_sections` pairs the headings, `as_json` prints. A proposal decides nothing; a person approves it.
"""

from .differences import Difference, differences
from .json_form import as_json
from .mapping import Link, LinkKind, Mapping, match
from .passage import Passage, passages_of, titles_above
from .sections import same_sections
from .wording import same_text

__all__ = [
    "Difference",
    "Link",
    "LinkKind",
    "Mapping",
    "Passage",
    "as_json",
    "differences",
    "match",
    "passages_of",
    "same_sections",
    "same_text",
    "titles_above",
]
