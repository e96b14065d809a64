"""The memo's public files: what the worker stored, byte for byte, or why an edition's may not be had."""

from __future__ import annotations

import asyncio
import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from consult import clock
from consult.answers.export import MEMO_ENDINGS
from consult.documents.memo_file import ENDINGS
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.cacheable import cache_headers
from consult.public.lookup import consultation_of
from consult.public.memo_words import why_gone
from consult.web.downloads import shown_pdf
from consult.web.lookup import found_or_404, path_or_404
from consult.web.rendering import page

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


async def outcome_memo(request: Request) -> Response:
    """The memo of one published edition as HTML, Word or PDF. Raises HTTPException 404 for an edition that was not
    published, and another kind of file; answers 404 in words until it is made, 410 where it is not had any more."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    number, ending = request.path_params["number"], request.path_params["ending"]
    if ending not in ENDINGS:
        raise HTTPException(404)
    editions = await queries.public_editions(consultation, now)
    edition = found_or_404(next((e for e in editions.published if e.number == number), None))
    [memo] = await queries.public_memos(consultation, editions, [edition])
    file = memo.file(ending)
    if file is None:
        is_gone = memo.state in (queries.MemoState.OUTDATED, queries.MemoState.TAKEN_BACK)
        return page(
            request,
            "public/no_memo.html",
            status=410 if is_gone else 404,
            consultation=consultation,
            memo=memo,
            why=why_gone(memo),
            is_gone=is_gone,
        )
    headers = cache_headers(consultation, answers_until(consultation, editions, now))
    name = f"{consultation.slug}-memo-{number}.{ending}"
    return await _served(request, file, name, headers)


async def _served(
    request: Request, file: queries.MemoDownload, name: str, headers: Mapping[str, str]
) -> Response:
    files = request.app.state.files
    path = path_or_404(files, file.key)
    if file.ending == "pdf":
        return shown_pdf(files, file.key, name, headers)
    if file.ending == "docx":
        return FileResponse(path, media_type=MEMO_ENDINGS[".docx"], filename=name, headers=headers)
    content = await asyncio.to_thread(path.read_bytes)
    policy = {"content-security-policy": await asyncio.to_thread(_policy, content)}
    return Response(content, media_type="text/html", headers={**headers, **policy})


def _policy(content: bytes) -> str:
    """Its own style and nothing else: no script, no picture, no address that is fetched."""
    style = _STYLE.search(content)
    digest = b64encode(hashlib.sha256(style[1] if style else b"").digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    )
