"""Letters about a text that changed while people could still answer: one to each confirmed address whose paragraph has
other words or is gone, with the old words, the new ones, and the way to add to the remark.

Written by the worker. What notes that somebody was told is stored with the letter, so nobody is told twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from consult import database
from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.versions.change_sentence import change_words
from consult.documents.versions.text_changes import TextChange
from consult.locale import gettext as _
from consult.locale import speaking
from consult.mail.address import normal_email
from consult.mail.outbox import post
from consult.public.text.comparison_addresses import change_address
from consult.responses.receipt import status_token
from consult.responses.remark import Remark
from consult.responses.respondent import Contact
from consult.responses.text_letter import (
    TextLetter,
    affected_remarks,
    changes_of_remarks,
    note_written,
)
from consult.web.rendering import letter
from consult.web.urls import absolute, in_full

# So many that wait are looked at in one go.
_AT_ONCE = 500


class _ToldAlready(Exception):
    """Another worker was first: nothing is stored."""


async def write_text_letters(*, secret_key: str, now: datetime) -> None:
    """Write to some of those that wait. One query where nobody does, some eight for each letter."""
    rows = TextLetter.filter(written_at=None).order_by("version_id", "id").limit(_AT_ONCE)
    waiting = await rows.select_related("version__document__consultation", "response")
    by_version: defaultdict[int, list[TextLetter]] = defaultdict(list)
    for each in waiting:
        by_version[each.version_id].append(each)
    for letters in by_version.values():
        changes = await changes_of_remarks(letters[0].version)
        for together in (await _by_address(letters)).values():
            await _write(together, changes, secret_key, now)


async def _by_address(letters: Sequence[TextLetter]) -> dict[str, list[TextLetter]]:
    """Those of one letterbox together. An address that is not confirmed any more has one of its own: "" and the id."""
    contacts = Contact.filter(respondent_id__in=[each.response.respondent_id for each in letters])
    emails = {each.respondent_id: each for each in await contacts}
    found: defaultdict[str, list[TextLetter]] = defaultdict(list)
    for each in letters:
        contact = emails.get(each.response.respondent_id)
        is_there = contact and contact.confirmed_at and not each.response.withdrawn_at
        found[normal_email(contact.email) if contact and is_there else ""].append(each)
    return found


async def _write(
    letters: list[TextLetter], changes: dict[int, TextChange], secret_key: str, now: datetime
) -> None:
    last, version = letters[-1], letters[-1].version
    consultation: Consultation = version.document.consultation
    contact = await Contact.get_or_none(respondent_id=last.response.respondent_id)
    remarks = await _remarks(version, letters)
    with speaking(last.response.language):
        subject = _("The text you wrote about has changed: %(title)s") % {"title": consultation.title}  # fmt: skip
        body = letter(
            "mail/changed_text/body.txt",
            consultation=consultation,
            version=version.number,
            remarks=[_told(each, changes, consultation) for each in remarks],
            links=[
                absolute("status_link", token=status_token(each.response.public_id, secret_key))
                for each in letters
            ],
        )
    is_reachable = contact and contact.confirmed_at and not last.response.withdrawn_at
    try:
        async with database.transaction():
            if not await note_written(letters, now):
                raise _ToldAlready
            if contact and is_reachable and remarks:
                await post("changed text", to=contact.email, subject=subject[:300], body=body, now=now)  # fmt: skip
    except _ToldAlready:
        return


async def _remarks(version: Version, letters: Sequence[TextLetter]) -> list[Remark]:
    found = await affected_remarks(version)
    rows = found.filter(response_id__in=[each.response_id for each in letters])
    return await rows.select_related("response").order_by("response__number", "ordinal")


def _told(
    remark: Remark, changes: dict[int, TextChange], consultation: Consultation
) -> dict[str, str]:
    """What the letter says of one remark: its number, what became of its paragraph, and both wordings."""
    change = changes[remark.paragraph_id or 0]
    old, new = ("\n".join(each.text for each in side) for side in (change.old, change.new))
    return {
        "number": remark.reference,
        "sentence": change_words(change),
        "old": old,
        "new": new,
        "href": in_full(change_address(consultation.slug, change)),
    }
