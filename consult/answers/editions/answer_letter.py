"""Answer letters: which responses' authors were written to when the answers were published. One that left for each, ever.

A letter that was called back before it left is as good as not written: the next edition writes to its address again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tortoise import fields
from tortoise.expressions import Q, Subquery
from tortoise.models import Model
from tortoise.queryset import QuerySet

from consult.answers.editions.edition import Edition
from consult.mail.outbox import Letter, waiting_letters
from consult.responses.response import Response


class AnswerLetter(Model):
    """The author of ``response`` was written to about ``edition``: kept in the transaction that wrote the letter.
    ``letter`` is null where none was to leave: the sample's addresses are made up."""

    id = fields.BigIntField(primary_key=True)
    response: fields.OneToOneRelation[Response] = fields.OneToOneField(
        "core.Response", related_name=False, on_delete=fields.RESTRICT
    )
    edition: fields.ForeignKeyRelation[Edition] = fields.ForeignKeyField(
        "core.Edition", related_name=False, on_delete=fields.RESTRICT
    )
    letter: fields.ForeignKeyNullableRelation[Letter] = fields.ForeignKeyField(
        "core.Letter", related_name=False, null=True, db_index=True, on_delete=fields.RESTRICT
    )
    written_at = fields.DatetimeField()

    response_id: int
    edition_id: int
    letter_id: int | None

    class Meta:
        table = "answer_letter"


@dataclass(frozen=True)
class LetterCounts:
    """The letters about one edition: those that left, those still to leave, those called back before they left, and
    those no mail server took."""

    left: int
    waiting: int
    called_back: int
    given_up: int


def unwritten_responses(consultation_id: int) -> QuerySet[Response]:
    """Responses with a confirmed address whose authors were not written to yet, withdrawn ones left out."""
    written = AnswerLetter.filter(
        Q(letter_id=None) | Q(letter__called_back_at=None) | Q(letter__sent_at__not_isnull=True),
        response__consultation_id=consultation_id,
    ).values("response_id")
    return Response.filter(
        consultation_id=consultation_id,
        withdrawn_at=None,
        respondent__contact__confirmed_at__not_isnull=True,
        respondent__contact__refused_at=None,
    ).exclude(id__in=Subquery(written))


async def note_letters(
    edition: Edition, letters: Collection[tuple[int, int | None]], *, now: datetime
) -> None:
    """Note that these responses (ids) were written to in these letters (ids). Two statements for each five hundred.

    Raises IntegrityError where one was already.
    """
    responses = [response for response, _ in letters]
    # Notes of letters that were called back: ``unwritten_responses`` gives their responses again.
    called_back = AnswerLetter.filter(
        response_id__in=responses, letter__called_back_at__not_isnull=True
    )
    await AnswerLetter.filter(id__in=Subquery(called_back.values("id"))).delete()
    rows = [
        AnswerLetter(response_id=response, edition_id=edition.id, letter_id=letter, written_at=now)
        for response, letter in letters
    ]
    await AnswerLetter.bulk_create(rows, batch_size=500)


async def call_back_letters(edition: Edition, *, now: datetime) -> int:
    """Let no letter about this edition leave any more; how many that were. Their words, with secret links, are
    forgotten. Call inside the transaction that takes the edition back."""
    waiting = waiting_letters().filter(id__in=Subquery(_letters_about(edition)))
    return await waiting.update(called_back_at=now, body="")


async def letter_counts(edition: Edition) -> LetterCounts:
    """How far the letters about it are; four queries."""
    about = Letter.filter(id__in=Subquery(_letters_about(edition)))
    return LetterCounts(
        left=await about.filter(sent_at__not_isnull=True).count(),
        waiting=await about.filter(sent_at=None, given_up_at=None, called_back_at=None).count(),
        called_back=await about.filter(sent_at=None, called_back_at__not_isnull=True).count(),
        given_up=await about.filter(
            sent_at=None, called_back_at=None, given_up_at__not_isnull=True
        ).count(),
    )


def _letters_about(edition: Edition) -> QuerySet[AnswerLetter]:
    return AnswerLetter.filter(edition_id=edition.id).exclude(letter_id=None).values("letter_id")  # type: ignore[return-value]
