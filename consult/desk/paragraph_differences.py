"""The differences between the two sides of a mapping entry, paragraph by paragraph. Plain values: no markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consult.documents.versions.mapping_review import MappedParagraph, MappingEntry
from consult.lineage import Difference


@dataclass(frozen=True)
class ParagraphDifferences:
    """A paragraph and its words in pieces; one piece, "same", where it is compared with nothing."""

    paragraph: MappedParagraph
    pieces: Sequence[Difference]


def differences_by_side(
    entry: MappingEntry,
) -> tuple[list[ParagraphDifferences], list[ParagraphDifferences]]:
    """The old paragraphs with what was deleted, the new ones with what was inserted. About a millisecond."""
    if not (entry.old and entry.new) or entry.kind == "same":
        return [_unmarked(each) for each in entry.old], [_unmarked(each) for each in entry.new]
    differences = entry.differences()
    return (
        _by_paragraph(entry.old, [each for each in differences if each.change != "inserted"]),
        _by_paragraph(entry.new, [each for each in differences if each.change != "deleted"]),
    )


def _unmarked(paragraph: MappedParagraph) -> ParagraphDifferences:
    return ParagraphDifferences(paragraph, (Difference(paragraph.text, "same"),))


def _by_paragraph(
    paragraphs: Sequence[MappedParagraph], pieces: Sequence[Difference]
) -> list[ParagraphDifferences]:
    """The pieces of all the paragraphs together, cut where one paragraph ends.

    By the number of visible characters, because the differences have other white space than the paragraphs. Where a
    hyphen at a line's end was dropped, a cut comes a letter early: odd to read, but nothing is lost.
    """
    sizes = [len("".join(each.text.split())) for each in paragraphs]
    cuts = _cut(list(pieces), sizes)
    return [ParagraphDifferences(each, cut) for each, cut in zip(paragraphs, cuts, strict=True)]


def _cut(pieces: list[Difference], sizes: Sequence[int]) -> Iterator[tuple[Difference, ...]]:
    """Pieces with ``sizes`` visible characters each; the last has the rest."""
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
    """The text up to its n-th visible character with the white space after it, and the rest."""
    for at, character in enumerate(text):
        if not character.isspace():
            if visible == 0:
                return text[:at], text[at:]
            visible -= 1
    return text, ""
