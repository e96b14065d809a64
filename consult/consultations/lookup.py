"""What the pages of every later package begin with: the consultation their address names. Shows nothing itself."""

from __future__ import annotations

from starlette.requests import Request

from consult.consultations.consultation import Consultation
from consult.web.lookup import found_or_404


async def consultation_of(request: Request) -> Consultation:
    """The consultation in the address, public or not: who may come here says the access table.

    Raises HTTPException 404 when there is none.
    """
    return found_or_404(await Consultation.get_or_none(slug=request.path_params["consultation"]))
