"""What became of every paragraph from one version to the next. Plain values: no ORM, no web.

Between two versions: `changes_beside` says what became of tables, figures and footnotes, `passages_of` takes the passages out of a read draft, `match` proposes links, `same_sections`
pairs the sections, `as_json` prints. A proposal decides nothing; a person approves it.
Over approved links: `paragraph_changes` composes several steps into one, `interleave` puts two versions into one
reading order. For display: `diff_words`, `split_differences`, `table_differences`.
"""

from consult.lineage.beside_text import BesideChange, changes_beside
from consult.lineage.composition import (
    ChangeKind,
    LinkedPair,
    ParagraphChange,
    VersionParagraph,
    compose,
    paragraph_changes,
)
from consult.lineage.difference_split import SplitDifferences, split_differences
from consult.lineage.interleaving import (
    ChangeEntry,
    HeadingKind,
    InterleavedSection,
    SectionHeading,
    VersionOutline,
    interleave,
)
from consult.lineage.mapping import Link, LinkKind, Mapping, match
from consult.lineage.mapping_json import as_json
from consult.lineage.passage import Passage, Titles, headings_of, passages_of, titles_above
from consult.lineage.section_matching import same_sections
from consult.lineage.table_diff import TableRow, table_differences
from consult.lineage.word_diff import Difference, diff_words, diff_words_exactly
from consult.lineage.wording import same_text

__all__ = [
    "BesideChange",
    "ChangeEntry",
    "ChangeKind",
    "Difference",
    "HeadingKind",
    "InterleavedSection",
    "Link",
    "LinkKind",
    "LinkedPair",
    "Mapping",
    "ParagraphChange",
    "Passage",
    "SectionHeading",
    "SplitDifferences",
    "TableRow",
    "Titles",
    "VersionOutline",
    "VersionParagraph",
    "as_json",
    "changes_beside",
    "compose",
    "diff_words",
    "diff_words_exactly",
    "headings_of",
    "interleave",
    "match",
    "paragraph_changes",
    "passages_of",
    "same_sections",
    "same_text",
    "split_differences",
    "table_differences",
    "titles_above",
]
