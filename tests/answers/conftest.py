"""What every test of this package may rely on: the site's addresses are known, as in the web process and the worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.routing import Router

from consult.app import routes
from consult.web import urls


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    before = urls._router, urls._base_url
    urls.know(Router(routes()), "https://hoering.example")
    yield
    urls.know(*before)
