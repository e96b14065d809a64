"""The JSON API, version 1: what anybody may see, as data, and one way to send a response. One file per noun.

Described by OpenAPI at /api/openapi.json (see ``openapi``). Holds no query of its own: reading goes through
the gate ``published`` (consult.public.queries), writing through the verb ``submit``.
"""

from __future__ import annotations

from starlette.routing import Route

from consult.public.api import consultations, description, remarks, responses, sections
from consult.public.api.problems import told

_HERE = "/api/v1/consultations/{consultation}"

routes: list[Route] = [
    Route("/api/openapi.json", told(description.description), name="api_description"),
    Route("/api/v1/consultations", told(consultations.consultations), name="api_consultations"),
    Route(_HERE, told(consultations.consultation), name="api_consultation"),
    Route(_HERE + "/sections", told(sections.sections), name="api_sections"),
    Route(_HERE + "/sections/{section}", told(sections.section), name="api_section"),
    Route(_HERE + "/remarks", told(remarks.remarks), name="api_remarks"),
    Route(_HERE + "/responses", told(responses.responses), methods=["POST"], name="api_responses"),
]
