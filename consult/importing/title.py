"""Where a draft's title comes from when the file does not name it outright."""

from dataclasses import replace

from consult.importing.draft import DraftWarning
from consult.importing.outline import Heading
from consult.importing.piece import Found


def titled(
    title: str, found: list[Found], name: str
) -> tuple[str, list[Found], tuple[DraftWarning, ...]]:
    """The title, the pieces without it, and what to say about it.

    The file's own title first; else its only heading of level 1, when it stands first and
    others stand below it, which then all move up; else `name`, the file's.
    """
    first = found[0].piece if found else None
    levels = [one.piece.level for one in found if isinstance(one.piece, Heading)]
    alone = isinstance(first, Heading) and levels.count(first.level) == 1 and len(levels) > 1
    highest = isinstance(first, Heading) and first.level == min(levels)
    if alone and highest and title in ("", found[0].text):
        return found[0].text, [_moved_up(one) for one in found[1:]], ()
    if title:
        return title, found, ()
    return untitled(found, name)


def untitled(found: list[Found], name: str) -> tuple[str, list[Found], tuple[DraftWarning, ...]]:
    """`name` as the title, and the warning that says so."""
    message = "The file does not say what its title is."
    return name, found, (DraftWarning("title-missing", message),)


def _moved_up(one: Found) -> Found:
    if isinstance(one.piece, Heading) and one.piece.level > 1:
        return replace(one, piece=Heading(one.piece.level - 1, one.piece.runs))
    return one
