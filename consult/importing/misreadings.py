"""Warns of words that text recognition has probably mangled, and changes nothing.

Recognition confuses letters that look alike and drops one of a group, and in tracked changes it
may have run old and new words together. Only a person can tell; the editor is asked.
"""

import re
from collections.abc import Iterator

from consult.importing.draft import Runs, whole_change
from consult.importing.piece import DraftPiece

# Danish words as recognition gives them, each with what was probably printed.
_MISREADINGS = (
    (r"forsat|forsætte\w*", "fortsat, fortsætte"),
    (r"tryk|trykke|trykthed", "tryg, trygge, tryghed"),
    (r"\w+gælde", "-glæde"),
    (r"\w*network", "-netværk"),
    (r"indsætter(ne)?", "indsatser"),
    (r"\w+erings", "-ering"),
    (r"københavnernes", "københavnere"),
)
_MISREAD = re.compile(
    "|".join(rf"(?P<m{i}>\b(?:{shape})\b)" for i, (shape, _) in enumerate(_MISREADINGS)),
    re.IGNORECASE,
)
# "med til" and "på til" are good Danish; nothing is ever "med af".
_COLLISION = re.compile(r"\b(?:for|fra|i|med|om|på|til|ved) af\b")


def with_misreading_warnings(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """The same pieces with warnings of likely misreadings, words run together and lost deletions."""
    return [_with_warnings(piece) for piece in pieces]


def with_collision_warning(piece: DraftPiece) -> DraftPiece:
    """The same piece with a warning where old and new words may stand side by side."""
    collision = _COLLISION.search(piece.text)
    if collision is None:
        return piece
    message = f"“{collision[0]}”: old and new words may stand side by side; kept as it stands."
    return piece.with_warning("words-run-together", message)


def _with_warnings(piece: DraftPiece) -> DraftPiece:
    for code, message in _misreading_warnings(piece.text):
        piece = piece.with_warning(code, message)
    piece = with_collision_warning(piece)
    if _has_lone_insertion(piece.content.runs):
        message = "Words were inserted here and none deleted; a deletion may have been lost."
        piece = piece.with_warning("deletion-maybe-lost", message)
    return piece


def _misreading_warnings(text: str) -> Iterator[tuple[str, str]]:
    for match in _MISREAD.finditer(text):
        likely = _MISREADINGS[int(str(match.lastgroup)[1:])][1]
        message = f"“{match[0]}” may be a misreading ({likely}); kept as it stands."
        yield "possible-misreading", message


def _has_lone_insertion(runs: Runs) -> bool:
    """Whether words were inserted into older text and none deleted."""
    changes = {run.change for run in runs}
    return "insertion" in changes and "deletion" not in changes and whole_change(runs) is None
