"""Points at lines that may be two columns printed side by side, and changes nothing.

Which column is read first only a person can tell.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from consult.importing.draft import DraftWarning
from consult.importing.line import Line

_WIDE_BLANK = re.compile(r"\S {4,}\S")
# So many lines in a row with a wide blank inside are columns; fewer are spacing.
_FEWEST = 3


def about_columns(lines: list[Line]) -> Iterator[DraftWarning]:
    """A warning for every run of lines that look like two columns, at its first line."""
    filled = [line for line in lines if not line.is_blank]
    for wide, run in groupby(filled, key=lambda line: bool(_WIDE_BLANK.search(line.text))):
        those = list(run)
        if wide and len(those) >= _FEWEST:
            message = (
                f"These {len(those)} lines may be two columns side by side; they were read across."
            )
            yield DraftWarning("possible-columns", message, those[0].where)
