"""A section of which half is translated into Arabic, and how a translated paragraph stands on its page."""

from __future__ import annotations

from lxml import html

from tests.support.factories import consultations, drafts, words
from tests.support.factories.documents import Draft

AREA = "/consultations/havneplan/sections/2"


QUAY = "الرصيف يستخدمه كثيرون."


def shown(page: html.HtmlElement, number: str) -> tuple[str, str, str]:
    """(words, language, direction) of a paragraph."""
    box = page.get_element_by_id(number).find_class("para__words")[0]
    return " ".join(box.text_content().split()), box.get("lang"), box.get("dir")


def note(page: html.HtmlElement, number: str) -> str:
    found = page.get_element_by_id(number).find_class("para__note")
    return str(found[0].text_content()) if found else ""


def line(page: html.HtmlElement) -> str:
    return " ".join(
        " ".join(each.text_content().split()) for each in page.find_class("translation-line")
    )


async def half_in_arabic(draft: Draft) -> Draft:
    """Half of area 2 in Arabic; another consultation with the same words has another translation."""
    other = await drafts.store(await consultations.consultation(slug="en-anden"))
    await words.translated(other, "ar", p2_1="ترجمة أخرى", p2_2="ترجمة أخرى")
    await words.translated(draft, "ar", p2_1=QUAY, s2="الأرصفة وحياة المدينة")
    return draft
