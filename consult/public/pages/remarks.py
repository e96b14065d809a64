"""Published remarks on their own pages: newest first, ten at a time, opened in place by htmx."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

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
from consult.public.remark_cards import card_of, cards_of
from consult.public.text.addresses import in_text, paragraph_address, section_address
from consult.public.text.text_language import CitedWords, chosen_language, paragraph_in
from consult.responses.remark import AnchorType
from consult.web.lookup import found_or_404
from consult.web.urls import url

PER_PAGE = 10


async def consultation_remarks(request: Request) -> Response:
    """Every published remark of the consultation, or with "?on=whole" those on none of its parts."""
    now = clock.now()
    outline = await outline_of(request, now)
    whole = request.query_params.get("on") == "whole"
    text = chosen_language(request)
    found = await asked_for(request, outline, whole=whole)
    here = url("consultation_remarks", consultation=outline.consultation.slug)
    return _list(
        request,
        outline,
        now,
        found,
        here=in_text(f"{here}?on=whole" if whole else here, text),
        subject=_("the whole draft") if whole else _("the whole draft and all its parts"),
        back=in_text(url("consultation", consultation=outline.consultation.slug), text),
    )


async def section_remarks(request: Request) -> Response:
    """Those on a section and on what lies below it in its area."""
    now = clock.now()
    outline = await outline_of(request, now)
    section = outline.by_key.get(request.path_params["section"])
    if section is None:
        return await moved_section_remarks(request, outline)
    found = await asked_for(request, outline, section=section)
    slug, text = outline.consultation.slug, chosen_language(request)
    return _list(
        request,
        outline,
        now,
        found,
        here=in_text(url("section_remarks", consultation=slug, section=section.key), text),
        subject=f"{section.label} {section.title}".strip(),
        back=section_address(slug, section, text=text),
    )


async def paragraph_remarks(request: Request) -> Response:
    """Those on one paragraph, with its words above them on the page of their own."""
    now = clock.now()
    outline = await outline_of(request, now)
    place = await paragraph_of(request, outline)
    if place is None:
        return await moved_paragraph_remarks(request, outline)
    found = await asked_for(request, outline, paragraph=place.id)
    slug, text = outline.consultation.slug, chosen_language(request)
    return _list(
        request,
        outline,
        now,
        found,
        here=in_text(url("paragraph_remarks", consultation=slug, paragraph=place.id), text),
        subject=_("paragraph %(number)s") % {"number": place.number},
        back=paragraph_address(outline, place, text=text),
        words=await paragraph_in(request, outline, place),
    )


async def remark(request: Request) -> Response:
    """One remark at its permanent address."""
    now = clock.now()
    outline = await outline_of(request, now)
    found = found_or_404(await queries.remark(outline, request.path_params["reference"]))
    return public_page(
        request,
        "public/remark.html",
        of=outline.consultation,
        valid_until=outline.consultation.next_change(now),
        consultation=outline.consultation,
        card=card_of(outline, found),
        change=await _change(outline, found),
        text_dir=direction_of(outline.consultation.language),
    )


async def _change(
    outline: queries.Outline, remark: queries.PublicRemark
) -> tuple[str, TextChange] | None:
    """What became of the paragraph it was written on, with the sentence that says so; None where it is as it was."""
    if remark.anchor_type is not AnchorType.PARAGRAPH or remark.anchor is None:
        return None
    written = (remark.version, remark.anchor)
    found = (await text_changes(outline.version, [written])).get(written)
    return (change_words(found), found) if found else None


async def asked_for(
    request: Request,
    outline: queries.Outline,
    section: queries.PublicSection | None = None,
    paragraph: int | None = None,
    whole: bool = False,
) -> queries.RemarkPage:
    """The piece of a list of remarks that the address asks for. Raises HTTPException 404 for a cursor of nobody's."""
    try:
        return await queries.remarks(
            outline,
            section=section,
            paragraph=paragraph,
            whole=whole,
            cursor=request.query_params.get("cursor"),
            limit=PER_PAGE,
        )
    except queries.BadCursor as error:
        raise HTTPException(404) from error


def _list(
    request: Request,
    outline: queries.Outline,
    now: datetime,
    found: queries.RemarkPage,
    *,
    here: str,
    subject: str,
    back: str,
    words: CitedWords | None = None,
) -> Response:
    return public_page(
        request,
        "public/remarks.html",
        of=outline.consultation,
        valid_until=outline.consultation.next_change(now),
        consultation=outline.consultation,
        cards=cards_of(outline, found.items, with_place=words is None),
        is_first=request.query_params.get("cursor") is None,
        older=older_of(here, found),
        here=here,
        subject=subject,
        back=back,
        words=words,
    )


def older_of(here: str, found: queries.RemarkPage) -> str | None:
    """The address of the piece after this one; None after the last."""
    more = urlencode({"cursor": found.next_cursor})
    return f"{here}{'&' if '?' in here else '?'}{more}" if found.next_cursor else None
