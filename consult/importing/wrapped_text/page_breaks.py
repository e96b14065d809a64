"""Joins a sentence that a page break cut in front of a capital letter, as in a name.

What goes on in small letters is joined later, for all kinds of files; must not join headings.
"""

from dataclasses import replace

from consult.importing.wrapped_text.block import Block

# A line so full, and without a full stop, ends in the middle of a sentence.
_FULL = 0.85
# No paragraph runs over more pages than this.
_MOST_JOINS = 12


def joined_over_pages(blocks: list[Block], width: int) -> list[Block]:
    """The blocks of a text set `width` letters wide; each join is a remark."""
    result: list[Block] = []
    for block in blocks:
        if result and len(result[-1].remarks) < _MOST_JOINS and _is_cut(result[-1], block, width):
            before = result[-1]
            message = f"“… {before.last.split()[-1]}” and “{block.first.split()[0]} …”"
            whole = replace(before, lines=(*before.lines, *block.lines))
            message = f"{message} ({block.where}) are one paragraph."
            result[-1] = whole.noting("page-break-joined", message)
        else:
            result.append(block)
    return result


def _is_cut(before: Block, block: Block, width: int) -> bool:
    above, below = before.lines[-1], block.lines[0]
    alike = (above.size, above.bold) == (below.size, below.bold)
    full = len(before.lines) > 1 and len(before.last) >= _FULL * width
    open_end = before.last[-1].isalnum() or before.last[-1] == ","
    return below.starts_page and alike and full and open_end and block.first[0].isupper()
