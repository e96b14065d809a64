"""The memo as HTML: the blocks that a page of ours includes, or a whole file that stands alone."""

from __future__ import annotations

from consult.answers.memo.blocks import Block
from consult.answers.memo.memo import Memo, PointPart
from consult.answers.memo.memo_blocks import memo_blocks, title_of
from consult.answers.memo.point_blocks import point_blocks
from consult.locale import speaking
from consult.web.rendering import environment


def memo_title(memo: Memo) -> str:
    """The memo's title, in its own language."""
    with speaking(memo.language):
        return title_of(memo)


def blocks_below_title(memo: Memo, *, with_gaps: bool) -> list[Block]:
    """Everything below the title in the memo's language, for ``answers/_memo_blocks.html``."""
    with speaking(memo.language):
        return list(memo_blocks(memo, with_gaps=with_gaps))


def point_preview(point: PointPart, language: str) -> list[Block]:
    """One point as it will read in the memo, for a page that has a heading of its own."""
    with speaking(language):
        return list(point_blocks(point, level=3))


def memo_html(memo: Memo, *, with_gaps: bool) -> bytes:
    """A whole HTML document: no script, nothing fetched, its style inside. Some seconds for tens of thousands of remarks:
    call it in a thread."""
    with speaking(memo.language) as locale:
        return (
            environment()
            .get_template("answers/memo_file.html")
            .render(
                title=title_of(memo),
                locale=locale,
                blocks=list(memo_blocks(memo, with_gaps=with_gaps)),
            )
            .encode()
        )
