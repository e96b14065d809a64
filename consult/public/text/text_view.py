"""A part of the text as one request asks for it: clean or with its changes, and in which language.

Holds what the pages of a section and of the whole text have in common; neither what is beside the words nor the way
to other pages, which differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from consult import clock
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.text.addresses import CHANGES
from consult.public.text.chapters import Chapter, chapters_of_section, chapters_of_whole
from consult.public.text.page_language import PageLanguage, page_language
from consult.public.text.paragraph_html import TextRenderer
from consult.public.text.placeholders import PageContext
from consult.public.text.text_language import summary_language
from consult.public.text.text_part import TextPart
from consult.web.urls import in_full, url


@dataclass(frozen=True)
class TextView:
    """``part`` in a ``language``, with its tracked changes or without."""

    part: TextPart
    with_changes: bool
    language: PageLanguage

    @property
    def view(self) -> str:
        """As addresses name it."""
        return CHANGES if self.with_changes else ""

    async def context(self, request: Request) -> dict[str, Any]:
        """What both templates need. At most five queries, beside what is cached of the versions."""
        part, outline = self.part, self.part.outline
        consultation, version, now = outline.consultation, outline.version, clock.now()
        is_marked = self.with_changes or queries.has_tracked_changes(part.texts)
        language = summary_language(request, consultation)
        editions = await queries.public_editions(consultation, now)
        causes = await queries.cause_points(outline, editions.in_force)
        return {
            "depends_on": consultation,
            "valid_until": answers_until(consultation, editions, now),
            "consultation": consultation,
            "version": version,
            "previous": outline.previous_number,
            "version_page": part.version_page,
            "is_earlier": part.is_earlier,
            "chapters": self._chapters(),
            "with_changes": self.with_changes,
            "has_tracked_changes": is_marked,
            "page_language": self.language,
            "summaries": await queries.summaries(outline, part.texts, language),
            "contents_href": self._contents_href,
            "renderer": self._renderer(causes, can_answer=consultation.takes_responses(now)),
            "permanent_url": in_full(part.address(version=version.number)),
            "current_url": in_full(part.address()),
            "pdf": await queries.pdf(outline),
            "example_number": next(
                (each.number for text in part.texts for each in text.paragraphs), ""
            ),
        }

    def _chapters(self) -> list[Chapter]:
        chapters = chapters_of_whole if self.part.section is None else chapters_of_section
        return list(chapters(self.part.texts, with_changes=self.with_changes))

    @property
    def _contents_href(self) -> str:
        slug, version = self.part.outline.consultation.slug, self.part.version
        if version is None:
            return url("contents", consultation=slug)
        return url("version", consultation=slug, version=version)

    def _renderer(self, causes: queries.CausePoints, *, can_answer: bool) -> TextRenderer:
        is_open = can_answer and self.part.version_page is None
        page = page_context(
            self.part.outline, self.language, is_open=is_open, is_earlier=self.part.is_earlier
        )
        return TextRenderer(
            page, self.language, with_changes=self.with_changes, causes=causes.standing
        )


async def text_view(request: Request, part: TextPart) -> TextView:
    """The part as the request asks for it. At most one query."""
    with_changes = request.query_params.get("view") == CHANGES
    language = await page_language(
        request, part.outline, part.texts, part.own_address, only_original=with_changes
    )
    return TextView(part, with_changes, language)


def page_context(
    outline: queries.Outline,
    language: PageLanguage,
    *,
    is_open: bool,
    is_earlier: bool = False,
) -> PageContext:
    """The context of a page that shows this version's text, see PageContext."""
    is_translation = language.is_translation
    return PageContext(
        outline.consultation.slug,
        outline.version.number,
        is_open,
        is_earlier,
        language.original,
        language.chosen,
        is_translation,
        is_mixed=is_translation and len(language.translation_methods) > 1,
    )
