"""The JSON API, version 1: what anybody may see, as data, and one way to send a response. One file per noun.

Described by OpenAPI at /api/openapi.json (see ``openapi``), made of the same ``records`` that answers are written from
and bodies read into. Holds no query of its own: reading goes through the gate ``published`` (consult.public.queries),
writing through the verb ``submit``.
"""

from __future__ import annotations

from starlette.routing import Route

from consult.public.api import consultations, description, outcome, remarks, responses, sections
from consult.public.api.problems import Handler, answering_refusals

_ONE = "/api/v1/consultations/{consultation}"


def _route(path: str, handler: Handler, name: str, method: str = "GET") -> Route:
    return Route(path, answering_refusals(handler), name=name, methods=[method])


routes: list[Route] = [
    _route("/api/openapi.json", description.description, "api_description"),
    _route("/api/v1/consultations", consultations.consultations, "api_consultations"),
    _route(_ONE, consultations.consultation, "api_consultation"),
    _route(_ONE + "/sections", sections.sections, "api_sections"),
    _route(_ONE + "/sections/{section}", sections.section, "api_section"),
    _route(_ONE + "/remarks", remarks.remarks, "api_remarks"),
    _route(_ONE + "/points", outcome.points, "api_points"),
    _route(_ONE + "/memo", outcome.memo, "api_memo"),
    _route(_ONE + "/responses", responses.responses, "api_responses", "POST"),
]
