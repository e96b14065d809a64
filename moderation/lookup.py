"""What a moderator's address names. Who may open it is in the access table."""

from __future__ import annotations

from starlette.requests import Request

from consult.consultations.lookup import consultation_of
from consult.responses.annex import Annex
from consult.web.lookup import found_or_404
from moderation.queue import Queue, load_queue
from moderation.queue_filters import read_filters
from moderation.review import Review, load_review


async def queue_of(request: Request) -> Queue:
    """The queue in the address, with its filters. Raises HTTPException 404 for an unknown consultation."""
    return await load_queue(await consultation_of(request), read_filters(request.query_params))


async def review_of(request: Request) -> Review:
    """The remark in the address. Raises HTTPException 404 when there is none in this consultation."""
    slug, reference = request.path_params["consultation"], request.path_params["reference"]
    filters = read_filters(request.query_params)
    return found_or_404(await load_review(slug, reference, filters))


async def review_again(review: Review) -> Review:
    """The same as it is stored now."""
    remark, queue = review.remark, review.queue
    fresh = await load_review(review.consultation.slug, remark.reference, queue.filters)
    assert fresh is not None, "a remark is never deleted"
    return fresh


async def annex_of(request: Request) -> Annex:
    """The file in the address, with its response and consultation. Raises HTTPException 404 when there is none in this
    consultation."""
    annex = Annex.get_or_none(
        id=request.path_params["annex"],
        response__consultation__slug=request.path_params["consultation"],
    )
    return found_or_404(
        await annex.select_related("response__consultation", "response__respondent")
    )
