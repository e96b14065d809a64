"""Published remarks on pages of their own: lists, newest first, which htmx also opens in place; and single ones."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.documents.translations.languages import direction_of
from consult.documents.versions.change_sentence import change_words
from consult.documents.versions.text_changes import TextChange, text_changes
from consult.locale import gettext as _
from consult.public import queries
from consult.public.cacheable import public_page
from consult.public.lookup import outline_of, paragraph_of
from consult.public.pages.former_addresses import moved_paragraph_remarks, moved_section_remarks
from consult.public.remark_cards import remark_card
from consult.public.remark_list import RemarkList
from consult.public.text.addresses import in_text, paragraph_address, section_address
from consult.public.text.localized_text import LocalizedMarkup
from consult.public.text.page_language import localized_paragraph
from consult.public.text.text_language import chosen_language
from consult.responses.remark import AnchorType
from consult.web.urls import url


async def consultation_remarks(request: Request) -> Response:
    """Every published remark of the consultation, or with "?on=whole" those on no part of the draft."""
    outline = await outline_of(request, clock.now())
    whole = request.query_params.get("on") == "whole"
    slug, language = outline.consultation.slug, chosen_language(request)
    href = url("consultation_remarks", consultation=slug) + ("?on=whole" if whole else "")
    return await _list(
        request,
        RemarkList(outline, in_text(href, language), whole=whole),
        subject=_("the whole draft") if whole else _("the whole draft and all its parts"),
        back=in_text(url("consultation", consultation=slug), language),
    )


async def section_remarks(request: Request) -> Response:
    """Those on a section and on all below it in its area."""
    outline = await outline_of(request, clock.now())
    section = outline.by_key.get(request.path_params["section"])
    if section is None:
        return await moved_section_remarks(request, outline)
    slug, language = outline.consultation.slug, chosen_language(request)
    href = url("section_remarks", consultation=slug, section=section.key)
    return await _list(
        request,
        RemarkList(outline, in_text(href, language), section=section),
        subject=section.label_and_title,
        back=section_address(slug, section, language=language),
    )


async def paragraph_remarks(request: Request) -> Response:
    """Those on one paragraph, under its words."""
    outline = await outline_of(request, clock.now())
    paragraph = await paragraph_of(request, outline)
    if paragraph is None:
        return await moved_paragraph_remarks(request, outline)
    slug, language = outline.consultation.slug, chosen_language(request)
    href = url("paragraph_remarks", consultation=slug, paragraph=paragraph.id)
    return await _list(
        request,
        RemarkList(outline, in_text(href, language), paragraph=paragraph.id),
        subject=_("paragraph %(number)s") % {"number": paragraph.number},
        back=paragraph_address(outline, paragraph, language=language),
        quoted=await localized_paragraph(request, outline, paragraph),
    )


async def remark(request: Request) -> Response:
    """One remark at its permanent address. Raises HTTPException 404 unless it is published."""
    now = clock.now()
    outline = await outline_of(request, now)
    found = await queries.remark(outline, request.path_params["reference"])
    if found is None:
        raise HTTPException(404)
    change = await _change(outline, found)
    return public_page(
        request,
        "public/remark.html",
        depends_on=outline.consultation,
        valid_until=outline.consultation.next_change(now),
        consultation=outline.consultation,
        card=remark_card(outline, found),
        change=change,
        change_sentence=change_words(change) if change else "",
        text_dir=direction_of(outline.consultation.language),
    )


async def _change(outline: queries.Outline, remark: queries.PublicRemark) -> TextChange | None:
    """What became of the paragraph it was written on; None where it is unchanged or the remark is on no paragraph."""
    if remark.anchor_type is not AnchorType.PARAGRAPH or remark.anchor is None:
        return None
    anchor = (remark.version, remark.anchor)
    return (await text_changes(outline.version, [anchor])).get(anchor)


async def _list(
    request: Request,
    remarks: RemarkList,
    *,
    subject: str,
    back: str,
    quoted: LocalizedMarkup | None = None,
) -> Response:
    """``subject`` is what the remarks are on, in words; ``back`` its address; ``quoted`` its text, if it is short."""
    consultation = remarks.outline.consultation
    return public_page(
        request,
        "public/remarks.html",
        depends_on=consultation,
        valid_until=consultation.next_change(clock.now()),
        consultation=consultation,
        subject=subject,
        back=back,
        quoted=quoted,
        **await remarks.context(request, with_location=quoted is None),
    )
