"""The memo as HTML: the blocks that a page of ours includes, or a whole file that stands alone."""

from __future__ import annotations

from consult.answers.memo.blocks import Block, Table
from consult.answers.memo.contents import contents_of
from consult.answers.memo.memo import Memo, PointPart
from consult.answers.memo.memo_blocks import front_of, memo_blocks, short_title, title_of
from consult.answers.memo.point_blocks import point_blocks
from consult.locale import speaking
from consult.web.rendering import environment
from consult.web.urls import absolute


def memo_title(memo: Memo) -> str:
    """The memo's title, in its own language."""
    with speaking(memo.language):
        return title_of(memo)


def blocks_below_title(memo: Memo, *, with_gaps: bool) -> list[Block]:
    """Everything below the title in the memo's language, for ``answers/_memo_blocks.html``."""
    with speaking(memo.language):
        return list(memo_blocks(memo, with_gaps=with_gaps))


def point_preview(point: PointPart, slug: str, language: str) -> list[Block]:
    """One point as it will read in the memo, for a page that has a heading of its own."""
    with speaking(language):
        return list(point_blocks(point, slug, level=3))


def memo_html(memo: Memo, *, with_gaps: bool) -> bytes:
    """A whole HTML document: no script, nothing fetched, its style inside. Its PDF is rendered from the same. Some seconds
    for tens of thousands of remarks: call it in a thread."""
    with speaking(memo.language) as locale:
        blocks = list(memo_blocks(memo, with_gaps=with_gaps))
        pieces = (
            environment()
            .get_template("answers/memo_file.html")
            .generate(
                title=title_of(memo),
                front=front_of(memo),
                short=short_title(memo),
                issuer=memo.issuer,
                unit=memo.unit,
                locale=locale,
                contents=contents_of(blocks),
                blocks=blocks,
                outcome_url=absolute("outcome", consultation=memo.slug) if memo.edition else None,
                widths=sorted(
                    {width for each in blocks if isinstance(each, Table) for width in each.widths}
                ),
            )
        )
        # Piece by piece: one wide character makes a string wide as a whole.
        return b"".join(piece.encode() for piece in pieces)
