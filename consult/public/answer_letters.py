"""Letters about published answers: one to each confirmed address, with what was answered to all that came from it.

Written by the worker, some letters at a time. What notes that somebody was written to is stored with the letter, so
neither a second worker nor a restart writes a second one, and none is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult import database
from consult.answers.editions.answer_letter import note_letters, unwritten_responses
from consult.answers.editions.edition import Edition, lock_editions
from consult.consultations.consultation import Consultation
from consult.documents.paragraph import anchor_of
from consult.locale import gettext as _
from consult.locale import speaking
from consult.mail.address import normal_email
from consult.mail.outbox import post
from consult.public import queries
from consult.public.text.addresses import section_address
from consult.responses.receipt import token_of
from consult.responses.remark import Remark, Standing
from consult.responses.response import Response
from consult.web.rendering import letter
from consult.web.urls import absolute, in_full

# Letters that are drawn, and stored in one transaction, at a time.
BATCH = 50


@dataclass(frozen=True)
class Letterbox:
    """An address as it was written last, and the ``responses`` (ids) from it that nobody was written to about."""

    email: str
    responses: tuple[int, ...]


@dataclass(frozen=True)
class AnsweredRemark:
    """One of the reader's remarks, what is answered to it, and where in the text it is now."""

    remark: Remark
    answer: queries.RemarkAnswer
    location: queries.PublicLocation

    @property
    def link(self) -> str:
        """Where everybody reads it; "" where nobody may."""
        if not queries.is_visible(self.remark):
            return ""
        slug = self.remark.consultation.slug
        return absolute("remark", consultation=slug, reference=self.remark.reference)

    @property
    def text_link(self) -> str:
        """Where the words are now that it was about; "" for one on the whole."""
        section = self.location.section
        if section is None:
            return ""
        slug, number = self.remark.consultation.slug, self.location.number
        if not number:
            return in_full(section_address(slug, section))
        page = absolute("section", consultation=slug, section=section.area)
        return f"{page}#{anchor_of(number)}"


@dataclass(frozen=True)
class DrawnLetter:
    """A letter that is not stored yet."""

    to: Letterbox
    subject: str
    body: str


async def write_answer_letters(*, secret_key: str, now: datetime) -> None:
    """Write to everybody who was not yet, in every answered consultation. Two queries for each of these where nothing is
    to be written, some twelve and one a letter for each BATCH; holds the addresses, and the words of a BATCH."""
    for consultation in await Consultation.filter(answered_at__lte=now):
        edition = (await queries.public_editions(consultation, now)).in_force
        outline = await queries.outline(consultation) if edition else None
        if edition is None or outline is None:
            continue
        for letterboxes in _batches(await _letterboxes(consultation)):
            drawn = await _draw(outline, edition, letterboxes, secret_key)
            if not await _store(consultation, edition, drawn, now):
                break


def _batches(letterboxes: Sequence[Letterbox]) -> Iterator[Sequence[Letterbox]]:
    for start in range(0, len(letterboxes), BATCH):
        yield letterboxes[start : start + BATCH]


async def _letterboxes(consultation: Consultation) -> list[Letterbox]:
    """One for each address, however it was spelled; one query."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    written: dict[str, str] = {}
    rows = unwritten_responses(consultation.id).order_by("id")
    for response, email in await rows.values_list("id", "respondent__contact__email"):
        if email:
            address = normal_email(email)
            found[address].append(response)
            written[address] = email
    return [Letterbox(written[address], tuple(ids)) for address, ids in found.items()]


async def _store(
    consultation: Consultation, edition: Edition, drawn: Sequence[DrawnLetter], now: datetime
) -> bool:
    """Put them into the outbox, but those that somebody else wrote meanwhile; False where the edition was taken back."""
    async with database.transaction():
        await lock_editions(consultation)
        if not await Edition.exists(id=edition.id, taken_back_at=None):
            return False
        ids = [each for one in drawn for each in one.to.responses]
        rows = unwritten_responses(consultation.id).filter(id__in=ids)
        unwritten = set(await rows.values_list("id", flat=True))
        noted: list[tuple[int, int | None]] = []
        for each in drawn:
            if unwritten.issuperset(each.to.responses):
                posted = await post(
                    "answers", to=each.to.email, subject=each.subject, body=each.body, now=now
                )
                noted += [(response, posted.id) for response in each.to.responses]
        await note_letters(edition, noted, now=now)
    return True


async def _draw(
    outline: queries.Outline, edition: Edition, letterboxes: Sequence[Letterbox], secret_key: str
) -> list[DrawnLetter]:
    """Some ten queries, however many letters."""
    ids = [each for one in letterboxes for each in one.responses]
    responses = {each.id: each for each in await Response.filter(id__in=ids)}
    answered = await _answered(outline, edition, ids)
    return [
        _drawn(
            outline.consultation,
            each,
            [responses[one] for one in each.responses],
            answered,
            secret_key,
        )
        for each in letterboxes
    ]


def _drawn(
    consultation: Consultation,
    to: Letterbox,
    responses: Sequence[Response],
    answered: Mapping[int, Sequence[AnsweredRemark]],
    secret_key: str,
) -> DrawnLetter:
    """In the language of the last response."""
    with speaking(responses[-1].language):
        body = letter(
            "mail/answers/body.txt",
            consultation=consultation,
            outcome=absolute("outcome", consultation=consultation.slug),
            remarks=[each for one in to.responses for each in answered.get(one, ())],
            point_url=lambda number: absolute(
                "outcome_point", consultation=consultation.slug, number=number
            ),
            links=[absolute("status_link", token=token_of(each, secret_key)) for each in responses],
        )
        subject = _("What was answered: %(title)s") % {"title": consultation.title}
    return DrawnLetter(to, subject, body)


async def _answered(
    outline: queries.Outline, edition: Edition, responses: Sequence[int]
) -> dict[int, list[AnsweredRemark]]:
    """The remarks of each of these responses (ids), in order."""
    rows = Remark.filter(response_id__in=list(responses), standing=Standing.RECEIVED)
    remarks = await rows.select_related("response", "consultation").order_by(
        "response_id", "ordinal"
    )
    answers = await queries.remark_answers(edition, [each.id for each in remarks])
    locations = await queries.public_locations(outline, remarks)
    found: defaultdict[int, list[AnsweredRemark]] = defaultdict(list)
    for each, location in zip(remarks, locations, strict=True):
        found[each.response_id].append(AnsweredRemark(each, answers[each.id], location))
    return found
