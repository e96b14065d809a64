"""A pairing's words with what differs, each paragraph on its own side. Plain values: no markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consult.documents.versions.mapping_review import Pairing, Side
from consult.lineage import Difference


@dataclass(frozen=True)
class PairedWords:
    """A paragraph and its words in pieces; of one that nothing is compared with all is one piece, "same"."""

    side: Side
    pieces: Sequence[Difference]


def marked(pairing: Pairing) -> tuple[list[PairedWords], list[PairedWords]]:
    """The old paragraphs and the new ones with what differs; about a millisecond."""
    if not (pairing.old and pairing.new) or pairing.kind == "same":
        return [_plain(side) for side in pairing.old], [_plain(side) for side in pairing.new]
    found = pairing.differences()
    return (
        _per_paragraph(pairing.old, [each for each in found if each.change != "inserted"]),
        _per_paragraph(pairing.new, [each for each in found if each.change != "deleted"]),
    )


def _plain(side: Side) -> PairedWords:
    return PairedWords(side, (Difference(side.text, "same"),))


def _per_paragraph(sides: Sequence[Side], pieces: Sequence[Difference]) -> list[PairedWords]:
    """The pieces of all the paragraphs together, cut where one ends.

    They are told by their visible characters, because layout is unwrapped; a hyphen that a line's end put in is
    gone too, and then a cut may come a letter early, which reads oddly and loses nothing.
    """
    sizes = [len("".join(side.text.split())) for side in sides]
    return [
        PairedWords(side, cut) for side, cut in zip(sides, _cut(list(pieces), sizes), strict=True)
    ]


def _cut(pieces: list[Difference], sizes: Sequence[int]) -> Iterator[tuple[Difference, ...]]:
    """So many visible characters each; the last has all that is left."""
    for size in sizes[:-1]:
        part: list[Difference] = []
        while size and pieces:
            piece = pieces.pop(0)
            head, tail = _split(piece.text, size)
            part.append(Difference(head, piece.change))
            size -= len("".join(head.split()))
            if tail:
                pieces.insert(0, Difference(tail, piece.change))
        yield tuple(part)
    yield tuple(pieces)


def _split(text: str, visible: int) -> tuple[str, str]:
    """The text up to its n-th visible character, with the blanks behind it, and the rest."""
    for place, character in enumerate(text):
        if not character.isspace():
            if visible == 0:
                return text[:place], text[place:]
            visible -= 1
    return text, ""
