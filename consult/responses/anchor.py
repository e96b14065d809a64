"""Anchors: what a remark is written on, resolved in the version that its writer had in view.

A draft may be replaced while somebody writes. A remark is stored with the version it was written on, and a resolved
anchor says whether the current version still has its target.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tortoise.expressions import Q

from consult.documents.current_version import consulted_versions
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section, can_be_key, identity_in, lasting_id
from consult.documents.translations.translation import Translation, digest_of
from consult.documents.versions.succession import (
    PastParagraph,
    PastSection,
    Succession,
    succession,
)
from consult.numbers import id_in
from consult.responses.anchor_words import anchor_address, anchor_words, in_version
from consult.responses.quotation import words_of
from consult.responses.remark import AnchorType
from consult.web.urls import url


class Anchor(NamedTuple):
    """What a writer points at.

    ``ref`` is a section's key or lasting id, a paragraph's identity as digits, or "" for the whole draft. ``version`` is
    the number of the version in view, None: the current one.
    """

    type: AnchorType
    ref: str
    version: int | None = None


class Quotation(NamedTuple):
    """Quoted words as the text has them. ``language`` is that of the translation, "" for the text itself."""

    words: str
    language: str


@dataclass(frozen=True)
class ResolvedAnchor:
    """An anchor with its target as version number ``version`` has it, and what became of that.

    ``section_title`` includes the printed number. ``text`` are a paragraph's words, else ""; ``translated`` the same
    by language, because people may have read and quoted a translation. ``is_earlier``: another version is current.
    ``is_gone``: the current version does not have the target any more; ``merged_into`` is the paragraph (an identity)
    that holds its words now. ``candidates`` are the sections (identities) that the key of an anchor without a version
    may mean, where it has meant more than one: then there is no target.
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
    merged_into: int | None = None
    candidates: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """What the target is called; of one that is gone, with the version it stood in."""
        words = anchor_words(self.section_title, self.paragraph_number)
        return in_version(words, self.version) if self.is_gone else words

    def address(self, consultation: str) -> str:
        """Where the target is read; a section of an earlier version, in that version."""
        if self.is_earlier and self.paragraph_id is None and self.section_key:
            return url(
                "version_section",
                consultation=consultation,
                version=self.version,
                section=self.section_key,
            )
        return anchor_address(consultation, self.section_key, self.paragraph_id)

    def quotation(self, quote: str) -> Quotation | None:
        """The words of the paragraph, or of a translation of it, that somebody means; None where they are in none."""
        texts = {"": self.text, **self.translated}
        number = self.paragraph_number
        found = ((words_of(text, quote, number), language) for language, text in texts.items())
        return next((Quotation(*each) for each in found if each[0]), None)


@dataclass(frozen=True)
class AnchorResolver:
    """Resolves anchors of one consultation. ``versions`` are the consulted ones, the current one first."""

    versions: Sequence[Version]
    succession: Succession

    async def resolve(self, anchors: Iterable[Anchor]) -> dict[Anchor, ResolvedAnchor]:
        """Those of the anchors that exist. An unknown one is missing, as is one in a version that was not consulted.

        A paragraph or a lasting id without a version that only earlier versions have is resolved where it stood last. At
        most four queries for each version that an anchor is in.
        """
        wanted = {anchor: self._version_of(anchor) for anchor in anchors}
        resolved: dict[Anchor, ResolvedAnchor] = {}
        for version in self.versions:
            here = {anchor for anchor, number in wanted.items() if number == version.number}
            for each in await _in_version(version, here) if here else ():
                resolved[each.anchor] = self._with_fate(each)
        return resolved

    async def alternatives(self, gone: ResolvedAnchor) -> list[ResolvedAnchor]:
        """Where a remark on a target that is gone can go in the current version: the section it is attributed to
        now, if there is one, and the whole draft."""
        current = self.versions[0]
        if gone.paragraph_id is not None:
            within = self.succession.section_of_gone(gone.paragraph_id)
        else:
            within = self.succession.section(gone.section_id or 0)
        rows = Section.filter(version_id=current.id, identity_id=within) if within else None
        keys = await rows.values_list("key", flat=True) if rows else []
        anchors = [Anchor(AnchorType.SECTION, str(key), current.number) for key in keys]
        anchors.append(Anchor(AnchorType.CONSULTATION, "", current.number))
        resolved = await self.resolve(anchors)
        return [resolved[anchor] for anchor in anchors]

    def _version_of(self, anchor: Anchor) -> int:
        """The number of the version to look in."""
        if anchor.version is not None:
            return anchor.version
        past: PastParagraph | PastSection | None = None
        if anchor.type == AnchorType.PARAGRAPH and _is_id(anchor.ref):
            past = self.succession.paragraphs.get(int(anchor.ref))
        elif anchor.type == AnchorType.SECTION:
            past = self.succession.sections.get(identity_in(anchor.ref) or 0)
        return past.version if past else self.versions[0].number

    def _with_fate(self, resolved: ResolvedAnchor) -> ResolvedAnchor:
        """The same with what became of it in the current version."""
        is_earlier = resolved.version_id != self.versions[0].id
        if resolved.paragraph_id is None:
            is_gone = resolved.section_id in self.succession.sections
            return replace(resolved, is_earlier=is_earlier, is_gone=is_gone)
        past = self.succession.paragraphs.get(resolved.paragraph_id)
        merged_into = past.heir if past else None
        is_gone = past is not None and merged_into is None
        return replace(resolved, is_earlier=is_earlier, is_gone=is_gone, merged_into=merged_into)


async def anchor_resolver(consultation_id: int) -> AnchorResolver | None:
    """The resolver of a consultation; None before a version is published. Two queries beside what is cached."""
    versions = await consulted_versions(consultation_id)
    return AnchorResolver(versions, await succession(versions[0])) if versions else None


async def resolve_anchors(
    consultation_id: int, anchors: Iterable[Anchor]
) -> dict[Anchor, ResolvedAnchor]:
    """Those of the anchors that exist, see ``AnchorResolver.resolve``; none before a version is published."""
    resolver = await anchor_resolver(consultation_id)
    return await resolver.resolve(anchors) if resolver else {}


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
    identities = [id for each in anchors if (id := identity_in(each.ref)) is not None]
    keys = [each.ref for each in anchors if can_be_key(each.ref)]
    named = Q(key__in=keys) | Q(identity_id__in=identities)
    rows = await Section.filter(named, version_id=version.id)
    stored = {name: each for each in rows for name in (each.key, lasting_id(each.identity_id))}
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
    resolved = []
    for each in anchors:
        if row := stored.get(int(each.ref)):
            number, text, section, key, printed, title = row
            translations = translated.get(digest_of(text), {}) if translated else {}
            resolved.append(
                ResolvedAnchor(
                    each, version.id, version.number, section, key, f"{printed} {title}".strip(),
                    int(each.ref), number, text, translations,
                )
            )  # fmt: skip
    return resolved


async def _translated(document_id: int, words: Iterable[str]) -> dict[str, dict[str, str]]:
    """The translations of these words by digest and language. One query."""
    rows = Translation.filter(document_id=document_id, digest__in=[digest_of(w) for w in words])
    translated: dict[str, dict[str, str]] = defaultdict(dict)
    for digest, language, text in await rows.order_by("language").values_list(
        "digest", "language", "words"
    ):
        translated[digest][language] = text
    return translated


def section_words(section: Section) -> str:
    """What a section is called: its printed number, if any, and its title."""
    return f"{section.number} {section.title}".strip()


def _is_id(ref: str) -> bool:
    return id_in(ref) is not None
