"""The HTML that a version's PDF is rendered from: title page, contents, and the clean text with its numbers."""

from __future__ import annotations

from consult import locale
from consult.documents.table_html import set_for_reading
from consult.public import queries
from consult.public.text.chapters import chapters_of_whole
from consult.public.text.footnotes import linked_notes
from consult.public.text.taken_down import taken_html
from consult.settings import Municipality
from consult.web.rendering import environment
from consult.web.richtext import Cleaned


async def pdf_page(outline: queries.Outline, *, base_url: str, municipality: Municipality) -> str:
    """In the draft's own language where the interface has it, else in Danish. ``base_url``: where the site is. At most
    three queries."""
    texts = await queries.bare_texts(outline)
    owners = await queries.owners(outline, outline.areas)
    slug, number = outline.consultation.slug, outline.version.number
    with locale.speaking(outline.consultation.language):
        return (
            environment()
            .get_template("pdf/version.html")
            .render(
                locale=locale.current(),
                municipality=municipality,
                consultation=outline.consultation,
                version=outline.version,
                chapters=list(chapters_of_whole(texts)),
                in_contents=_in_contents(outline),
                owners=owners,
                with_notes=_with_notes(texts),
                set_for_reading=set_for_reading,
                permanent_url=f"{base_url}/consultations/{slug}/versions/{number}/text",
            )
        )


def _with_notes(texts: list[queries.SectionText]) -> dict[int, Cleaned]:
    """The HTML of the paragraphs that have or are footnotes, with links, and of those that were taken down, by paragraph
    id."""
    notes = {key: html for each in texts for key, html in linked_notes(each.paragraphs).items()}
    every = (one for each in texts for one in each.paragraphs)
    return {**notes, **{one.id: taken_html(one.taken) for one in every if one.taken is not None}}


def _in_contents(outline: queries.Outline) -> set[str]:
    """The keys of the sections in the contents besides the areas."""
    return {each.key for area in outline.areas for each in outline.chapters(area.key)}
