"""After a remark was kept: that it is stored and not sent, the way back to the text, and the way to send."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.intake import intake_at
from consult.public.responding.lookup import my_unsent
from consult.public.responding.my_unsents import unsent_words
from consult.public.responding.pages.workspace import to_receipt
from consult.public.responding.section_choices import anchor_of
from consult.public.text.addresses import in_text
from consult.public.text.text_language import chosen_language
from consult.responses.anchor import resolve_anchors
from consult.responses.workspace import Content, party_in
from consult.web.rendering import page
from consult.web.urls import url


async def unsent_kept(request: Request) -> Response:
    """``?at=`` says what the remark is about, see ``section_choices.value_of``; what is nowhere in the text leads to the
    consultation."""
    mine, _token = await my_unsent(request)
    if mine.sent_as:
        return await to_receipt(request, mine)
    consultation = mine.consultation
    content = Content.from_json(mine.content)
    anchor = anchor_of(request.query_params.get("at", ""))
    resolved = (await resolve_anchors(mine.consultation_id, [anchor])).get(anchor)
    address = resolved.address(consultation.slug) if resolved else ""
    party = await party_in(consultation, content)
    return page(
        request,
        "public/responding/kept.html",
        consultation=consultation,
        unsent=mine,
        place=resolved.words if resolved else "",
        back=in_text(
            address or url("consultation", consultation=consultation.slug), chosen_language(request)
        ),
        words=unsent_words(len(content.remarks)),
        intake=await intake_at(consultation, clock.now(), party),
        closes_at=consultation.closes_at,
        sheet=url("unsent", consultation=consultation.slug, public_id=mine.public_id),
    )
