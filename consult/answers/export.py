"""The memo as a file, for everybody or for the case file."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Literal

from consult.answers.memo.builder import MemoChoices, build_memo
from consult.answers.memo.memo_docx import memo_docx
from consult.answers.memo.memo_html import memo_html
from consult.consultations.consultation import Consultation

Readers = Literal["public", "case"]

MEMO_ENDINGS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
}


async def export_memo(
    consultation: Consultation,
    choices: MemoChoices = MemoChoices(),
    *,
    ending: str,
    readers: Readers,
    now: datetime,
    template: bytes | None = None,
) -> bytes:
    """The memo as a file of this kind (".docx", ".html"), in the styles of a ``template``; for the case file with what is
    open.

    Every quote is checked against what everybody can read now. Raises ValueError for another ending.
    """
    if ending not in MEMO_ENDINGS:
        raise ValueError(f"{ending} is none of {', '.join(MEMO_ENDINGS)}")
    memo = await build_memo(consultation, choices, now=now)
    with_gaps = readers == "case"
    if ending == ".html":
        return await asyncio.to_thread(memo_html, memo, with_gaps=with_gaps)
    return await asyncio.to_thread(memo_docx, memo, with_gaps=with_gaps, template=template)
