"""Every route × every kind of person, through the real guard and middlewares, against a table written by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from consult import app as composition
from consult import clock, database
from consult.audit import SYSTEM
from consult.people.departure import remove
from consult.people.role import Role, RoleGrant, end
from consult.settings import Settings, load
from tests.support.databases import Databases, environment
from tests.support.factories import people
from tests.support.visitors import site, visitor

HERE, ELSEWHERE = "her", "andetsteds"
OURS, THEIRS = "vores-udvalg", "andres-udvalg"

# What the addresses name. Ids that no row has: whether a thing exists is not asked before one may ask.
PARAMS = {"consultation": HERE, "committee": OURS}

WORKING = {
    "admin",
    "editor",
    "editor everywhere",
    "moderator",
    "moderator elsewhere",
    "committee",
    "other committee",
    "reader",
    "lead",
    "lead elsewhere",
}
SHUT_OUT = {"anonymous", "role ended", "disabled"}
EVERYBODY = WORKING | SHUT_OUT
MODERATORS = {"admin", "moderator"}
MUNICIPAL_EDITORS = {"admin", "editor everywhere"}
EDITORS = MUNICIPAL_EDITORS | {"editor"}
ANSWERING = EDITORS | {"committee"}
READING = ANSWERING | {"reader", "lead"}
LEADING = {"admin", "lead"}
LEADING_OR_EDITING = LEADING | EDITORS

# Route → who may. A new route gets its row here, from the person who knows what it is for.
EXPECTED: dict[str, set[str]] = {
    # Public pages.
    "home": EVERYBODY,
    "consultation": EVERYBODY,
    "calendar": EVERYBODY,
    "contents": EVERYBODY,
    "feed": EVERYBODY,
    "consultation_feed": EVERYBODY,
    "robots": EVERYBODY,
    "sitemap": EVERYBODY,
    "site_sitemap": EVERYBODY,
    "consultation_sitemap": EVERYBODY,
    "versions": EVERYBODY,
    "version": EVERYBODY,
    "version_section": EVERYBODY,
    "text": EVERYBODY,
    "version_text": EVERYBODY,
    "version_pdf": EVERYBODY,
    "section": EVERYBODY,
    "section_since": EVERYBODY,
    "version_section_since": EVERYBODY,
    "version_changes": EVERYBODY,
    "section_remarks": EVERYBODY,
    "paragraph": EVERYBODY,
    "paragraph_remarks": EVERYBODY,
    "consultation_remarks": EVERYBODY,
    "remark_table": EVERYBODY,
    "consulted_parties": EVERYBODY,
    "remark": EVERYBODY,
    "annex": EVERYBODY,
    "outcome": EVERYBODY,
    "outcome_uncovered": EVERYBODY,
    "outcome_point": EVERYBODY,
    "outcome_memo": EVERYBODY,
    "search": EVERYBODY,
    "search_all": EVERYBODY,
    "privacy": EVERYBODY,
    "accessibility": EVERYBODY,
    "contact": EVERYBODY,
    "answer_page": EVERYBODY,
    "background_file": EVERYBODY,
    "picture": EVERYBODY,
    # What people send.
    "comment_consultation": EVERYBODY,
    "comment_section": EVERYBODY,
    "comment_paragraph": EVERYBODY,
    "status_link": EVERYBODY,
    "receipt": EVERYBODY,
    "mine": EVERYBODY,
    "correct_remark": EVERYBODY,
    "withdraw_response": EVERYBODY,
    "confirm_email": EVERYBODY,
    "contact_address": EVERYBODY,
    "renew_link": EVERYBODY,
    "mail_link": EVERYBODY,
    "forget_here": EVERYBODY,
    "respond": EVERYBODY,
    "unsent_link": EVERYBODY,
    "unsent": EVERYBODY,
    "unsent_preview": EVERYBODY,
    "unsent_kept": EVERYBODY,
    "unsent_elsewhere": EVERYBODY,
    "unsent_place": EVERYBODY,
    "my_response": EVERYBODY,
    "my_remarks": EVERYBODY,
    "renew_unsent_link": EVERYBODY,
    "mail_unsent_link": EVERYBODY,
    # The API.
    "api_description": EVERYBODY,
    "api_consultations": EVERYBODY,
    "api_consultation": EVERYBODY,
    "api_sections": EVERYBODY,
    "api_section": EVERYBODY,
    "api_remarks": EVERYBODY,
    "api_remark": EVERYBODY,
    "api_changes": EVERYBODY,
    "api_points": EVERYBODY,
    "api_memo": EVERYBODY,
    "api_responses": EVERYBODY,
    # Signing in and the staff's front page.
    "sign_in": EVERYBODY,
    "ask_for_sign_in_link": EVERYBODY,
    "open_sign_in_link": EVERYBODY,
    "use_sign_in_link": EVERYBODY,
    "sign_out": EVERYBODY,
    "sessions": WORKING,
    "end_session": WORKING,
    "end_other_sessions": WORKING,
    "staff_home": WORKING,
    "gallery": WORKING,
    # Moderation.
    "queue": MODERATORS,
    "queue_table": MODERATORS,
    "publish_several": MODERATORS,
    "queued_remark": MODERATORS,
    "decide_remark": MODERATORS,
    "assign_party": MODERATORS,
    "queued_annex": MODERATORS,
    "queued_annex_copy": MODERATORS,
    "decide_annex": MODERATORS,
    "annex_annotations": MODERATORS,
    "leave_out_annotations": MODERATORS,
    # Committees.
    "committee": READING,
    "committee_remarks": READING,
    "committee_table": READING,
    "received_table": EDITORS,
    "committee_annex": READING,
    "point": READING,
    "contribution": READING,
    "memo": READING | {"other committee"},
    "memo_file": READING | {"other committee"},
    "gather_remarks": ANSWERING,
    "point_new": ANSWERING,
    "make_point": ANSWERING,
    "reword_point": ANSWERING,
    "answer_point": ANSWERING,
    "put_away_point": ANSWERING,
    "quote_remark": ANSWERING,
    "release_remark": ANSWERING,
    "decide_point_cause": ANSWERING,
    "approve_contribution": ANSWERING,
    "withdraw_approval": ANSWERING,
    # Publishing what they answered.
    "answers": LEADING_OR_EDITING,
    "uncovered": LEADING_OR_EDITING,
    "private_words": LEADING_OR_EDITING,
    "causes": LEADING_OR_EDITING,
    "decide_cause": LEADING_OR_EDITING,
    "edition": LEADING_OR_EDITING,
    "memo_template": LEADING_OR_EDITING,
    "choose_memo_template": LEADING_OR_EDITING,
    "remove_memo_template": LEADING_OR_EDITING,
    "outcome_preview": LEADING_OR_EDITING,
    "outcome_point_preview": LEADING_OR_EDITING,
    "publish_answers": LEADING,
    "give_uncovered_reason": LEADING,
    "let_words_stand": LEADING,
    "take_back_edition": LEADING,
    # The editor's desk.
    "new_consultation": EDITORS,
    "start_consultation": EDITORS,
    "desk": EDITORS,
    "rename_consultation": EDITORS,
    "draft_text": EDITORS,
    "draft_picture": EDITORS,
    "upload_draft": EDITORS,
    "say_links": EDITORS,
    "say_areas": EDITORS,
    "keep_as_earlier": EDITORS,
    "take_up_again": EDITORS,
    "judge_places": EDITORS,
    "correct_note": EDITORS,
    "heading_levels": EDITORS,
    "correct_levels": EDITORS,
    "draft_section": EDITORS,
    "correct_section": EDITORS,
    "next_version": EDITORS,
    "discard_next": EDITORS,
    "describe_next": EDITORS,
    "version_publication": EDITORS,
    "publish_next": EDITORS,
    "mapping": EDITORS,
    "approve_mapping": EDITORS,
    "reopen_mapping": EDITORS,
    "correction": EDITORS,
    "correct_mapping": EDITORS,
    "owners": EDITORS,
    "assign_owners": EDITORS,
    "assign_areas": EDITORS,
    "remove_owner": EDITORS,
    "new_committee": MUNICIPAL_EDITORS,
    "rename_committee": MUNICIPAL_EDITORS,
    "summary": EDITORS,
    "summarise": EDITORS,
    "languages": EDITORS,
    "one_language": EDITORS,
    "wording": EDITORS,
    "store_wording": EDITORS,
    "translation_file": EDITORS,
    "read_translation_file": EDITORS,
    "dates": EDITORS,
    "set_period": EDITORS,
    "set_keeping": EDITORS,
    "parties": EDITORS,
    "add_parties": EDITORS,
    "remove_party": EDITORS,
    "reasons": EDITORS,
    "add_reason": EDITORS,
    "reword_reason": EDITORS,
    "remove_reason": EDITORS,
    "background": EDITORS,
    "add_background": EDITORS,
    "remove_background": EDITORS,
    "takedowns": EDITORS,
    "take_down_paragraph": EDITORS,
    "take_down_version": EDITORS,
    "take_down_background": EDITORS,
    "restore_takedown": EDITORS,
    "reword_takedown": EDITORS,
    "suspend_consultation": EDITORS,
    "resume_consultation": EDITORS,
    "call_off_consultation": EDITORS,
    "publication": EDITORS,
    "announce_consultation": EDITORS,
    "call_off_announcement": EDITORS,
    "extend_deadline": EDITORS,
    "preview": EDITORS,
    "preview_contents": EDITORS,
    "preview_section": EDITORS,
    "preview_elsewhere": EDITORS,
}

ROUTES = composition.routes()


async def reached(request: Request) -> Response:
    """Stands in for every handler, so that what is seen is the guard and nothing else."""
    return Response(status_code=204)


@dataclass(frozen=True)
class Visitors:
    """Everybody in the table, each with a browser of their own."""

    by_name: dict[str, httpx2.AsyncClient]


@pytest.fixture(scope="module")
def settings_of_all(
    all_databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """One installation for all the routes: the stand-ins change nothing in it."""
    folder = tmp_path_factory.mktemp("access")
    url = all_databases.fresh(folder)
    yield load(environment(url, folder))
    all_databases.discard(url)


@pytest.fixture(scope="module")
async def visitors(settings_of_all: Settings) -> AsyncIterator[Visitors]:
    stand_ins = [Route(r.path, reached, methods=list(r.methods or ()), name=r.name) for r in ROUTES]
    async with AsyncExitStack() as stack:
        patched = stack.enter_context(pytest.MonkeyPatch.context())
        patched.setattr(composition, "routes", lambda: stand_ins)
        composition.guarded_routes.cache_clear()
        stack.callback(composition.guarded_routes.cache_clear)
        await stack.enter_async_context(database.opened(settings_of_all))
        yield await everybody(settings_of_all, stack)


async def everybody(settings: Settings, stack: AsyncExitStack) -> Visitors:
    """Who is in the table, at the doors of one site for as long as the stack is open."""
    accounts = {
        "admin": await people.account(Role.ADMIN),
        "editor": await people.account(Role.EDITOR, consultation=HERE),
        "editor everywhere": await people.account(Role.EDITOR),
        "moderator": await people.account(Role.MODERATOR, consultation=HERE),
        "moderator elsewhere": await people.account(Role.MODERATOR, consultation=ELSEWHERE),
        "committee": await people.account(Role.COMMITTEE, committee=OURS),
        "other committee": await people.account(Role.COMMITTEE, committee=THEIRS),
        "reader": await people.account(Role.READER, committee=OURS),
        "lead": await people.account(Role.LEAD, consultation=HERE),
        "lead elsewhere": await people.account(Role.LEAD, consultation=ELSEWHERE),
        "role ended": await people.account(Role.ADMIN),
        "disabled": await people.account(Role.ADMIN),
    }
    whole = await stack.enter_async_context(site(settings))
    browsers = {"anonymous": await stack.enter_async_context(visitor(whole, settings))}
    for name, account in accounts.items():
        browsers[name] = await stack.enter_async_context(visitor(whole, settings))
        await people.sign_in(browsers[name], account, settings)
    now = clock.now()
    await end(await RoleGrant.get(account=accounts["role ended"]), by=SYSTEM, now=now)
    await remove(accounts["disabled"], by=SYSTEM, now=now)
    return Visitors(browsers)


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    assert {route.name for route in ROUTES} == set(EXPECTED)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
async def test_only_those_in_the_table_reach_a_route(visitors: Visitors, route: Route) -> None:
    for method in sorted(route.methods or ()):
        seen = {
            name: await _ask(browser, method, route) for name, browser in visitors.by_name.items()
        }
        assert seen == {name: _due(name, method, route) for name in EVERYBODY}, method


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
async def test_no_other_method_goes_round_the_guard(visitors: Visitors, route: Route) -> None:
    same_path = {m for r in ROUTES if r.path == route.path for m in r.methods or ()}
    for method in {"OPTIONS", "HEAD", "GET", "POST", "PUT", "PATCH", "DELETE"} - same_path:
        for name in ("anonymous", "admin"):
            assert await _ask(visitors.by_name[name], method, route) == 405, (name, method)


async def _ask(browser: httpx2.AsyncClient, method: str, route: Route) -> int:
    params = {name: PARAMS.get(name, "1") for name in route.param_convertors}
    return (
        await browser.request(method, str(route.url_path_for(route.name, **params)))
    ).status_code


def _due(name: str, method: str, route: Route) -> int:
    """204 is our stand-in; strangers are asked to sign in; whoever works here is told of nothing."""
    if name in EXPECTED[route.name]:
        return 204
    if name not in SHUT_OUT:
        return 404
    return 303 if method in ("GET", "HEAD") else 401
