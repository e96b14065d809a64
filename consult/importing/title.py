"""The draft's title where the file does not name it outright."""

from consult.importing.draft import DraftWarning
from consult.importing.outline import HeadingDraft, split_number
from consult.importing.piece import DraftPiece

TitleAndPieces = tuple[str, list[DraftPiece], tuple[DraftWarning, ...]]


def take_title(title: str, pieces: list[DraftPiece], name: str) -> TitleAndPieces:
    """The title, the pieces without it, and the warnings about it.

    First choice is `title`, the file's own. Then the only heading of level 1, if it is the first
    piece, has no number and other headings follow, which all move up one level. Then `name`, the file's.
    """
    first = pieces[0].content if pieces else None
    levels = [piece.content.level for piece in pieces if isinstance(piece.content, HeadingDraft)]
    alone = isinstance(first, HeadingDraft) and levels.count(first.level) == 1 and len(levels) > 1
    highest = isinstance(first, HeadingDraft) and first.level == min(levels)
    numbered = bool(pieces) and split_number(pieces[0].text)[0] is not None
    if alone and highest and not numbered and title in ("", pieces[0].text):
        return pieces[0].text, [_moved_up(piece) for piece in pieces[1:]], ()
    if title:
        return title, pieces, ()
    return fallback_title(pieces, name)


def fallback_title(pieces: list[DraftPiece], name: str) -> TitleAndPieces:
    """`name` as the title, with the warning that the file has none."""
    message = "The file does not say what its title is."
    return name, pieces, (DraftWarning("title-missing", message),)


def _moved_up(piece: DraftPiece) -> DraftPiece:
    if isinstance(piece.content, HeadingDraft) and piece.content.level > 1:
        return piece.as_heading(piece.content.level - 1)
    return piece
