"""The letter that says what was published: a digest, at most one a day for each address. A chore of the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from consult import database
from consult.locale import ngettext, speaking
from consult.mail.address import normal_email
from consult.mail.outbox import Letter, post
from consult.responses.anchor_words import words_by_remark
from consult.responses.receipt import token_of
from consult.responses.remark import VISIBLE, Remark, Standing
from consult.responses.respondent import Contact
from consult.web.rendering import letter
from consult.web.urls import absolute

KIND = "published"
EVERY = timedelta(days=1)
# Remarks looked at in one go; the rest goes with the next.
MOST = 500


@dataclass(frozen=True)
class NewsItem:
    """One remark that everybody can read now. ``about`` is what it was written on; ``own_link`` is secret."""

    remark: Remark
    about: str
    public_link: str
    own_link: str


class _SomebodyWasFirst(Exception):
    """Another worker tells of one of the remarks."""


async def expect_news(remark: Remark, contact: Contact | None, *, now: datetime) -> None:
    """Note that the author is to be told that the remark was published, where there is a confirmed address; or, with no
    contact, that there is nothing to tell any more. Call inside the deciding transaction."""
    await Remark.filter(id=remark.id).update(untold_since=now if contact else None)


async def send_news(*, secret_key: str, now: datetime) -> None:
    """Write to each address that has not had such a letter for a day, about all of its remarks that are public still."""
    due = Remark.filter(untold_since__lte=now).order_by("untold_since", "id").limit(MOST)
    by_address: dict[str, list[Remark]] = {}
    gone = []
    for remark in await due.select_related("consultation", "response__respondent__contact"):
        address = _address_of(remark)
        if address:
            by_address.setdefault(address, []).append(remark)
        else:
            gone.append(remark.id)
    await Remark.filter(id__in=gone).update(untold_since=None)
    told = Letter.filter(kind=KIND, to__in=list(by_address), written_at__gt=now - EVERY)
    waiting = {str(to) for to in await told.values_list("to", flat=True)}
    for address, remarks in by_address.items():
        if address not in waiting:
            await _tell(address, remarks, secret_key=secret_key, now=now)


def _address_of(remark: Remark) -> str:
    """Where to tell of it; "" where there is nothing to tell, or nobody."""
    contact: Contact = remark.response.respondent.contact  # type: ignore[attr-defined]
    is_public = remark.standing is Standing.RECEIVED and remark.publicity in VISIBLE
    may_write = contact.confirmed_at is not None and contact.refused_at is None
    return normal_email(contact.email) if is_public and may_write else ""


async def _tell(address: str, remarks: Sequence[Remark], *, secret_key: str, now: datetime) -> None:
    """One letter in the language of the latest response; nothing where somebody else tells of one of them."""
    language = max(remarks, key=lambda each: each.response.received_at).response.language
    with speaking(language):
        items = await _items(remarks, secret_key)
        subject = ngettext(
            "%(num)s remark of yours is published",
            "%(num)s remarks of yours are published",
            len(items),
        ) % {"num": len(items)}
        unit = remarks[-1].consultation.contact_unit
        body = letter("mail/published/body.txt", items=items, contact_unit=unit)
    try:
        async with database.transaction():
            mine = Remark.filter(
                id__in=[each.id for each in remarks], untold_since__not_isnull=True,
                publicity__in=VISIBLE, standing=Standing.RECEIVED,
            )  # fmt: skip
            if await mine.update(untold_since=None) != len(remarks):
                raise _SomebodyWasFirst
            concerns = remarks[0].response.public_id
            await post(KIND, to=address, subject=subject, body=body, now=now, concerns=concerns)
    except _SomebodyWasFirst:
        return


async def _items(remarks: Sequence[Remark], secret_key: str) -> list[NewsItem]:
    about: dict[int, str] = {}
    for consultation_id in {each.consultation_id for each in remarks}:
        its = [each for each in remarks if each.consultation_id == consultation_id]
        about |= await words_by_remark(consultation_id, its)
    return [
        NewsItem(
            each,
            about[each.id],
            absolute("remark", consultation=each.consultation.slug, reference=each.reference),
            absolute("status_link", token=token_of(each.response, secret_key)),
        )
        for each in remarks
    ]
