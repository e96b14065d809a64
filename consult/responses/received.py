"""How many remarks were received on each paragraph, published or not: what an editor must not lose the place of."""

from __future__ import annotations

from tortoise.functions import Count

from consult.responses.remark import Remark, Standing


async def received_by_paragraph(consultation_id: int) -> dict[int, int]:
    """Remarks with standing by the identity of the paragraph they were written on; one query."""
    rows = (
        await Remark.filter(
            consultation_id=consultation_id,
            standing=Standing.RECEIVED,
            paragraph_id__isnull=False,
        )
        .annotate(received=Count("id"))
        .group_by("paragraph_id")
        .values_list("paragraph_id", "received")
    )
    return {int(paragraph): int(received) for paragraph, received in rows}
