"""A piece of text on its way into the outline, with what was noticed about it.

Every kind of file is first read into a list of these; what follows is the same for all.
"""

from dataclasses import dataclass, replace

from consult.importing.draft import DraftWarning, ParagraphDraft, clean_text, whole_text
from consult.importing.outline import Heading, Outline

Remarks = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`style` is the file's own name for the paragraph's look, `line` is "line 48" or "".

    `remarks` are (code, message) of what an editor must be told about this piece.
    """

    piece: Heading | ParagraphDraft
    style: str = ""
    line: str = ""
    remarks: Remarks = ()

    @property
    def text(self) -> str:
        """The piece's clean words, or its deleted ones when nothing else is left."""
        return clean_text(self.piece.runs) or whole_text(self.piece.runs)

    @property
    def is_paragraph(self) -> bool:
        """Ordinary running text: no heading, list, table or note."""
        return isinstance(self.piece, ParagraphDraft) and (
            self.piece.kind == "paragraph" and self.piece.level == 0
        )

    def noting(self, code: str, message: str) -> "Found":
        """The same piece with one more remark."""
        return replace(self, remarks=(*self.remarks, (code, message)))

    def as_heading(self, level: int) -> "Found":
        """The same words as a heading."""
        return replace(self, piece=Heading(level, self.piece.runs))


def outlined(found: list[Found]) -> Outline:
    """The outline of all pieces, its warnings naming the line or the place in the outline."""
    outline = Outline()
    for one in found:
        outline.add([one.piece])
        place = outline.where()
        where = one.line or place
        outline.warnings += [DraftWarning(code, text, where, place) for code, text in one.remarks]
        if one.line:
            outline.lines.append((one.line, place))
    return outline
