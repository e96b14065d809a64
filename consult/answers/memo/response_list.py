"""The memo's list of responses with published remarks. It is long: the files hold it, no page does."""

from __future__ import annotations

from collections import defaultdict

from tortoise.expressions import Subquery

from consult.answers.memo.consultation_facts import published_remarks
from consult.answers.memo.memo import ResponseLine
from consult.consultations.consultation import Consultation
from consult.responses.response import Response


async def response_lines(consultation: Consultation) -> tuple[ResponseLine, ...]:
    """Every response with a published remark, by number; two queries."""
    published = await _published(consultation)
    rows = Response.filter(
        id__in=Subquery(published_remarks(consultation).values("response_id"))
    ).select_related("respondent")
    return tuple(
        ResponseLine(
            response.number or 0,
            response.respondent.public_name,
            response.respondent.kind,
            response.received_at,
            response.is_late,
            tuple(f"{response.number}.{ordinal}" for ordinal in published[response.id]),
        )
        for response in await rows.order_by("number")
    )


async def _published(consultation: Consultation) -> dict[int, list[int]]:
    """Ordinals of the published remarks by response id."""
    rows = published_remarks(consultation).order_by("ordinal")
    ordinals: defaultdict[int, list[int]] = defaultdict(list)
    for response, ordinal in await rows.values_list("response_id", "ordinal"):
        ordinals[int(str(response))].append(int(str(ordinal)))
    return ordinals
