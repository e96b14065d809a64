"""The memo as HTML: the blocks a page of ours includes, or a whole file that stands alone. Words nothing."""

from __future__ import annotations

from consult.answers.memo.blocks import Block
from consult.answers.memo.memo import Memo, PointPart
from consult.answers.memo.memo_blocks import blocks_of, title_of
from consult.answers.memo.point_blocks import point_blocks
from consult.locale import speaking
from consult.web.rendering import environment


def heading(memo: Memo) -> str:
    """The memo's title, in its own language."""
    with speaking(memo.language):
        return title_of(memo)


def blocks_below_title(memo: Memo, *, with_gaps: bool) -> list[Block]:
    """Everything below the title in the memo's language, for ``answers/_memo.html``."""
    with speaking(memo.language):
        return list(blocks_of(memo, with_gaps=with_gaps))


def blocks_of_point(point: PointPart, language: str) -> list[Block]:
    """One point as it will read, for a page whose own heading stands above."""
    with speaking(language):
        return list(point_blocks(point, level=3))


def as_file(memo: Memo, *, with_gaps: bool) -> bytes:
    """A whole HTML document: no script, nothing fetched, its style inside. Takes time: call it in a thread."""
    with speaking(memo.language) as locale:
        return (
            environment()
            .get_template("answers/memo_file.html")
            .render(
                title=title_of(memo),
                locale=locale,
                blocks=list(blocks_of(memo, with_gaps=with_gaps)),
            )
            .encode()
        )
