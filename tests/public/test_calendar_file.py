"""A calendar file is well formed, whatever stands in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from consult.public.calendar_file import CalendarEvent, calendar_file
from tests.public.ical import unfolded
from tests.support.factories import NOW


def event(**given: object) -> CalendarEvent:
    values = {
        "uid": "a@fjordby.example", "at": NOW, "summary": "Frist", "changed": NOW, "sequence": 0,
        "address": "https://hoering.fjordby.example/x",
    }  # fmt: skip
    return CalendarEvent(**{**values, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize("title", ["ø" * 200, "x" * 67 + "🏊" * 30, "مرفأ " * 40])
def test_long_lines_are_folded_and_no_character_is_cut(title: str) -> None:
    lines = unfolded(calendar_file([event(summary=title)]))
    assert f"SUMMARY:{title.strip()}" in lines


def test_a_title_stays_a_title() -> None:
    hostile = 'a,b;c\\d\r\nEND:VCALENDAR\x00\x1b "e"'
    lines = unfolded(calendar_file([event(summary=hostile)]))
    assert 'SUMMARY:a\\,b\\;c\\\\d END:VCALENDAR "e"' in lines
    assert lines.count("END:VCALENDAR") == 1


def test_the_second_of_two_like_hours_is_told_without_doubt() -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, 59, tzinfo=UTC) for hour in (0, 1))
    text = calendar_file([event(at=first), event(at=second)])
    assert "DTSTART;TZID=Europe/Copenhagen:20261025T023000\r\n" in text
    assert "DTSTART:20261025T013000Z\r\n" in text
