"""What the journeys share: visitors who arrive in a setting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.visitor import Setting, Visitor
from tests.support.browser import Visits

Arrive = Callable[[Setting], Visitor]

# Loads the sample before it is served. Few responses: a journey is about pages, not about load.
SAMPLE = ["demo", "--responses", "40"]
CONSULTATION = "/consultations/integration-og-medborgerskab-2027"


@pytest.fixture
def arrive(visits: Visits) -> Arrive:
    """Somebody new at the door, with their own language, window and browser."""
    return lambda setting: Visitor(visits, setting)
