"""Warns of lines that may be two columns side by side, and changes nothing.

Which column is read first only a person can tell.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from consult.importing.draft import DraftWarning
from consult.importing.line import Line

_WIDE_BLANK = re.compile(r"\S {4,}\S")
# Fewer lines in a row with a wide blank inside are spacing, not columns.
_FEWEST = 3


def column_warnings(lines: list[Line]) -> Iterator[DraftWarning]:
    """A warning for each group of neighbouring lines that look like two columns, at its first line."""
    filled = [line for line in lines if not line.is_blank]
    for is_wide, group in groupby(filled, key=lambda line: bool(_WIDE_BLANK.search(line.text))):
        wide = list(group)
        if is_wide and len(wide) >= _FEWEST:
            message = (
                f"These {len(wide)} lines may be two columns side by side; they were read across."
            )
            yield DraftWarning("possible-columns", message, wide[0].where)
