"""Annexes for committees: a committee reads the files that came with its remarks, published or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tortoise.expressions import Subquery

from consult.answers.remark_list import readable
from consult.answers.remit import Remit
from consult.responses.annex import Annex
from consult.responses.remark import Remark


async def annexes_with(remarks: Iterable[Remark]) -> dict[int, list[Annex]]:
    """The files of the responses that these remarks came in, by response id, in their order; one query."""
    annexes: defaultdict[int, list[Annex]] = defaultdict(list)
    responses = {remark.response_id for remark in remarks}
    for annex in await Annex.filter(response_id__in=responses).order_by("response_id", "ordinal"):
        annexes[annex.response_id].append(annex)
    return dict(annexes)


async def annex_of(remit: Remit, annex_id: int) -> Annex | None:
    """One file, if it came with a remark that the committee reads; one query."""
    responses = readable(remit).values("response_id")
    return await Annex.get_or_none(id=annex_id, response_id__in=Subquery(responses))
