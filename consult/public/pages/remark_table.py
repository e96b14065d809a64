"""The published remarks as a table: all of them, or those of the list the address is of."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.documents.section import identity_in
from consult.numbers import id_in, whole_number
from consult.public import queries
from consult.public.cacheable import cache_headers
from consult.public.lookup import outline_of
from consult.public.remark_table import public_table
from consult.web.arrival import received_at
from consult.web.lookup import found_or_404
from consult.web.table_answer import refuse_unknown, table_answer, table_ending
from consult.web.urls import absolute

FILTERS = ("section", "paragraph", "response", "on")


async def remark_table(request: Request) -> Response:
    """As ".xlsx" or ".csv", or what the CSV is (".datapackage.json"). ``?section=``, ``?paragraph=``, ``?response=`` and
    ``?on=whole`` choose. Raises HTTPException 404 for what the draft has not, 400 for another filter or more than one."""
    now = received_at(request)
    ending = table_ending(request)
    refuse_unknown(request, FILTERS)
    outline = await outline_of(request, now)
    on = await _on(request, outline)
    consultation = outline.consultation
    table = public_table(
        consultation,
        outline,
        settings=request.app.state.settings,
        source=_source(outline, on),
        now=now,
        filters=dict(request.query_params),
        **on,
    )
    headers = cache_headers(consultation, consultation.next_change(now))
    return await table_answer(request, table, ending, {**headers, **_described_by(request)})


async def _on(request: Request, outline: queries.Outline) -> dict[str, Any]:
    """What the address chooses, as ``queries.remarks`` takes it."""
    query = request.query_params
    if len(query) > 1:
        raise HTTPException(400)
    if "section" in query:
        return {"section": found_or_404(_section(outline, query["section"]))}
    if "paragraph" in query:
        return {"paragraph": await _paragraph(outline, query["paragraph"])}
    if "response" in query:
        return {"response": found_or_404(whole_number(query["response"]))}
    if "on" in query:
        if query["on"] != "whole":
            raise HTTPException(404)
        return {"whole": True}
    return {}


def _section(outline: queries.Outline, written: str) -> queries.PublicSection | None:
    """By its lasting id, or by its key in the version that is heard, as the addresses of pages have it."""
    identity = identity_in(written)
    return outline.by_key.get(written) if identity is None else outline.by_id.get(identity)


async def _paragraph(outline: queries.Outline, written: str) -> int:
    """Raises HTTPException 404 for one that the draft has not and never had: an empty table would say that nobody wrote
    on it."""
    identity = found_or_404(id_in(written))
    if not await queries.has_paragraph(outline, identity):
        raise HTTPException(404)
    return identity


def _source(outline: queries.Outline, on: dict[str, Any]) -> str:
    """The full address of the page that lists the same remarks."""
    slug = outline.consultation.slug
    if "section" in on:
        return absolute("section_remarks", consultation=slug, section=on["section"].key)
    if "paragraph" in on:
        return absolute("paragraph_remarks", consultation=slug, paragraph=on["paragraph"])
    query = "?on=whole" if "whole" in on else f"?{urlencode(on)}" if on else ""
    return absolute("consultation_remarks", consultation=slug) + query


def _described_by(request: Request) -> dict[str, str]:
    """Where a program finds what the table is."""
    query = f"?{urlencode(dict(request.query_params))}" if request.query_params else ""
    address = absolute(
        "remark_table",
        consultation=request.path_params["consultation"],
        ending="datapackage.json",
    )
    return {"link": f'<{address}{query}>; rel="describedby"; type="application/json"'}
