"""What the pages of every later package begin with: the consultation their address names. Shows nothing itself."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from consult.consultations.consultation import Consultation


async def consultation_of(request: Request) -> Consultation:
    """The consultation in the address, public or not: who may come here says the access table.

    Raises HTTPException 404 when there is none.
    """
    found = await Consultation.get_or_none(slug=request.path_params["consultation"])
    if found is None:
        raise HTTPException(404)
    return found
