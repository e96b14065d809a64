"""Published annexes: the files of a response that everybody may open, and no other file's name or size."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.responses.annex import Annex
from consult.responses.remark import Publicity, Remark, Standing


@dataclass(frozen=True)
class PublicAnnex:
    """One published file: the ``ordinal``-th of its response. ``size`` in bytes, ``file_key`` in the store."""

    ordinal: int
    name: str
    media_type: str
    size: int
    file_key: str


@dataclass(frozen=True)
class PublicAnnexes:
    """The published ``files`` of one response, in order, and how many others it has: ``unpublished``."""

    files: tuple[PublicAnnex, ...] = ()
    unpublished: int = 0


async def annexes_of(responses: Collection[int]) -> dict[int, PublicAnnexes]:
    """By response id, for those that have files. One query, and none for no responses."""
    found: dict[int, PublicAnnexes] = {}
    if not responses:
        return found
    for row in await _standing(response_id__in=list(responses)).order_by("ordinal"):
        before = found.get(row.response_id, PublicAnnexes())
        found[row.response_id] = (
            PublicAnnexes((*before.files, _one(row)), before.unpublished)
            if row.publicity is Publicity.PUBLISHED
            else PublicAnnexes(before.files, before.unpublished + 1)
        )
    return found


async def annex(of: Consultation, response_number: int, ordinal: int) -> PublicAnnex | None:
    """A file of the response with this number, if everybody may open it."""
    row = (
        await _standing(response__consultation_id=of.id, response__number=response_number)
        .filter(ordinal=ordinal, publicity=Publicity.PUBLISHED)
        .first()
    )
    return _one(row) if row else None


def _standing(**of: Any) -> QuerySet[Annex]:
    """The rule in one place: ``of`` responses that are not withdrawn, and of which something still counts."""
    counting = Remark.filter(standing=Standing.RECEIVED, **of)
    return Annex.filter(
        Q(response_id__in=Subquery(counting.values("response_id"))),
        response__withdrawn_at__isnull=True,
        response__number__isnull=False,
        **of,
    )


def _one(row: Annex) -> PublicAnnex:
    return PublicAnnex(row.ordinal, row.name, row.media_type, row.size, row.file_key)
