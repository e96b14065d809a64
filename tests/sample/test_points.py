"""Points: what the committees gather and answer in the sample."""

from __future__ import annotations

from datetime import UTC, datetime

from consult.sample.frame import bundled_frame
from consult.sample.generator import generate
from consult.sample.imported_frame import frame_for_draft
from consult.sample.outline import OutlineSection, SampleOutline, outline_of_source
from consult.sample.points import points_for
from consult.sample.source import read_source
from consult.sample.topics import all_themes

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_every_point_gathers_remarks_in_a_demonstration() -> None:
    outline = outline_of_source(read_source())
    points = points_for(bundled_frame(NOW), outline)
    said = {
        (remark.area, remark.theme)
        for response in generate(outline, count=150, seed=1)
        for remark in response.remarks
    }
    assert 8 <= len(points) <= 12
    for point in points:
        assert said & {(point.area, theme) for theme in point.themes}, point.title


def test_points_speak_of_themes_that_exist() -> None:
    known = {(theme.area, theme.tag) for theme in all_themes()}
    points = points_for(bundled_frame(NOW), outline_of_source(read_source()))
    assert {(point.area, theme) for point in points for theme in point.themes} <= known


def test_owners_answer_and_the_lead_answers_first() -> None:
    frame = bundled_frame(NOW)
    points = points_for(frame, outline_of_source(read_source()))
    housing = next(point for point in points if "boliger" in point.title)
    assert [answer.committee for answer in housing.dispositions] == ["tmu", "oeu"]
    for point in points:
        assert point.dispositions[0].committee == point.committee
        assert all(len(answer.reason) > 80 for answer in point.dispositions)


def test_all_five_outcomes_are_given() -> None:
    points = points_for(bundled_frame(NOW), outline_of_source(read_source()))
    outcomes = {answer.outcome for point in points for answer in point.dispositions}
    assert outcomes == {"met", "partly_met", "not_met", "outside_remit", "already_addressed"}


def test_a_draft_without_known_areas_has_the_general_point_alone() -> None:
    outline = SampleOutline("Havneplan", (OutlineSection("s", "", ("Molen",)),))
    points = points_for(frame_for_draft(outline, NOW), outline)
    assert [(point.area, point.committee) for point in points] == [("generelt", "udvalget")]
