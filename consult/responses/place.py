"""Places: what a remark can be written on, found in the text that is out for consultation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from consult.documents.document import Version
from consult.documents.heard import heard_version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.translation import Translation, digest_of
from consult.responses.remark import AnchorType


class Anchor(NamedTuple):
    """What a writer points at. ``ref`` is a section's key, a paragraph's identity as digits, or ""."""

    type: AnchorType
    ref: str


@dataclass(frozen=True)
class Place:
    """An anchor that exists in the current version. ``text`` is a paragraph's words, else ""; ``translated``
    what it is called in other languages, which people may have read and quoted instead."""

    anchor: Anchor
    version_id: int
    section_id: int | None = None
    section_key: str = ""
    section_title: str = ""
    paragraph_id: int | None = None
    paragraph_number: str = ""
    text: str = ""
    translated: Mapping[str, str] = field(default_factory=dict)

    def contains(self, quote: str) -> bool:
        """Whether the words are literally in the paragraph or in a translation of it; line breaks and double
        spaces do not count."""
        return self._is_original(quote) or bool(self.language_of(quote))

    def language_of(self, quote: str) -> str:
        """The language of the translation that the words are quoted from; "" for words of the text itself."""
        if self._is_original(quote):
            return ""
        words = fold_spaces(quote)
        found = (code for code, said in self.translated.items() if words in fold_spaces(said))
        return next(found, "")

    def _is_original(self, quote: str) -> bool:
        return bool(self.text) and fold_spaces(quote) in fold_spaces(self.text)


def fold_spaces(text: str) -> str:
    """White space folded and trimmed, as a browser's selection gives it."""
    return " ".join(text.split())


async def find_places(consultation_id: int, anchors: Iterable[Anchor]) -> dict[Anchor, Place]:
    """The anchors that exist, by anchor; an unknown one is missing. At most four queries."""
    version = await heard_version(consultation_id)
    if version is None:
        return {}
    version_id = version.id
    wanted = set(anchors)
    found = {a: Place(a, version_id) for a in wanted if a == Anchor(AnchorType.CONSULTATION, "")}
    found.update(await _sections(version_id, wanted))
    found.update(await _paragraphs(version, wanted))
    return found


async def _sections(version_id: int, wanted: set[Anchor]) -> dict[Anchor, Place]:
    keys = [a.ref for a in wanted if a.type == AnchorType.SECTION]
    if not keys:
        return {}
    rows = await Section.filter(version_id=version_id, key__in=keys)
    return {
        (anchor := Anchor(AnchorType.SECTION, s.key)): Place(
            anchor, version_id, s.identity_id, s.key, section_words(s)
        )
        for s in rows
    }


async def _paragraphs(version: Version, wanted: set[Anchor]) -> dict[Anchor, Place]:
    ids = [int(a.ref) for a in wanted if a.type == AnchorType.PARAGRAPH and _is_id(a.ref)]
    if not ids:
        return {}
    # Columns, not models: a paragraph's stored html and runs are of no use here, and every comment asks.
    rows = await Paragraph.filter(version_id=version.id, identity_id__in=ids).values_list(
        "identity_id", "number", "text",
        "section__identity_id", "section__key", "section__number", "section__title",
        "version__document__consultation__translated_into",
    )  # fmt: skip
    words = [row[2] for row in rows if row[-1]]
    translated = await _translated(version.document_id, words) if words else {}
    return {
        (anchor := Anchor(AnchorType.PARAGRAPH, str(identity))): Place(
            anchor,
            version.id,
            section,
            key,
            f"{printed} {title}".strip(),
            identity,
            number,
            text,
            translated.get(digest_of(text), {}) if translated else {},
        )
        for identity, number, text, section, key, printed, title, _ in rows
    }


async def _translated(document_id: int, words: Iterable[str]) -> dict[str, dict[str, str]]:
    """What these words are called, by digest and language."""
    rows = Translation.filter(document_id=document_id, digest__in=[digest_of(w) for w in words])
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for digest, language, said in await rows.order_by("language").values_list(
        "digest", "language", "words"
    ):
        found[digest][language] = said
    return found


def section_words(section: Section) -> str:
    """How a section is named: its printed number, if any, and its title."""
    return f"{section.number} {section.title}".strip()


def _is_id(ref: str) -> bool:
    return ref.isascii() and ref.isdecimal() and len(ref) < 19
