"""A warning about a draft moves with what it is about, whatever an editor corrects before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from consult.documents.drafting import corrections
from consult.importing import Draft, DraftWarning
from tests.support.factories.drafts import small_draft


def warned(*places: str) -> Draft:
    """The small draft with a warning at each place."""
    return replace(small_draft(), warnings=tuple(DraftWarning("x", "", each) for each in places))


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        # The second area comes first: all below it is counted anew.
        (partial(corrections.relevel, section=3, level=1), "3/1, paragraph 2", "4/1, paragraph 2"),
        (partial(corrections.relevel, section=3, level=1), "2/2", "3"),
        (partial(corrections.join, section=2, paragraph=1), "2/1, paragraph 2", "2/1, paragraph 1"),
        (partial(corrections.join, section=2, paragraph=1), "2/1, paragraph 1", "2/1, paragraph 1"),
        (
            partial(corrections.split, section=2, paragraph=0, parts=["Vandet", "er rent."]),
            "2/1, paragraph 2",
            "2/1, paragraph 3",
        ),
        (
            partial(corrections.split, section=2, paragraph=0, parts=["Vandet", "er rent."]),
            "2/1, paragraph 1",
            "2/1, paragraph 1",
        ),
        # "Vandet er rent." becomes a heading, and what followed it stands below.
        (partial(corrections.text_to_heading, section=2, paragraph=0), "2/1, paragraph 1", "2/1/1"),
        (
            partial(corrections.text_to_heading, section=2, paragraph=0),
            "2/1, paragraph 2",
            "2/1/1, paragraph 1",
        ),
        # "Det vil vi" becomes the third paragraph of the section before.
        (partial(corrections.heading_to_text, section=3), "2/2", "2/1, paragraph 3"),
        (partial(corrections.heading_to_text, section=3), "2/2, paragraph 1", "2/1, paragraph 4"),
        (partial(corrections.retitle, section=2, words="I dag"), "2/1, paragraph 2", "2/1, paragraph 2"),
        # What is told by the file's own lines, or by nothing, stays.
        (partial(corrections.relevel, section=3, level=1), "line 17", "line 17"),
        (partial(corrections.relevel, section=3, level=1), "page 3, line 2", "page 3, line 2"),
        (partial(corrections.relevel, section=3, level=1), "", ""),
        (partial(corrections.relevel, section=3, level=1), "9/9, paragraph 1", "9/9, paragraph 1"),
    ],
)  # fmt: skip
def test_it_is_where_its_words_are(
    change: Callable[[Draft], Draft], before: str, after: str
) -> None:
    draft = change(warned("1, paragraph 1", before))
    assert [each.where for each in draft.warnings] == ["1, paragraph 1", after]
