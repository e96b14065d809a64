"""Frames: of the bundled draft, and of any draft that somebody imports."""

from __future__ import annotations

from datetime import UTC, date, datetime

from consult.sample.frame import SampleFrame, bundled_frame, owned_sections
from consult.sample.imported_frame import frame_for_draft
from consult.sample.outline import OutlineSection, SampleOutline, outline_of_source
from consult.sample.source import read_source

NOW = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


def outline_of(*paths: tuple[str, ...]) -> SampleOutline:
    sections = (OutlineSection(str(order), "", path) for order, path in enumerate(paths))
    return SampleOutline("Politik", tuple(sections))


def owners(frame: SampleFrame, outline: SampleOutline) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section, ownership in owned_sections(frame, outline):
        found.setdefault(section.title, []).append(ownership.committee)
    return found


def test_it_opened_three_weeks_ago_and_closes_in_twelve_days_by_copenhagen_s_calendar() -> None:
    frame = bundled_frame(NOW)
    # In Copenhagen it is half past midnight on the 21st already.
    assert frame.opens_at.isoformat() == "2026-10-31T08:00:00+01:00"
    assert frame.closes_on == date(2026, 12, 3)


def test_every_ownership_of_the_bundled_frame_meets_a_section() -> None:
    frame, outline = bundled_frame(NOW), outline_of_source(read_source())
    assert len(list(owned_sections(frame, outline))) == len(frame.ownerships)
    assert {ownership.committee for ownership in frame.ownerships} == {
        committee.slug for committee in frame.committees
    }


def test_an_area_has_two_owners_and_the_employer_s_section_is_finance_s_too() -> None:
    found = owners(bundled_frame(NOW), outline_of_source(read_source()))
    assert found["By og bolig"] == ["tmu", "oeu"]
    assert found["Kommunen som arbejdsgiver for alle"] == ["oeu"]
    assert found["Børn og unge"] == ["buu"]


def test_about_twenty_parties_were_asked_each_once() -> None:
    names = [party.name for party in bundled_frame(NOW).parties]
    assert 18 <= len(names) == len(set(names)) <= 24


def test_reasons_have_keys_of_their_own() -> None:
    keys = [reason.key for reason in bundled_frame(NOW).reasons]
    assert len(keys) == len(set(keys))


def test_an_imported_policy_gets_the_committees_its_areas_belong_to() -> None:
    outline = outline_of(
        ("Forord",),
        ("Områder",),
        ("Områder", "1 Beskæftigelse og medborgerskab"),
        ("Områder", "1 Beskæftigelse og medborgerskab", "Byen som mangfoldig arbejdsgiver"),
        ("Områder", "2 By og bolig"),
        ("Områder", "2 By og bolig", "Børn og unge i gården"),
        ("Områder", "7 Havnen"),
    )
    frame = frame_for_draft(outline, NOW)
    assert owners(frame, outline) == {
        "Forord": ["bieu"],
        "Beskæftigelse og medborgerskab": ["bieu"],
        "Byen som mangfoldig arbejdsgiver": ["oeu"],
        "By og bolig": ["tmu", "oeu"],
        "Havnen": ["udvalget"],
    }
    assert [committee.slug for committee in frame.committees] == ["bieu", "oeu", "tmu", "udvalget"]


def test_a_draft_of_another_kind_has_one_committee_for_everything() -> None:
    outline = outline_of(("Mål",), ("Mål", "Havnen"), ("Økonomi",))
    frame = frame_for_draft(outline, NOW)
    assert owners(frame, outline) == {"Mål": ["udvalget"], "Økonomi": ["udvalget"]}
    assert [committee.name for committee in frame.committees] == ["Udvalget"]


def test_a_title_with_markup_is_escaped_in_the_summary() -> None:
    frame = frame_for_draft(SampleOutline("Mål <b> & midler", ()), NOW)
    assert "Mål &lt;b&gt; &amp; midler" in frame.summary
