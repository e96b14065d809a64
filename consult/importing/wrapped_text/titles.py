"""Finds the title of a text that marks none: the line that names it as an annex.

Must not take a chapter's heading for the title.
"""

import re

from consult.importing.draft import DraftWarning
from consult.importing.wrapped_text.block import Block
from consult.importing.wrapped_text.hyphenation import Words, unwrapped

_ANNEX = re.compile(r"(?:Bilag|Annex|Appendix) \w{1,3}[.:]? .+")
# The title is among so many blocks at the beginning, or there is none.
_FIRST = 6


def title_of(blocks: list[Block]) -> tuple[str, list[Block], tuple[DraftWarning, ...]]:
    """The title, the blocks below it and warnings; "" and all blocks where there is no title."""
    for at, block in enumerate(blocks[:_FIRST]):
        if _ANNEX.match(block.first) and block.last[-1:].isalnum():
            title, _ = unwrapped(block.lines, Words.of(()))
            message = f"“{title}” is taken as the title."
            warnings = [DraftWarning("title-guessed", message, block.where)]
            for above in blocks[:at]:
                words, _ = unwrapped(above.lines, Words.of(()))
                left_out = f"Left out: “{words}”"
                warnings.append(DraftWarning("front-matter-left-out", left_out, above.where))
            return title, blocks[at + 1 :], tuple(warnings)
    return "", blocks, ()
