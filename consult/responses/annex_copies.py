"""Public copies of annexes: made as soon as a file has come in, under the name its response has in public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from consult import audit, cache_version, database
from consult.documents import public_copy
from consult.documents.public_copy import LOST, PublicCopy
from consult.files import FileStore
from consult.locale import DEFAULT_LANGUAGE, speaking
from consult.locale import gettext as _
from consult.responses.annex import Annex
from consult.responses.public_change import PublicChangeKind, record_change_of_response
from consult.responses.remark import Publicity
from consult.responses.respondent import PUBLIC_NAME

_AT_ONCE = 20
# What a copy is made from, as Annex.public_source has it.
_SOURCE = "COALESCE(NULLIF(a.abridged_key, ''), a.file_key)"


@dataclass(frozen=True)
class DueCopy:
    """A file of a response (its key in the store) that has no copy under its response's public name."""

    original: str
    author: str


async def due_copies() -> list[DueCopy]:
    """The next to be made, of published files first. One query."""
    rows = await database.execute(
        f"""
        SELECT {_SOURCE} AS original, {PUBLIC_NAME} AS author FROM annex a
        JOIN response r ON r.id = a.response_id JOIN respondent ON respondent.id = r.respondent_id
        WHERE r.withdrawn_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM public_copy c WHERE c.original = {_SOURCE} AND c.author = {PUBLIC_NAME}
        )
        GROUP BY {_SOURCE}, {PUBLIC_NAME}
        ORDER BY MIN(CASE WHEN a.publicity = 'published' THEN 0 ELSE 1 END), MIN(a.id)
        LIMIT {_AT_ONCE}
        """  # noqa: S608  constants of ours
    )
    return [DueCopy(row["original"], row["author"]) for row in rows]


async def copies_for(annexes: Iterable[Annex]) -> dict[int, PublicCopy]:
    """The copies of annexes, by annex id, of those that have one. They come with their response and its respondent;
    one query."""
    rows = list(annexes)
    found = await public_copy.copies_of({each.public_source for each in rows})
    by_id = {each.id: found.get((each.public_source, _author(each))) for each in rows}
    return {number: copy for number, copy in by_id.items() if copy is not None}


async def ensure_copy(annex: Annex, files: FileStore, *, now: datetime) -> PublicCopy:
    """The annex's copy, made now if it was not. It comes with its response and its respondent."""
    due = DueCopy(annex.public_source, _author(annex))
    return await public_copy.copy_of(due.original, due.author) or await make_copy(
        due, files, now=now
    )


def _author(annex: Annex) -> str:
    return annex.response.respondent.public_name


async def make_copy(due: DueCopy, files: FileStore, *, now: datetime) -> PublicCopy:
    """Clean the file, and store what came of it.

    One that is published and cannot be cleaned waits for a decision again: nobody was told when it was published.
    """
    with speaking(DEFAULT_LANGUAGE):
        label = _("Sender")
    copy = await public_copy.prepared(due.original, due.author, files, label=label, now=now)
    async with database.transaction():
        is_news = not await PublicCopy.exists(original=due.original, trouble=copy.trouble)
        if not await public_copy.keep(copy):
            return await PublicCopy.get(original=due.original, author=due.author)
        source = Q(abridged_key=due.original) | Q(abridged_key="", file_key=due.original)
        published = Annex.filter(source, publicity=Publicity.PUBLISHED)
        shown = await published.select_related("response__consultation")
        if copy.trouble not in ("", LOST) and is_news:
            await _call_back(shown, copy, now)
        for slug in sorted({each.response.consultation.slug for each in shown}):
            await cache_version.bump(slug)
        for response in sorted({each.response_id for each in shown}):
            await record_change_of_response(response, PublicChangeKind.FILES, now=now)
    return copy


async def _call_back(annexes: list[Annex], copy: PublicCopy, now: datetime) -> None:
    for annex in annexes:
        still = Annex.filter(id=annex.id, publicity=Publicity.PUBLISHED)
        if await still.update(publicity=Publicity.WAITING, published_at=None):
            await audit.record(
                "call back", "annex", annex.id, by=audit.WORKER, now=now,
                consultation_id=annex.response.consultation_id, trouble=copy.trouble,
            )  # fmt: skip


async def forget_unneeded_copies() -> int:
    """Forget the copies that no file needs: it is gone, or its response has another public name now. How many those
    were; their bytes go with the other files that nothing names."""
    gone = await database.execute(
        f"""
        DELETE FROM public_copy WHERE NOT EXISTS (
            SELECT 1 FROM annex a JOIN response r ON r.id = a.response_id
            JOIN respondent ON respondent.id = r.respondent_id
            WHERE {_SOURCE} = public_copy.original AND {PUBLIC_NAME} = public_copy.author
        ) AND NOT EXISTS (
            SELECT 1 FROM version v WHERE v.source_file = public_copy.original AND public_copy.author = ''
        ) RETURNING id
        """  # noqa: S608  constants of ours
    )
    return len(gone)
