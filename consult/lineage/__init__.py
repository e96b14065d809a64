"""What became of every paragraph from one version to the next. Plain values: no ORM, no web.

`passages_of` takes them from a read draft, `match` proposes the links, `diff_words` shows one
of them word by word, `same_sections` pairs the headings, `as_json` prints. A proposal decides nothing; a person approves it.
What was approved, `fates` makes one over several versions, and `woven` puts in one reading order.
"""

from consult.lineage.composition import Fate, FateKind, Standing, Tie, composed, counted, fates
from consult.lineage.difference_split import CutDifferences, cut_differences
from consult.lineage.interleaving import Heading, HeadingKind, Place, Side, WovenSection, woven
from consult.lineage.mapping import Link, LinkKind, Mapping, match
from consult.lineage.mapping_json import as_json
from consult.lineage.passage import Passage, Titles, headings_of, passages_of, titles_above
from consult.lineage.section_matching import same_sections
from consult.lineage.table_diff import TableRow, table_differences
from consult.lineage.word_diff import Difference, diff_words, diff_words_exactly
from consult.lineage.wording import same_text

__all__ = [
    "CutDifferences",
    "Difference",
    "Fate",
    "FateKind",
    "Heading",
    "HeadingKind",
    "Link",
    "LinkKind",
    "Mapping",
    "Passage",
    "Place",
    "Side",
    "Standing",
    "TableRow",
    "Tie",
    "Titles",
    "WovenSection",
    "as_json",
    "composed",
    "counted",
    "cut_differences",
    "diff_words",
    "diff_words_exactly",
    "fates",
    "headings_of",
    "match",
    "passages_of",
    "same_sections",
    "same_text",
    "table_differences",
    "titles_above",
    "woven",
]
