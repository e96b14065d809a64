"""What the API's own description promises is held by tests: those named here, and those that follow."""

from __future__ import annotations

import importlib
import re
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from consult import clock
from consult.consultations.consultation import Consultation
from consult.public.api.openapi import DESCRIPTION
from consult.responses.remark import Publicity
from tests.public.api.asking import HERE, refused
from tests.support.factories import NOW, drafts, responses
from tests.support.factories.documents import Draft

# The heading of each promise → the tests that would fail, were it broken.
HELD_BY = {
    "Public only.": [
        "test_remarks.test_nothing_that_is_not_public_comes_through_by_text_name_or_count",
        "test_changes.test_what_is_gone_says_why_and_what_never_was_public_is_missing",
        "test_responses.test_a_consultation_nobody_may_know_of_is_missing",
    ],
    "Ids": [
        "test_section_keys.test_an_id_is_the_same_section_in_every_version",
        "test_section_keys.test_a_key_is_taken_with_its_version",
        "test_section_keys.test_a_key_that_has_meant_another_section_is_ambiguous_everywhere",
        "test_section_keys.test_a_key_that_only_ever_meant_one_section_leads_on",
        "test_sections.test_sections_come_in_reading_order_with_ids_that_hold_together",
        "test_versions.test_sections_and_paragraphs_say_their_version_and_where_they_are_read_for_good",
    ],
    "Parameters": [
        "test_parameters.test_a_parameter_that_an_address_does_not_take_is_named",
        "test_parameters.test_a_parameter_given_twice_is_named_once",
        "test_parameters.test_parameters_headers_and_fields_at_fault_are_named_in_one_answer",
        "test_remarks.test_a_filter_that_cannot_be_is_named",
    ],
    "Lists": [
        "test_remarks.test_walking_meets_every_remark_once_newest_first",
        "test_remarks.test_a_limit_above_two_hundred_gives_two_hundred",
        "test_sections.test_walking_the_sections_meets_each_once",
    ],
    "Copies": [
        "test_changes.test_whoever_asks_again_gets_what_came_since_and_nothing_twice",
        "test_changes.test_a_remark_s_life_is_told_step_by_step_without_a_word_of_it",
        "test_versions.test_a_remark_says_what_it_was_written_on_and_where_that_is_now",
    ],
    "Moments": [
        "test_promises.test_every_moment_is_in_utc",
        "test_promises.test_the_last_instant_is_in_time_and_the_next_is_late",
    ],
    "Errors": [
        "test_remarks.test_every_parameter_that_cannot_be_used_is_named_at_once",
        "test_wrong_fields.test_what_is_missing_is_named_with_what_is_wrong_elsewhere",
    ],
    "Reading": [
        "test_description.test_reading_is_open_to_every_site_and_answered_by_the_outermost_layer",
        "test_remarks.test_a_publication_and_a_take_down_show_in_the_next_answer",
    ],
    "Writing": [
        "test_responses.test_no_cookie_is_read_and_no_browser_check_asked",
        "test_responses.test_over_the_limit_one_is_told_when_to_go_on",
        "test_responses.test_what_is_sent_again_is_neither_counted_nor_refused",
    ],
}


def test_every_promise_is_held_by_tests_that_there_are() -> None:
    promised = re.findall(r"\*\*([^*]+)\*\*", DESCRIPTION)
    assert set(promised) == set(HELD_BY)
    for name in (each for names in HELD_BY.values() for each in names):
        module, _dot, test = name.partition(".")
        assert callable(getattr(importlib.import_module(f"tests.public.api.{module}"), test))


def moments(of: Any) -> list[str]:
    """Every value that is written like a moment."""
    if isinstance(of, dict):
        return [found for each in of.values() for found in moments(each)]
    if isinstance(of, list):
        return [found for each in of for found in moments(each)]
    return [of] if isinstance(of, str) and re.match(r"\d{4}-\d\d-\d\dT", of) else []


async def test_every_moment_is_in_utc(draft: Draft, client: httpx2.AsyncClient) -> None:
    await responses.remark(draft, drafts.numbered(draft, "1.1"), publicity=Publicity.PUBLISHED)
    for path, least in (("/api/v1/consultations", 2), (HERE, 2), (f"{HERE}/remarks", 2)):
        found = moments((await client.get(path)).json())
        assert len(found) >= least
        assert all(each.endswith("Z") for each in found)


async def test_the_last_instant_is_in_time_and_the_next_is_late(
    draft: Draft, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"respondent": {"kind": "citizen", "name": "P"}, "remarks": [{"text": "Ja."}]}
    consultation = await Consultation.get(slug="havneplan")
    assert consultation.closes_at
    assert consultation.late_until
    assert NOW < consultation.closes_at < consultation.late_until
    tick = timedelta(microseconds=1)
    for moment, late in (
        (consultation.closes_at, False),
        (consultation.closes_at + tick, True),
        (consultation.late_until, True),
        (consultation.late_until + tick, None),
    ):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        answer = await client.post(
            f"{HERE}/responses", json=body, headers={"Idempotency-Key": f"{moment:%H%M%S%f}"}
        )
        assert answer.status_code == (409 if late is None else 201)
        assert answer.json().get("late") is late
    refused(answer, 409, "not_open")
