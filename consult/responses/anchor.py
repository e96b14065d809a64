"""LocationIndex: what a remark can be written on, found in the version of the text that its writer had in view.

A text may be replaced while somebody writes. What was written is kept with the version it was written on, and a
place says whether the text that is heard now has it still.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from consult.documents.current_version import consulted_versions, current_version
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.translations.translation import Translation, digest_of
from consult.documents.versions.succession import Succession, succession
from consult.responses.remark import AnchorType


class Anchor(NamedTuple):
    """What a writer points at. ``ref`` is a section's key, a paragraph's identity as digits, or "". ``version`` is
    the number of the published version they had in view, None: the one that is heard."""

    type: AnchorType
    ref: str
    version: int | None = None


@dataclass(frozen=True)
class ResolvedAnchor:
    """An anchor that exists in version number ``version``. ``text`` is a paragraph's words, else ""; ``translated``
    what it is called in other languages, which people may have read and quoted instead.

    ``is_earlier``: another version is heard now. ``is_gone``: that one has the place no more; ``heir`` is the
    paragraph (an identity) this one's words went into.
    """

    anchor: Anchor
    version_id: int
    version: int = 1
    section_id: int | None = None
    section_key: str = ""
    section_title: str = ""
    paragraph_id: int | None = None
    paragraph_number: str = ""
    text: str = ""
    translated: Mapping[str, str] = field(default_factory=dict)
    is_earlier: bool = False
    is_gone: bool = False
    heir: int | None = None

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


async def resolve_anchors(
    consultation_id: int, anchors: Iterable[Anchor]
) -> dict[Anchor, ResolvedAnchor]:
    """The anchors that exist, by anchor; an unknown one is missing, as is one in a version that nobody may see or that
    was never heard.

    A paragraph that names no version and is in earlier ones alone is found where it stood last. At most
    three queries a version beside those for the versions and the succession.
    """
    versions = await consulted_versions(consultation_id)
    if not versions:
        return {}
    heard = versions[0]
    past = await succession(heard)
    wanted = {anchor: _version_of(anchor, heard, past) for anchor in anchors}
    found: dict[Anchor, ResolvedAnchor] = {}
    for version in versions:
        here = {anchor for anchor, number in wanted.items() if number == version.number}
        for place in await _in_version(version, here) if here else ():
            found[place.anchor] = _standing(place, past)
    return found


def _version_of(anchor: Anchor, heard: Version, past: Succession) -> int:
    """The number of the version to look in."""
    if anchor.version is not None:
        return anchor.version
    if anchor.type == AnchorType.PARAGRAPH and _is_id(anchor.ref):
        stood = past.paragraphs.get(int(anchor.ref))
        return stood.version if stood else heard.number
    return heard.number


def _standing(place: ResolvedAnchor, past: Succession) -> ResolvedAnchor:
    """The place with what the heard version makes of it."""
    is_earlier = place.version_id != past.version.id
    if place.paragraph_id is not None:
        stood = past.paragraphs.get(place.paragraph_id)
        is_gone, heir = stood is not None and stood.heir is None, stood.heir if stood else None
        return replace(place, is_earlier=is_earlier, is_gone=is_gone, heir=heir)
    return replace(place, is_earlier=is_earlier, is_gone=place.section_id in past.sections)


async def alternatives_to(consultation_id: int, place: ResolvedAnchor) -> list[ResolvedAnchor]:
    """Where what was written on a place that is gone can go in the heard version: the section it belongs to now,
    if there is one, and the whole."""
    heard = await current_version(consultation_id)
    assert heard is not None
    past = await succession(heard)
    within = (
        past.section_of_gone(place.paragraph_id)
        if place.paragraph_id is not None
        else past.section(place.section_id or 0)
    )
    rows = Section.filter(version_id=heard.id, identity_id=within) if within else None
    keys = await rows.values_list("key", flat=True) if rows else []
    anchors = [Anchor(AnchorType.SECTION, str(key), heard.number) for key in keys]
    anchors.append(Anchor(AnchorType.CONSULTATION, "", heard.number))
    found = await resolve_anchors(consultation_id, anchors)
    return [found[anchor] for anchor in anchors]


async def _in_version(version: Version, wanted: set[Anchor]) -> list[ResolvedAnchor]:
    return [
        *(
            ResolvedAnchor(anchor, version.id, version.number)
            for anchor in wanted
            if anchor.type == AnchorType.CONSULTATION and not anchor.ref
        ),
        *await _sections(version, wanted),
        *await _paragraphs(version, wanted),
    ]


async def _sections(version: Version, wanted: set[Anchor]) -> list[ResolvedAnchor]:
    anchors = [each for each in wanted if each.type == AnchorType.SECTION]
    if not anchors:
        return []
    rows = await Section.filter(version_id=version.id, key__in=[each.ref for each in anchors])
    stored = {section.key: section for section in rows}
    return [
        ResolvedAnchor(each, version.id, version.number, s.identity_id, s.key, section_words(s))
        for each in anchors
        if (s := stored.get(each.ref))
    ]


async def _paragraphs(version: Version, wanted: set[Anchor]) -> list[ResolvedAnchor]:
    anchors = [a for a in wanted if a.type == AnchorType.PARAGRAPH and _is_id(a.ref)]
    if not anchors:
        return []
    # Columns, not models: a paragraph's stored html and runs are of no use here, and every comment asks.
    rows = await Paragraph.filter(
        version_id=version.id, identity_id__in=[int(each.ref) for each in anchors]
    ).values_list(
        "identity_id", "number", "text",
        "section__identity_id", "section__key", "section__number", "section__title",
        "version__document__consultation__translated_into",
    )  # fmt: skip
    words = [row[2] for row in rows if row[-1]]
    translated = await _translated(version.document_id, words) if words else {}
    stored = {row[0]: row[1:-1] for row in rows}
    places = []
    for each in anchors:
        if row := stored.get(int(each.ref)):
            number, text, section, key, printed, title = row
            said = translated.get(digest_of(text), {}) if translated else {}
            places.append(
                ResolvedAnchor(
                    each, version.id, version.number, section, key, f"{printed} {title}".strip(),
                    int(each.ref), number, text, said,
                )
            )  # fmt: skip
    return places


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
