"""Published remarks on pages of their own: lists, newest first, which htmx also opens in place; and single ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.documents.translations.languages import direction_of
from consult.documents.versions.change_sentence import change_words
from consult.documents.versions.text_changes import TextChange, text_changes
from consult.locale import gettext as _
from consult.numbers import whole_number
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.cacheable import public_page
from consult.public.lookup import outline_of, paragraph_of
from consult.public.pages.former_addresses import moved_paragraph_remarks, moved_section_remarks
from consult.public.remark_cards import answer_links, remark_card
from consult.public.remark_list import RemarkList
from consult.public.text.addresses import in_text, paragraph_address, section_address
from consult.public.text.localized_text import LocalizedMarkup
from consult.public.text.page_language import localized_paragraph
from consult.public.text.text_language import chosen_language
from consult.responses.remark import AnchorType
from consult.web.lookup import found_or_404
from consult.web.rendering import page
from consult.web.urls import url


@dataclass(frozen=True)
class Subject:
    """What the remarks of a list are on: in words, where it is read, and for a paragraph its text. ``heading`` "" is made
    of the words."""

    words: str
    href: str
    text: LocalizedMarkup | None = None
    heading: str = ""


async def consultation_remarks(request: Request) -> Response:
    """Every published remark of the consultation, or with "?on=whole" those on no part of the draft, or with
    "?response=17" those of one response. Raises HTTPException 404 for a response that is no number."""
    outline = await outline_of(request, clock.now())
    if "response" in request.query_params:
        return await _response_remarks(request, outline)
    whole = request.query_params.get("on") == "whole"
    slug, language = outline.consultation.slug, chosen_language(request)
    href = url("consultation_remarks", consultation=slug) + ("?on=whole" if whole else "")
    subject = Subject(
        _("the whole draft") if whole else _("the whole draft and all its parts"),
        in_text(url("consultation", consultation=slug), language),
    )
    remarks = RemarkList(outline, in_text(href, language), whole=whole)
    return await _list(request, remarks, subject)


async def _response_remarks(request: Request, outline: queries.Outline) -> Response:
    number = found_or_404(whole_number(request.query_params["response"]))
    slug, language = outline.consultation.slug, chosen_language(request)
    href = url("consultation_remarks", consultation=slug) + f"?response={number}"
    subject = Subject(
        _("the whole draft and all its parts"),
        in_text(url("consultation", consultation=slug), language),
        heading=_("Remarks of response %(number)s") % {"number": number},
    )
    remarks = RemarkList(outline, in_text(href, language), response=number)
    return await _list(request, remarks, subject)


async def section_remarks(request: Request) -> Response:
    """Those on a section and on all below it in its area."""
    outline = await outline_of(request, clock.now())
    section = outline.by_key.get(request.path_params["section"])
    if section is None:
        return await moved_section_remarks(request, outline)
    slug, language = outline.consultation.slug, chosen_language(request)
    href = url("section_remarks", consultation=slug, section=section.key)
    subject = Subject(section.label_and_title, section_address(slug, section, language=language))
    remarks = RemarkList(outline, in_text(href, language), section=section)
    return await _list(request, remarks, subject)


async def paragraph_remarks(request: Request) -> Response:
    """Those on one paragraph, under its words."""
    outline = await outline_of(request, clock.now())
    paragraph = await paragraph_of(request, outline)
    if paragraph is None:
        return await moved_paragraph_remarks(request, outline)
    slug, language = outline.consultation.slug, chosen_language(request)
    href = url("paragraph_remarks", consultation=slug, paragraph=paragraph.id)
    subject = Subject(
        _("paragraph %(number)s") % {"number": paragraph.number},
        paragraph_address(outline, paragraph, language=language),
        await localized_paragraph(request, outline, paragraph),
    )
    remarks = RemarkList(outline, in_text(href, language), paragraph=paragraph.id)
    return await _list(request, remarks, subject)


async def remark(request: Request) -> Response:
    """One remark at its permanent address, or 410 where it was public once. Raises HTTPException 404 for any other."""
    now = clock.now()
    outline = await outline_of(request, now)
    found = await queries.remark(outline, request.path_params["reference"])
    if found is None:
        return await _gone(request, outline.consultation)
    change = await _change(outline, found)
    editions = await queries.public_editions(outline.consultation, now)
    answer = await _answer(editions, found)
    return public_page(
        request,
        "public/remark.html",
        depends_on=outline.consultation,
        valid_until=answers_until(outline.consultation, editions, now),
        consultation=outline.consultation,
        card=remark_card(outline, found),
        is_answered=answer is not None,
        points=answer_links(outline.consultation.slug, answer),
        no_point=answer.no_point if answer else None,
        change=change,
        change_sentence=change_words(change) if change else "",
        text_dir=direction_of(outline.consultation.language),
    )


async def _gone(request: Request, consultation: Consultation) -> Response:
    """That a remark was public, when it went and for what kind of reason. The page cache keeps no 410."""
    gone = await queries.gone_remark(consultation, request.path_params["reference"])
    return page(
        request,
        "public/gone_remark.html",
        status=410,
        consultation=consultation,
        gone=found_or_404(gone),
    )


async def _change(outline: queries.Outline, remark: queries.PublicRemark) -> TextChange | None:
    """What became of the paragraph it was written on; None where it is unchanged or the remark is on no paragraph."""
    if remark.anchor_type is not AnchorType.PARAGRAPH or remark.anchor is None:
        return None
    anchor = (remark.version, remark.anchor)
    return (await text_changes(outline.version, [anchor])).get(anchor)


async def _answer(
    editions: queries.PublicEditions, remark: queries.PublicRemark
) -> queries.RemarkAnswer | None:
    """What is answered to it; None while no answer is public."""
    if editions.in_force is None:
        return None
    return (await queries.remark_answers(editions.in_force, [remark.id]))[remark.id]


async def _list(request: Request, remarks: RemarkList, subject: Subject) -> Response:
    consultation, now = remarks.outline.consultation, clock.now()
    editions = await queries.public_editions(consultation, now)
    remarks = replace(remarks, edition=editions.in_force)
    return public_page(
        request,
        "public/remarks.html",
        depends_on=consultation,
        valid_until=answers_until(consultation, editions, now),
        consultation=consultation,
        subject=subject,
        **await remarks.context(request, with_location=subject.text is None),
    )
