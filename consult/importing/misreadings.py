"""Points at words that text recognition has probably mangled, and changes nothing.

Recognition confuses like-looking letters and drops one of a group, and where it met tracked
changes it may have run old and new words together. Only a person can tell; the editor is asked.
"""

import re
from collections.abc import Iterator

from consult.importing.draft import Runs, whole_change
from consult.importing.piece import DraftPiece

# Danish words as they come out of recognition, each with what was probably printed.
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


def with_misreading_warnings(found: list[DraftPiece]) -> list[DraftPiece]:
    """The same pieces; likely misreadings and run-together words are remarks."""
    return [_looked_at(one) for one in found]


def with_collision_warning(one: DraftPiece) -> DraftPiece:
    """The same piece with a remark where old and new words may stand side by side."""
    collision = _COLLISION.search(one.text)
    if collision is None:
        return one
    message = f"“{collision[0]}”: old and new words may stand side by side; kept as it stands."
    return one.with_warning("words-run-together", message)


def _looked_at(one: DraftPiece) -> DraftPiece:
    for code, message in _misread(one.text):
        one = one.with_warning(code, message)
    one = with_collision_warning(one)
    if _inserted_into_sentence(one.content.runs):
        message = "Words were inserted here and none deleted; a deletion may have been lost."
        one = one.with_warning("deletion-maybe-lost", message)
    return one


def _misread(text: str) -> Iterator[tuple[str, str]]:
    for match in _MISREAD.finditer(text):
        likely = _MISREADINGS[int(str(match.lastgroup)[1:])][1]
        message = f"“{match[0]}” may be a misreading ({likely}); kept as it stands."
        yield "possible-misreading", message


def _inserted_into_sentence(runs: Runs) -> bool:
    changes = {run.change for run in runs}
    return "insertion" in changes and "deletion" not in changes and whole_change(runs) is None
