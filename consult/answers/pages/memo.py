"""The memo as it will read, and as a file."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers.export import MEMO_ENDINGS, Readers, export_memo
from consult.answers.memo.builder import MemoChoices, build_memo
from consult.answers.memo.memo import Annex
from consult.answers.memo.memo_html import blocks_below_title, memo_title
from consult.consultations.lookup import consultation_of
from consult.documents.memo_template import template_of
from consult.locale import locale_of
from consult.people.person import Person
from consult.people.role import Role
from consult.web.arrival import received_at
from consult.web.rendering import page

READERS = (Role.COMMITTEE, Role.READER, Role.LEAD, Role.EDITOR, Role.ADMIN)
FOR: dict[str, Readers] = {"public": "public", "case": "case"}


async def memo(request: Request) -> Response:
    """The document in the consultation's language, without the list of responses, with what is open."""
    consultation = await consultation_of(request)
    choices = MemoChoices(request.app.state.site.name, with_responses=False)
    built = await build_memo(consultation, choices, now=received_at(request))
    person: Person = request.state.person
    return page(
        request,
        "answers/memo.html",
        consultation=consultation,
        memo=built,
        title=memo_title(built),
        blocks=await asyncio.to_thread(blocks_below_title, built, with_gaps=True),
        language=locale_of(consultation.language),
        may_choose_template=person.has(
            Role.LEAD, Role.EDITOR, Role.ADMIN, consultation=consultation.slug
        ),
        readable=[
            part
            for part in built.contributions
            if person.has(*READERS, consultation=consultation.slug, committee=part.slug)
        ],
    )


async def memo_file(request: Request) -> Response:
    """The memo as .docx or .html, as everybody may read it, or with ``?for=case`` with what is open; with ``?remarks=`` in
    another shape (Annex). Raises HTTPException 404 for other words."""
    consultation = await consultation_of(request)
    ending = f".{request.path_params['ending']}"
    readers = FOR.get(request.query_params.get("for", "public"))
    annex = request.query_params.get("remarks", Annex.SPREADSHEET)
    if ending not in MEMO_ENDINGS or readers is None or annex not in list(Annex):
        raise HTTPException(404)
    template = await template_of(consultation) if ending == ".docx" else None
    files = request.app.state.files
    content = await export_memo(
        consultation,
        MemoChoices(request.app.state.site.name, annex=Annex(annex)),
        ending=ending,
        readers=readers,
        now=received_at(request),
        template=await asyncio.to_thread(files.read, template.file) if template else None,
    )
    shape = "hvidbog" if annex == Annex.TABLE else "memo"
    return Response(
        content,
        media_type=MEMO_ENDINGS[ending],
        headers={
            "content-disposition": f'attachment; filename="{consultation.slug}-{shape}{ending}"'
        },
    )
