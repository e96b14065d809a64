"""The confidence of a mapping entry by its score."""

from __future__ import annotations

import pytest

from consult.documents.versions.mapping_review import Confidence, MappingEntry


@pytest.mark.parametrize(
    ("score", "confidence"),
    [
        (1.0, Confidence.SURE),
        (0.9, Confidence.SURE),
        (0.89, Confidence.FAIRLY_SURE),
        (0.75, Confidence.FAIRLY_SURE),
        (0.74, Confidence.UNSURE),
        (0.55, Confidence.UNSURE),
        (0.54, Confidence.GUESS),
        (0.0, Confidence.GUESS),
    ],
)
def test_each_step_begins_at_its_lowest_score(score: float, confidence: Confidence) -> None:
    assert MappingEntry("reworded", score, "", (), ()).confidence is confidence
