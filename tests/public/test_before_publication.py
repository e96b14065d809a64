"""Before its moment nothing of any answer shows: every route that anybody may open is asked, and every letter and file."""

from __future__ import annotations

from collections.abc import Mapping

import httpx2
import pytest
from starlette.routing import Route

from consult import app as composition
from consult.access import ACCESS, anyone, anyone_without_cookie
from consult.answers.editions.publishing import take_back
from consult.consultations.consultation import Consultation
from consult.mail.outbox import Letter
from tests.answers.editions.ready import ANSWER, Answered, answered, publish
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW

pytestmark = pytest.mark.usefixtures("stopped_clock")

REASON = "Der er ikke penge til det."
TITLE = "Flere grønne byrum"
SUMMARY = "Flere ønsker grønne byrum."
SECRETS = (ANSWER, REASON, TITLE, SUMMARY, "imødekommet", "Imødekommet", "/points/1")
OPEN = [
    route
    for route in composition.routes()
    if "GET" in (route.methods or ()) and ACCESS[route.name] in (anyone, anyone_without_cookie)
]


def params(made: Answered) -> Mapping[str, str]:
    """What the addresses name: everything that there is in the hearing."""
    paragraph = made.hearing.draft.paragraphs[3].identity_id
    return {
        "consultation": made.consultation.slug,
        "section": "2",
        "paragraph": str(paragraph),
        "version": "1",
        "earlier": "1",
        "reference": "1.1",
        "number": "1",
        "ordinal": "1",
        "reason": "later",
        "ending": "html",
        "token": f"token-1-{made.consultation.id}",
    }


def addresses(made: Answered, route: Route) -> list[str]:
    known = params(made)
    given = {name: known.get(name, "1") for name in route.param_convertors}
    path = str(route.url_path_for(route.name, **given))
    searches = [f"{path}?q={word}" for word in ("grønne", "bænke", "penge")]
    return [path, *(searches if "search" in route.name else ())]


async def leaks(client: httpx2.AsyncClient, made: Answered) -> list[str]:
    """The routes whose pages hold something of the answers."""
    found = []
    for route in OPEN:
        for address in addresses(made, route):
            answer = await client.get(address, follow_redirects=True)
            # A page that is not there repeats the address that was asked for.
            if any(secret in answer.text for secret in SECRETS if secret not in address):
                found.append(route.name)
    return found


async def test_before_its_moment_nothing_shows_anywhere(client: httpx2.AsyncClient) -> None:
    made = await answered()
    await publish(made, at=NOW + DAY)
    assert await leaks(client, made) == []
    assert await Letter.all().count() == 0


async def test_when_it_is_taken_back_nothing_shows_anywhere(client: httpx2.AsyncClient) -> None:
    made = await answered()
    await publish(made, now=NOW - DAY / 24)
    shown = set(await leaks(client, made))
    assert shown >= {"outcome", "outcome_point", "remark", "consultation_remarks", "status_link"}
    await take_back(made.consultation, 1, reason="Fejl.", by=BY, now=NOW)
    assert await leaks(client, made) == []


async def test_suspended_it_is_not_shown(client: httpx2.AsyncClient) -> None:
    """No verb stops an answered consultation; a row that says so shows nothing."""
    made = await answered()
    await publish(made, now=NOW - DAY / 24)
    await Consultation.filter(id=made.consultation.id).update(called_off_at=NOW)
    assert await leaks(client, made) == []
