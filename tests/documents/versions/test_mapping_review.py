"""How sure the program is of a pairing, in steps that people can tell apart."""

from __future__ import annotations

import pytest

from consult.documents.versions.mapping_review import Pairing, Sureness


@pytest.mark.parametrize(
    ("score", "sureness"),
    [
        (1.0, Sureness.SURE),
        (0.9, Sureness.SURE),
        (0.89, Sureness.FAIRLY_SURE),
        (0.75, Sureness.FAIRLY_SURE),
        (0.74, Sureness.UNSURE),
        (0.55, Sureness.UNSURE),
        (0.54, Sureness.GUESS),
        (0.0, Sureness.GUESS),
    ],
)
def test_each_step_begins_at_its_lowest_score(score: float, sureness: Sureness) -> None:
    assert Pairing("reworded", score, "", (), ()).sureness is sureness
