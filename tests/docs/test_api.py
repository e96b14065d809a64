"""The API's first five minutes name only addresses there are, and all of them."""

from __future__ import annotations

import re
from pathlib import Path

from consult.public.api import routes

ROOT = Path(__file__).parent.parent.parent


def test_every_address_of_the_api_is_named_and_no_other() -> None:
    page = (ROOT / "docs" / "api.md").read_text()
    named = set(re.findall(r"/api/[a-z0-9/{}._]*[a-z0-9}]", page))
    assert named == {route.path for route in routes}
