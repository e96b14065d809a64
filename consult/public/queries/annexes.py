"""Published annexes: the files of a response that everybody may open, and no other file's name or size."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.documents.public_copy import PublicCopy
from consult.responses.annex import Annex
from consult.responses.annex_copies import copies_for
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing


@dataclass(frozen=True)
class PublicAnnex:
    """One published file: the ``ordinal``-th of its response. ``size`` in bytes.

    ``file_key`` is that of its public copy in the store, "" while that is being made. ``left_out`` is how many tracked
    changes and comments a moderator left out of it.
    """

    ordinal: int
    name: str
    media_type: str
    size: int
    file_key: str
    left_out: int = 0


@dataclass(frozen=True)
class PublicAnnexes:
    """The published ``files`` of one response, in order; how many others wait for a decision, and are ``withheld``."""

    files: tuple[PublicAnnex, ...] = ()
    waiting: int = 0
    withheld: int = 0


async def annexes_of(responses: Collection[int]) -> dict[int, PublicAnnexes]:
    """The annexes of responses by response id, for those that have any and are public. Two queries; none for no
    responses."""
    annexes: dict[int, PublicAnnexes] = {}
    if not responses:
        return annexes
    rows = await _of_public(response_id__in=list(responses)).order_by("ordinal")
    copies = await copies_for(each for each in rows if each.publicity is Publicity.PUBLISHED)
    for row in rows:
        before = annexes.get(row.response_id, PublicAnnexes())
        annexes[row.response_id] = _with(before, row, copies)
    return annexes


async def annex(
    consultation: Consultation, response_number: int, ordinal: int
) -> PublicAnnex | None:
    """The file with this ordinal of the response with this number; None unless it is published and some text of its response
    is. Two queries."""
    rows = _of_public(response__consultation_id=consultation.id, response__number=response_number)
    row = await rows.filter(ordinal=ordinal, publicity=Publicity.PUBLISHED).first()
    return _public(row, (await copies_for([row])).get(row.id)) if row else None


def _of_public(**responses: Any) -> QuerySet[Annex]:
    """The rule in one place: the annexes of responses that are not withdrawn and have a remark that everybody can read.
    ``responses`` are filters that mean the same for an annex and for a remark."""
    remarks = Remark.filter(standing=Standing.RECEIVED, publicity__in=VISIBLE, **responses)
    rows = Annex.filter(
        Q(response_id__in=Subquery(remarks.values("response_id"))),
        response__withdrawn_at__isnull=True,
        response__number__isnull=False,
        **responses,
    )
    return rows.select_related("response__respondent")


def _with(before: PublicAnnexes, row: Annex, copies: Mapping[int, PublicCopy]) -> PublicAnnexes:
    if row.publicity is Publicity.PUBLISHED:
        return replace(before, files=(*before.files, _public(row, copies.get(row.id))))
    if row.publicity is Publicity.WAITING:
        return replace(before, waiting=before.waiting + 1)
    return replace(before, withheld=before.withheld + 1)


def _public(row: Annex, copy: PublicCopy | None) -> PublicAnnex:
    size = copy.size if copy and copy.is_clean else row.size
    file = copy.served_file if copy else ""
    return PublicAnnex(row.ordinal, row.name, row.media_type, size, file, row.left_out)
