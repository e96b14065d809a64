"""A heading or paragraph as one of the readers read it, before the outline is built.

Every kind of file is first read into a list of these; the steps after that are the same for all.
"""

import re
from dataclasses import dataclass, replace
from typing import TypeAlias

from consult.importing.draft import DraftWarning, ParagraphDraft, clean_text, whole_text
from consult.importing.outline import HeadingDraft, HeadingOrParagraph, OutlineBuilder

_CAPTION = re.compile(
    r"(?:Figur|Tabel|Figure|Table|Billede|Kort|Boks|Diagram|Illustration|Foto)\s+[A-Z]?\d+(?:[.-]\d+)?(?:\s*[:.–-]\s|\s*$)"
)
_CAPTION_STYLE = re.compile(
    r"(?i)(?:caption|billedtekst|figurtekst|tabeltekst|illustration|figure|table)s?"
)
# (code, message) of warnings whose location is not known yet.
UnplacedWarnings: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DraftPiece:
    """One heading or paragraph with what the editor must be warned of about it.

    `style` is the file's own name for the paragraph's look, "" where it has none. `line` is
    "line 48" or "page 3, line 7", "" for files without lines.
    """

    content: HeadingOrParagraph
    style: str = ""
    line: str = ""
    warnings: UnplacedWarnings = ()

    @property
    def text(self) -> str:
        """The clean text, or the deleted text where nothing else is left."""
        return clean_text(self.content.runs) or whole_text(self.content.runs)

    @property
    def is_paragraph(self) -> bool:
        """Whether it is ordinary running text: no heading, list item, table, figure or footnote."""
        return isinstance(self.content, ParagraphDraft) and (
            self.content.kind == "paragraph" and self.content.level == 0
        )

    @property
    def is_caption(self) -> bool:
        """Whether it is the caption of a figure or table, by its style or by its first words."""
        return bool(_CAPTION_STYLE.fullmatch(self.style) or _CAPTION.match(self.text))

    def with_warning(self, code: str, message: str) -> "DraftPiece":
        """The same piece with one more warning."""
        return replace(self, warnings=(*self.warnings, (code, message)))

    def as_heading(self, level: int) -> "DraftPiece":
        """The same text as a heading of this level (1 top)."""
        return replace(self, content=HeadingDraft(level, self.content.runs))


def outline_of(pieces: list[DraftPiece]) -> OutlineBuilder:
    """The outline of all pieces in order; their warnings get the line or the location in the outline."""
    outline = OutlineBuilder()
    for piece in pieces:
        outline.add([piece.content])
        location = outline.location()
        where = piece.line or location
        outline.warnings += [
            DraftWarning(code, message, where, location) for code, message in piece.warnings
        ]
        if piece.line:
            outline.lines.append((piece.line, location))
    return outline
