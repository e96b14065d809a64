"""A machine reads the OpenAPI document and tries what it allows and what it forbids on the real site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import anyio
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.python.asgi import shutdown_lifespans
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from consult import clock, database
from consult.app import create_app
from consult.public.api.body import MAX_BYTES
from consult.responses.remark import Publicity
from consult.settings import Settings, load
from tests.public.api.asking import DOCUMENT
from tests.support.databases import Databases, environment
from tests.support.factories import DAY, consultations, drafts, responses

OPERATIONS = [(path, method) for path, found in DOCUMENT["paths"].items() for method in found]
# Where there is something to get wrong: a parameter beside the path, or a body.
FORBIDDING = [each for each in OPERATIONS if each[0].endswith("s")]
# The second of the remarks made is the published one.
PLACE = {"consultation": "havneplan", "section": "1-1", "reference": "2.1"}
# Bounded and the same every time: what it finds today it finds tomorrow.
TRIES = hypothesis_settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# Ids and cursors of the right shape need not exist, and then they are refused.
UNKNOWABLE = [positive_data_acceptance]


async def fill(settings: Settings) -> None:
    """A consultation that is open now, with remarks, beside one that nobody may know of."""
    now = clock.now()
    async with database.opened(settings):
        period = {"announced_at": now - DAY, "opens_at": now - DAY, "closes_at": now + DAY}
        draft = await drafts.store(await consultations.consultation(slug="havneplan", **period))
        await drafts.store(await consultations.unannounced_consultation(slug="hemmelig"))
        for publicity in Publicity:
            await responses.remark(draft, drafts.numbered(draft, "1.1"), publicity=publicity)


@pytest.fixture(scope="module")
def described(all_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The document as the machine reads it from the site."""
    folder = tmp_path_factory.mktemp("contract")
    url = all_databases.fresh(folder)
    unhurried = {f"CONSULT_SUBMISSIONS_PER_{span}": "1000000" for span in ("DAY", "MINUTE")}
    settings = load(environment(url, folder, **unhurried))
    anyio.run(fill, settings)
    load_all_checks()
    yield schemathesis.openapi.from_asgi("/api/openapi.json", create_app(settings))
    shutdown_lifespans()
    all_databases.discard(url)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_what_the_document_allows_is_answered_as_it_says(
    described: Any, path: str, method: str
) -> None:
    assert attempted(described, path, method, GenerationMode.POSITIVE) & {200, 201}


@pytest.mark.parametrize(("path", "method"), FORBIDDING)
def test_what_the_document_forbids_is_refused_as_it_says(
    described: Any, path: str, method: str
) -> None:
    assert attempted(described, path, method, GenerationMode.NEGATIVE) & {400, 422}


def attempted(described: Any, path: str, method: str, mode: GenerationMode) -> set[int]:
    """The statuses of what was tried; every answer was held against the document."""
    operation, statuses = described[path][method], set()
    fixed = {name: value for name, value in PLACE.items() if f"{{{name}}}" in path}

    @TRIES
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=fixed))
    def attempt(case: Any) -> None:
        if method == "post" and mode is GenerationMode.POSITIVE:
            make_acceptable(case.body)
        excluded = [*UNKNOWABLE, *([negative_data_rejection] if is_too_large(case.body) else [])]
        statuses.add(case.call_and_validate(excluded_checks=excluded).status_code)

    attempt()
    return statuses


def is_too_large(body: Any) -> bool:
    """Such a body is refused for its size before it is read; the machine does not know 413 for a refusal."""
    return isinstance(body, dict | list) and len(json.dumps(body)) > MAX_BYTES


def make_acceptable(body: dict[str, Any]) -> None:
    """Put right what a schema cannot say: numbers and addresses that exist, and that something is said."""
    body["respondent"] |= {"name": "P" + body["respondent"]["name"][1:], "organisation": "Prøve"}
    body["respondent"] |= {"email": None, "cvr": "13748136"}
    body["no_remarks"] = False
    body["remarks"] = body.get("remarks") or [{}]
    for remark in body["remarks"]:
        remark |= {"anchor": {"type": "consultation"}, "text": "T" + (remark.get("text") or "")[1:]}
