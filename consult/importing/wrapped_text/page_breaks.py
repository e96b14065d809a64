"""Joins a sentence that a page break cut in front of a capital letter, as in a name.

What continues in small letters is joined later, for all kinds of files; must not join headings.
"""

from dataclasses import replace

from consult.importing.wrapped_text.block import Block
from consult.importing.wrapped_text.paragraphs import TextMetrics, has_room

# A line that fills so much of the width, and has no full stop, ends in the middle of a sentence.
_FULL = 0.85
# No paragraph runs over more pages than this.
_MOST_JOINS = 12


def joined_over_pages(blocks: list[Block], metrics: TextMetrics) -> list[Block]:
    """The blocks, cut sentences joined; each join is a warning."""
    result: list[Block] = []
    for block in blocks:
        if (
            result
            and len(result[-1].warnings) < _MOST_JOINS
            and _is_cut(result[-1], block, metrics)
        ):
            before = result[-1]
            message = f"“… {before.last.split()[-1]}” and “{block.first.split()[0]} …”"
            whole = replace(before, lines=(*before.lines, *block.lines))
            message = f"{message} ({block.where}) are one paragraph."
            result[-1] = whole.with_warning("page-break-joined", message)
        else:
            result.append(block)
    return result


def _is_cut(before: Block, block: Block, metrics: TextMetrics) -> bool:
    above, below = before.lines[-1], block.lines[0]
    same_font = (above.size, above.bold) == (below.size, below.bold)
    is_long = len(before.last) >= _FULL * metrics.width
    is_full = len(before.lines) > 1 and (is_long or not has_room(above, block.first, metrics))
    is_open = before.last[-1].isalnum() or before.last[-1] == ","
    return below.starts_page and same_font and is_full and is_open and block.first[0].isupper()
