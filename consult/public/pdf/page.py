"""The HTML that a version's PDF is set from: title page, contents, and the clean text with its numbers."""

from __future__ import annotations

from consult import locale
from consult.consultations.committee import Committee
from consult.documents.table_html import set_for_reading
from consult.public import queries
from consult.public.text.footnotes import linked_notes
from consult.settings import Municipality
from consult.web.rendering import environment


async def pdf_page(outline: queries.Outline, *, base_url: str, municipality: Municipality) -> str:
    """In the draft's own language where we speak it, else in Danish. ``base_url``: where it can be read."""
    texts = await queries.bare_texts(outline)
    owners: dict[str, list[Committee]] = await queries.owners(outline, outline.areas)
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
                texts=[each for each in texts if each.section.change != "deletion"],
                chapters={
                    each.key for area in outline.areas for each in outline.chapters(area.key)
                },
                owners=owners,
                linked={
                    key: words
                    for each in texts
                    for key, words in linked_notes(each.paragraphs).items()
                },
                set_for_reading=set_for_reading,
                permanent=f"{base_url}/consultations/{slug}/versions/{number}/text",
            )
        )
