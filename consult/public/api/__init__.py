"""The JSON API, version 1: what anybody may see, as data, and one way to send a response. One file per noun.

Described by OpenAPI at /api/openapi.json (see ``openapi``), made of the same ``records`` that answers are written from
and bodies read into. Holds no query of its own: reading goes through the gate ``published`` (consult.public.queries),
writing through the verb ``submit``.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from consult.public.api import consultations, description, outcome, remarks, responses, sections
from consult.public.api.parameters import errors_in_names
from consult.public.api.problems import Answering, Handler, answering_refusals

_ONE = "/api/v1/consultations/{consultation}"

PAGING = ("limit", "cursor")
# The query parameters of each route, by its name; any other is refused. Tests hold the OpenAPI document to it.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "api_description": (),
    "api_consultations": PAGING,
    "api_consultation": (),
    "api_sections": PAGING,
    "api_section": ("version",),
    "api_remarks": (*PAGING, "section", "version", "paragraph", "updated_since"),
    "api_remark": (),
    "api_changes": ("limit", "after"),
    "api_points": PAGING,
    "api_memo": PAGING,
    "api_responses": (),
}


def _route(path: str, handler: Handler, name: str, method: str = "GET") -> Route:
    return Route(path, answering_refusals(_checked(handler, name)), name=name, methods=[method])


def _checked(handler: Handler, name: str) -> Answering:
    async def checked(request: Request) -> Response:
        return await handler(request, errors_in_names(request, PARAMETERS[name]))

    return checked


routes: list[Route] = [
    _route("/api/openapi.json", description.description, "api_description"),
    _route("/api/v1/consultations", consultations.consultations, "api_consultations"),
    _route(_ONE, consultations.consultation, "api_consultation"),
    _route(_ONE + "/sections", sections.sections, "api_sections"),
    _route(_ONE + "/sections/{section}", sections.section, "api_section"),
    _route(_ONE + "/remarks", remarks.remarks, "api_remarks"),
    _route(_ONE + "/remarks/{reference}", remarks.remark, "api_remark"),
    _route(_ONE + "/changes", remarks.changes, "api_changes"),
    _route(_ONE + "/points", outcome.points, "api_points"),
    _route(_ONE + "/memo", outcome.memo, "api_memo"),
    _route(_ONE + "/responses", responses.responses, "api_responses", "POST"),
]
