"""The words of a draft on a page, be it of one section or of the whole: what both say of them, and what draws them.

Holds neither what stands beside the words nor the way to other pages; those differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from consult import clock
from consult.consultations.consultation import Phase
from consult.public import queries
from consult.public.text.addresses import CHANGES
from consult.public.text.paragraph_html import Drawing
from consult.public.text.text_language import ReadIn, read_in, summary_language
from consult.web.urls import in_full, url


@dataclass(frozen=True)
class Frozen:
    """What the page of a version says beside its words: which one is heard, and where this section is read in
    it. ``is_gone``: the section is no longer there, and the address leads to what was above it; ``was_consulted``: one
    can or could answer to the version."""

    heard: int
    href: str
    is_gone: bool
    was_consulted: bool


@dataclass(frozen=True)
class ShownText:
    """``texts`` as one page shows them, in the language of ``words``: on the living page, where people answer, or on
    that of a version ``frozen``. ``address`` gives that page's for any version, unset: the living one's."""

    outline: queries.Outline
    texts: Sequence[queries.SectionText]
    frozen: Frozen | None
    with_changes: bool
    words: ReadIn
    address: Callable[..., str]

    @property
    def view(self) -> str:
        """As addresses name it."""
        return CHANGES if self.with_changes else ""

    @property
    def version(self) -> int | None:
        """The number in the page's own address."""
        return self.outline.version.number if self.frozen else None

    async def context(self, request: Request) -> dict[str, Any]:
        """What both templates take."""
        of, version, now = self.outline.consultation, self.outline.version, clock.now()
        return {
            "of": of,
            "valid_until": of.next_change(now),
            "consultation": of,
            "version": version,
            "frozen": self.frozen,
            "texts": self.texts,
            "with_changes": self.with_changes,
            "is_marked": self.with_changes or await queries.is_marked(self.outline),
            "read_in": self.words,
            "in_short": await queries.summaries(
                self.outline, self.texts, summary_language(request, of)
            ),
            "contents_href": self._contents_href,
            "draw": self._drawing(is_open=of.phase(now) is Phase.OPEN and not self.frozen),
            "permanent": in_full(self.address(version=version.number)),
            "living": in_full(self.address()),
            "pdf": await queries.pdf(self.outline),
            "cited": next((each.number for text in self.texts for each in text.paragraphs), ""),
        }

    @property
    def _contents_href(self) -> str:
        slug = self.outline.consultation.slug
        if self.version is None:
            return url("contents", consultation=slug)
        return url("version", consultation=slug, version=self.version)

    def _drawing(self, *, is_open: bool) -> Drawing:
        return Drawing(
            self.outline.consultation,
            self.words,
            version=self.outline.version.number,
            with_changes=self.with_changes,
            is_open=is_open,
            is_earlier=bool(self.frozen) and not self.outline.is_heard,
        )


async def shown_text(
    request: Request,
    outline: queries.Outline,
    texts: Sequence[queries.SectionText],
    frozen: Frozen | None,
    address: Callable[..., str],
) -> ShownText:
    """These texts as the request asks for them: clean or with the changes shown, and in which language."""
    with_changes = request.query_params.get("view") == CHANGES
    path = address(version=outline.version.number if frozen else None)
    words = await read_in(request, outline, texts, path, only_original=with_changes)
    return ShownText(outline, texts, frozen, with_changes, words, address)
