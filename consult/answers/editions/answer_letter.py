"""Answer letters: which responses' authors were written to when the answers were published. One for each, ever."""

from __future__ import annotations

from datetime import datetime

from tortoise import fields
from tortoise.expressions import Subquery
from tortoise.models import Model
from tortoise.queryset import QuerySet

from consult.answers.editions.edition import Edition
from consult.responses.response import Response


class AnswerLetter(Model):
    """The author of ``response`` was written to about ``edition``: kept in the transaction that wrote the letter."""

    id = fields.BigIntField(primary_key=True)
    response: fields.OneToOneRelation[Response] = fields.OneToOneField(
        "core.Response", related_name=False, on_delete=fields.RESTRICT
    )
    edition: fields.ForeignKeyRelation[Edition] = fields.ForeignKeyField(
        "core.Edition", related_name=False, on_delete=fields.RESTRICT
    )
    written_at = fields.DatetimeField()

    response_id: int
    edition_id: int

    class Meta:
        table = "answer_letter"


def unwritten_responses(consultation_id: int) -> QuerySet[Response]:
    """Responses with a confirmed address whose authors were not written to yet, withdrawn ones left out."""
    written = AnswerLetter.filter(response__consultation_id=consultation_id).values("response_id")
    return Response.filter(
        consultation_id=consultation_id,
        withdrawn_at=None,
        respondent__contact__confirmed_at__isnull=False,
    ).exclude(id__in=Subquery(written))


async def note_letter(edition: Edition, responses: list[Response], *, now: datetime) -> None:
    """Note that these were written to. Raises IntegrityError where one was already: then nothing is sent twice."""
    await AnswerLetter.bulk_create(
        [
            AnswerLetter(response_id=each.id, edition_id=edition.id, written_at=now)
            for each in responses
        ]
    )
