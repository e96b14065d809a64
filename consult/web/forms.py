"""Reading what a form holds: bounded, cleaned of what no text may contain, kept as it was written."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from copy import copy

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from consult.locale import gettext as _
from consult.numbers import whole_number
from consult.web.body_limit import DEFAULT_LIMIT
from consult.web.plain_text import plain_text

# A formal response with one remark more than may be sent still comes back with its error, not lost.
MAX_FIELDS = 600
# What is over the numbers is read all the same, up to so many times, so that the error page can show it again.
READ_OVER = 4
# As much as a form without files may have in all: a text that is far too long still comes back with its error.
MAX_FIELD_BYTES = DEFAULT_LIMIT
# In characters, of all fields together: five times what a response may say, so that too much still comes back.
MAX_FORM_TEXT = 1_000_000
# More than this is cleaned in a thread.
CLEANED_IN_PLACE = 50_000
# More than one response takes: what is one too many is refused by name, with the texts kept.
MAX_FILES = 50

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\"';\s]*)", re.IGNORECASE)


class Fields(Mapping[str, str]):
    """The text fields of one form. A missing field reads as ""; files are in ``files``."""

    def __init__(self, form: FormData) -> None:
        self._form = form
        self._pairs = [(k, plain_text(v)) for k, v in form.multi_items() if isinstance(v, str)]
        self._texts = dict(self._pairs)

    def __getitem__(self, name: str) -> str:
        return self._texts.get(name, "")

    def __contains__(self, name: object) -> bool:
        return name in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def pairs(self) -> list[tuple[str, str]]:
        """Every text field with its name, in the order it was sent in; names may repeat."""
        return list(self._pairs)

    @property
    def has_files(self) -> bool:
        """Whether any file was chosen."""
        values = (value for _name, value in self._form.multi_items())
        return any(isinstance(value, UploadFile) and value.filename for value in values)

    def line(self, name: str) -> str:
        """A one-line field: white space folded and trimmed."""
        return " ".join(self[name].split())

    def all(self, name: str) -> list[str]:
        """Every value of a field that may repeat."""
        return [text for field, text in self._pairs if field == name]

    def checked(self, name: str) -> bool:
        return bool(self[name])

    def copied(self, name: str, to: str) -> Fields:
        """The same form with what one field has in another one, too."""
        fields = copy(self)
        fields._texts = {**self._texts, to: self[name]}
        return fields

    def files(self, name: str) -> list[UploadFile]:
        """The files chosen in a field; an empty choice is no file."""
        return [v for v in self._form.getlist(name) if isinstance(v, UploadFile) and v.filename]


@contextlib.asynccontextmanager
async def read_form(request: Request) -> AsyncIterator[Fields]:
    """The posted form; its files close with the block. The one way to read what was posted.

    Raises HTTPException 400, in words for the reader, past the limits and for what is no form at all; 413 for more
    text than any form of ours holds. What could be read then is in ``posted``.
    """
    form = await _parsed(request)
    try:
        size = sum(len(value) for _name, value in form.multi_items() if isinstance(value, str))
        if size > MAX_FORM_TEXT:
            raise HTTPException(413)
        in_place = size <= CLEANED_IN_PLACE
        fields = Fields(form) if in_place else await asyncio.to_thread(Fields, form)
        request.state.posted = fields
        _check_numbers(form)
        yield fields
    finally:
        await form.close()


async def _parsed(request: Request) -> FormData:
    try:
        _check_charset(request)
        return await request.form(
            max_files=MAX_FILES * READ_OVER,
            max_fields=MAX_FIELDS * READ_OVER,
            max_part_size=MAX_FIELD_BYTES,
        )
    except HTTPException as unreadable:
        if unreadable.status_code != 400:
            raise
        message = _("The form could not be read: a field is far too long, or something was lost.")
        raise HTTPException(400, message) from unreadable


def _check_charset(request: Request) -> None:
    """Browsers send UTF-8. Others take the square of the length to decode, or are none. Raises HTTPException 400."""
    named = _CHARSET.search(request.headers.get("content-type", ""))
    if named and named[1].casefold() not in ("utf-8", "utf8"):
        raise HTTPException(400)


def _check_numbers(form: FormData) -> None:
    files = sum(isinstance(value, UploadFile) for _name, value in form.multi_items())
    if files > MAX_FILES:
        raise HTTPException(400, _("There are too many files. Choose fewer, and send again."))
    if len(form.multi_items()) - files > MAX_FIELDS:
        raise HTTPException(400, _("There are too many fields. Send it in two parts instead."))


async def keep_posted(request: Request) -> None:
    """Read what was posted, if nothing has, as far as the request may be read: the error page gives it back. What cannot
    be read is nobody's loss."""
    if request.method == "POST" and posted(request) is None:
        with contextlib.suppress(Exception):
            async with read_form(request):
                pass


def posted(request: Request) -> Fields | None:
    """What ``read_form`` read of this request; None before it did. An error page shows it again."""
    read: Fields | None = getattr(request.state, "posted", None)
    return read


def number_in(written: str) -> int:
    """A number from a field. Raises HTTPException 400 for anything else: no form of ours sends it."""
    number = whole_number(written)
    if number is None:
        raise HTTPException(400, _("The form was not complete."))
    return number
