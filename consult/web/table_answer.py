"""Tables, given to be saved. Each is written to a file first, off the loop and a few at a time, so that what arrives is
whole and its size known; the file goes when it was sent."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from consult.locale import gettext as _
from consult.tables.descriptor import ENDING as DESCRIPTOR
from consult.tables.descriptor import descriptor
from consult.tables.file import CSV, MEDIA_TYPES, XLSX, write_table
from consult.tables.table import Table
from consult.web.client import counted_network
from consult.web.downloads import SAFE

# Of this process: written or on their way to the public, and as many to staff, whose places nobody else can take.
MOST_AT_ONCE = 48
# Of these, for one network or one account: whoever reads slowly, or asks again and again, leaves room for the others.
MOST_OF_ONE = 6
MOST_WRITTEN = 2
RETRY_SECONDS = 10
ENDINGS = (XLSX, CSV, DESCRIPTOR)

# (whether of staff, the account's id or the network).
_Place = tuple[bool, str]

_under_way: Counter[_Place] = Counter()
_writers = asyncio.Semaphore(MOST_WRITTEN)


def table_ending(request: Request) -> str:
    """The kind of file in the address. Raises HTTPException 404 for none that we write."""
    ending = f".{request.path_params['ending']}"
    if ending not in ENDINGS:
        raise HTTPException(404)
    return ending


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """Raises HTTPException 400 for a filter that is unknown or given twice: the table would be of something else than
    what was asked for."""
    names = [name for name, _value in request.query_params.multi_items()]
    wrong = sorted({name for name in names if name not in known or names.count(name) > 1})
    if wrong:
        words = _("The address has filters that there are not, or has them twice: %(names)s.")
        raise HTTPException(400, words % {"names": ", ".join(name[:40] for name in wrong)})


def refuse_values(asked: Mapping[str, str], chosen: Mapping[str, str]) -> None:
    """Raises HTTPException 400 for a value in the address (``asked``) that no filter took (``chosen``)."""
    wrong = sorted(name for name, value in asked.items() if value and chosen.get(name) != value)
    if wrong:
        words = _("The address asks for something that is not there to choose: %(names)s.")
        raise HTTPException(400, words % {"names": ", ".join(wrong)})


async def table_answer(
    request: Request, table: Table, ending: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The table as a file of this kind, or what a CSV file of it is. Nobody may keep it unless ``headers`` say so.

    Raises HTTPException 503 while too many tables are under way, of all or of who asks.
    """
    name = table.about.name
    if ending == DESCRIPTOR:
        content = descriptor(table, name + CSV)
        return Response(content, headers=_headers(name + ending, headers))
    place = await _place_of(request)
    with _room(place):
        path = await _written(table, ending)
    media_type = MEDIA_TYPES[ending]
    return _TableResponse(
        path, media_type=media_type, headers=_headers(name + ending, headers), place=place
    )


async def _place_of(request: Request) -> _Place:
    """Whose place a table takes: an account's, or a network's."""
    person = request.state.person
    return (True, str(person.account.id)) if person else (False, await counted_network(request))


def _headers(name: str, more: Mapping[str, str] | None) -> dict[str, str]:
    kind = {"content-type": "application/json"} if name.endswith(DESCRIPTOR) else {}
    saved = {"content-disposition": f'attachment; filename="{name}"'}
    return {**SAFE, **kind, **saved, **(more or {})}


async def _written(table: Table, ending: str) -> Path:
    handle = await asyncio.to_thread(tempfile.NamedTemporaryFile, suffix=ending, delete=False)
    handle.close()
    path = Path(handle.name)
    try:
        async with _writers:
            await write_table(table, path, ending)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


@contextlib.contextmanager
def _room(place: _Place) -> Iterator[None]:
    """Raises HTTPException 503 where MOST_AT_ONCE are under way to staff or to the public, or MOST_OF_ONE to this one."""
    is_staff, _whose = place
    together = sum(count for (of_staff, _), count in _under_way.items() if of_staff is is_staff)
    if together >= MOST_AT_ONCE or _under_way[place] >= MOST_OF_ONE:
        words = _("Many tables are being made just now. Try again in a moment.")
        raise HTTPException(503, words, {"retry-after": str(RETRY_SECONDS)})
    with _counted(place):
        yield


@contextlib.contextmanager
def _counted(place: _Place) -> Iterator[None]:
    _under_way[place] += 1
    try:
        yield
    finally:
        _under_way[place] -= 1
        if not _under_way[place]:
            del _under_way[place]


class _TableResponse(FileResponse):
    """A file that goes when it was sent, however that ended."""

    def __init__(self, path: Path, *, place: _Place, **options: Any) -> None:
        super().__init__(path, **options)
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with _counted(self._place):
                await super().__call__(scope, receive, send)
        finally:
            Path(self.path).unlink(missing_ok=True)
