"""A warning that names a line of the file says where in the outline that is, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from consult.importing import Draft, DraftWarning, read_draft
from consult.importing.warning_locations import with_locations

LINES = (
    ("line 3", "1"),
    ("line 5", "1, paragraph 1"),
    ("page 2, line 1", "2"),
    ("page 2, line 9", "2, paragraph 1"),
)


@pytest.mark.parametrize(
    ("where", "at"),
    [
        ("line 5", "1, paragraph 1"),
        # What was left out stood below the nearest line above it; before all lines, at the first.
        ("line 4", "1"),
        ("line 99", "1, paragraph 1"),
        ("line 1", "1"),
        ("page 2, line 5", "2"),
        ("page 2", "1, paragraph 1"),
        ("page 7", "2, paragraph 1"),
        # What is told by the outline is there; what is about the whole is nowhere.
        ("1, paragraph 4", "1, paragraph 4"),
        ("", ""),
        ("somewhere", ""),
    ],
)
def test_it_is_the_place_of_the_line_or_of_the_nearest_one_above(where: str, at: str) -> None:
    draft = Draft("", (), (DraftWarning("x", "", where),), lines=LINES)
    assert [each.location for each in with_locations(draft).warnings] == [at]


def test_of_a_file_without_lines_only_the_outline_is_known() -> None:
    warnings = (DraftWarning("x", "", "line 3"), DraftWarning("x", "", "2/1"))
    found = with_locations(Draft("", (), warnings)).warnings
    assert [each.location for each in found] == ["", "2/1"]


def test_a_text_file_is_read_with_the_places_of_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("# Havnen\n\nVandet er rent.\n\nUDKAST\n\nIndsætterne har været her.\n")
    found = {each.code: (each.where, each.location) for each in read_draft(file).warnings}
    assert found["possible-misreading"] == ("line 7", "1, paragraph 2")
    assert found["watermark-left-out"] == ("line 5", "1, paragraph 1")
