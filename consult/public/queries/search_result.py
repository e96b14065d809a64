"""What a search finds: paragraphs, headings, or else suggestions of what to search for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import anchor_of
from consult.public.queries.search_snippet import SnippetPiece

MAX_HITS = 50


@dataclass(frozen=True)
class ParagraphHit:
    """A paragraph that has the words, and where it is read. ``section`` is the key of its area; ``title`` is that of
    its own section. The ``snippet`` is in ``language``, which is not always the draft's."""

    consultation: Consultation
    section: str
    title: str
    title_language: str
    paragraph: int
    number: str
    snippet: tuple[SnippetPiece, ...]
    language: str

    @property
    def is_translation(self) -> bool:
        return self.language != self.consultation.language

    @property
    def anchor(self) -> str:
        """Its id on the reading page."""
        return anchor_of(self.number)


@dataclass(frozen=True)
class HeadingHit:
    """A heading that has every word, and where it is read. ``area_title`` is "" for an area itself: many areas have
    the same headings below them."""

    consultation: Consultation
    key: str
    area: str
    title: str
    area_title: str


@dataclass(frozen=True)
class RemarkHit:
    """A published remark that is cited by its number, "17.3"."""

    consultation: Consultation
    number: str


@dataclass(frozen=True)
class SearchResult:
    """``is_citation``: the query cites numbers and nothing else. ``is_loose``: nothing had the words as they were written, these are hits of other forms. ``is_cut``: there may
    be more hits. ``suggestions`` are queries to try where there is no hit."""

    hits: Sequence[ParagraphHit] = ()
    headings: Sequence[HeadingHit] = ()
    remarks: Sequence[RemarkHit] = ()
    is_citation: bool = False
    is_loose: bool = False
    suggestions: Sequence[str] = ()

    @property
    def is_cut(self) -> bool:
        return len(self.hits) == MAX_HITS
