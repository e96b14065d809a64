"""One tracked change or comment of a document, as whoever publishes the document sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AnnotationKind(StrEnum):
    """By Word's element."""

    INSERTION = "ins"
    DELETION = "del"
    MOVED_AWAY = "moveFrom"
    MOVED_HERE = "moveTo"
    COMMENT = "comment"


@dataclass(frozen=True)
class Annotation:
    """``number`` counts from 1 and is the same whenever the same file is read. ``words`` are put in, taken out or said in
    the margin, white space folded; "" for a picture."""

    number: int
    kind: AnnotationKind
    words: str
