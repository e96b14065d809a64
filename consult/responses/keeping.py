"""Keeping a remark that was written while reading: in the unsent response of whoever wrote it, or as the first of one.

Nothing is sent. Acknowledged means committed, as when a response is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from tortoise.exceptions import IntegrityError
from tortoise.expressions import F

from consult import database
from consult.consultations.consultation import Consultation
from consult.locale import gettext as _
from consult.locale import show_number
from consult.responses.not_sent import Invalid, KeyConflict
from consult.responses.submission import MAX_REMARKS, RemarkInput, RespondentInput
from consult.responses.unsent_response import Unsent
from consult.responses.validation import FieldError
from consult.responses.workspace import MAX_DRAFT, Content, TooLong, find_unsent, start
from consult.stale_state import StaleState
from consult.tokens import keyed_hash


@dataclass(frozen=True)
class Written:
    """One remark as it was written beside the text, with what its form says of the writer, which may be nothing."""

    remark: RemarkInput
    respondent: RespondentInput
    publish_name: bool = False

    @property
    def content(self) -> Content:
        """An unsent response of this remark alone."""
        return Content(self.respondent, (self.remark,), publish_name=self.publish_name)


async def keep(unsent: Unsent, written: Written, *, now: datetime) -> Content:
    """Put a remark to an unsent response; gives what that holds now. The same remark again is the same one: a double click.

    Raises Invalid for one too many, TooLong, and StaleState for what has been sent; then nothing was kept.
    """
    async with database.transaction():
        # Touching the row makes two windows wait for each other: neither remark is lost.
        if not await Unsent.filter(id=unsent.id, sent_as="").update(updated_at=now):
            raise StaleState("unsent")
        before = Content.from_json((await Unsent.get(id=unsent.id)).content)
        content = _with(before, written)
        _check_room(content)
        if content != before:
            await Unsent.filter(id=unsent.id).update(
                content=content.as_json(), lock_version=F("lock_version") + 1
            )
    return content


async def keep_first(
    consultation: Consultation,
    written: Written,
    *,
    key: str,
    secret_key: str,
    language: str,
    received_at: datetime,
    now: datetime,
) -> tuple[Unsent, str]:
    """Begin an unsent response with this remark; gives it and the token of its secret link. ``key`` is the form's: the
    same form sent twice begins one.

    Raises NotOpen, TooLong, and KeyConflict where what was begun with this key has been sent.
    """
    token = keyed_hash(secret_key, f"kept|{key}")
    _check_room(written.content)
    try:
        return await start(
            consultation,
            written.content,
            language=language,
            received_at=received_at,
            now=now,
            token=token,
        )
    except IntegrityError:
        unsent = await find_unsent(token, now)
        if unsent is None or unsent.sent_as:
            raise KeyConflict from None
        await keep(unsent, written, now=now)
        return unsent, token


def _with(content: Content, written: Written) -> Content:
    """The same with one remark more, and with what its writer had not said before."""
    if written.remark in content.remarks:
        return content
    more = replace(content, remarks=(*content.remarks, written.remark))
    if not content.is_citizens:
        return more
    who = _filled(content.respondent, written.respondent)
    publish_name = content.publish_name if content.respondent.name else written.publish_name
    return replace(more, respondent=who, publish_name=publish_name)


def _filled(known: RespondentInput, said: RespondentInput) -> RespondentInput:
    """Who answers: what is known stands, the empty fields get what was said."""
    empty = {each.name for each in fields(known) if not getattr(known, each.name)}
    return replace(known, **{name: getattr(said, name) for name in empty})


def _check_room(content: Content) -> None:
    """Raises Invalid for more remarks than one response may have, and TooLong."""
    if len(content.remarks) > MAX_REMARKS:
        message = _(
            "Your response has %(n)s remarks already, and no more fit in one. Send it, and write the next one after that."
        ) % {"n": show_number(MAX_REMARKS)}
        raise Invalid([FieldError("remarks", "too_many", message)])
    if content.length > MAX_DRAFT:
        raise TooLong(content.length)
