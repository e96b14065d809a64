"""Exports: the memo and the remarks as files, for everybody or for the case file. Each file says which it is."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Literal

from consult.answers import spreadsheet
from consult.answers.export_rows import COLUMNS, export_rows
from consult.answers.memo.builder import build_memo
from consult.answers.memo.memo_docx import memo_docx
from consult.answers.memo.memo_html import memo_html
from consult.consultations.consultation import Consultation

Readers = Literal["public", "case"]

MEMO_ENDINGS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
}
RESPONSE_ENDINGS = {".csv": "text/csv; charset=utf-8", ".json": "application/json"}


async def export_memo(
    consultation: Consultation, *, ending: str, readers: Readers, now: datetime
) -> bytes:
    """The memo as a file of this kind (".docx", ".html"); for the case file with what is open.

    Every quote is checked against what everybody can read now. Raises ValueError for another ending.
    """
    if ending not in MEMO_ENDINGS:
        raise ValueError(_refusal("memo", ending, MEMO_ENDINGS))
    memo = await build_memo(consultation, now=now)
    with_gaps = readers == "case"
    write = memo_html if ending == ".html" else memo_docx
    return await asyncio.to_thread(write, memo, with_gaps=with_gaps)


async def export_responses(
    consultation: Consultation,
    *,
    ending: str,
    readers: Readers,
    base_url: str,
    now: datetime,
) -> bytes:
    """One row a remark as a file of this kind (".csv", ".json").

    ``public`` holds only what is published; ``case`` holds everything that was received, with contact data in columns
    named private. All rows are held in memory. Raises ValueError for another ending.
    """
    if ending not in RESPONSE_ENDINGS:
        raise ValueError(_refusal("responses", ending, RESPONSE_ENDINGS))
    about = {
        "consultation": consultation.slug,
        "title": consultation.title,
        "made_at": now.isoformat(timespec="seconds"),
        "filter": _FILTERS[readers],
        "source": base_url,
    }
    rows = [row async for row in export_rows(consultation, readers=readers, base_url=base_url)]
    write = spreadsheet.as_csv if ending == ".csv" else spreadsheet.as_json
    return write(about, COLUMNS[readers], rows)


_FILTERS = {
    "public": "public: only remarks that are published, in their public wording",
    "case": "case: everything received, also what is withheld, withdrawn or set aside; private data",
}


def _refusal(what: str, ending: str, endings: dict[str, str]) -> str:
    kinds = ", ".join(endings)
    return f"The {what} cannot be written as {ending or 'a file without an ending'}; use {kinds}"
