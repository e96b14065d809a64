"""Pressing a moderator's buttons as a browser without scripts does, and reading what the public then can."""

from __future__ import annotations

import httpx2
from starlette.types import ASGIApp

from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from moderation.remark_state import written_state
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor

# Words that must not come through where nobody published them.
SECRET = "Ole Hemmelig"


# The box of a remark that can be published with others, in an XPath.
TICK = "input[starts-with(@name, 'chosen-')]"


def ticks(*states: str) -> dict[str, str]:
    """What a form sends of the remarks that are ticked in these states."""
    return {f"chosen-{each}": "yes" for each in states}


async def seen(remark: Remark) -> str:
    fresh = await Remark.get(id=remark.id).select_related("response")
    return written_state(fresh)


async def address(remark: Remark, language: str = "") -> str:
    fresh = await Remark.get(id=remark.id).select_related("response", "consultation")
    return (
        f"{language}/staff/consultations/{fresh.consultation.slug}/queue/"
        f"{fresh.response.number}.{fresh.ordinal}"
    )


def queue_of(text: Draft) -> str:
    return f"/staff/consultations/{text.consultation.slug}/queue"


async def press(
    browser: httpx2.AsyncClient, remark: Remark, button: str, **fields: str
) -> httpx2.Response:
    form = {"seen": await seen(remark), "text": remark.text, **fields, "decision": button}
    return await browser.post(await address(remark), data=form)


async def publicity(remark: Remark) -> Publicity:
    return (await Remark.get(id=remark.id)).publicity


async def public_words(app: ASGIApp, db: Settings, text: Draft, remark: Remark) -> str:
    """Everything the public can reach that could show the remark."""
    where = f"/consultations/{text.consultation.slug}"
    number = (await remark.response).number
    async with visitor(app, db) as reader:
        pages = [
            await reader.get(path)
            for path in (
                where, f"{where}/remarks", f"{where}/remarks/{number}.{remark.ordinal}",
                f"{where}/sections/1", f"{where}/sections/1/remarks",
                f"{where}/search?q=Ole+Hem", "/search?q=Ole+Hem",
            )
        ]  # fmt: skip
    return "\n".join(page.text for page in pages)
