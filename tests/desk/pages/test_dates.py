"""The dates of a consultation, and how long what came in is public and kept."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from tests.desk.desk_work import desk, frame_of


async def test_the_whole_last_minute_counts_and_holidays_are_told(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    fields = {
        "lock_version": "1",
        "opens_day": "25.3.2027", "opens_clock": "kl. 9.00",
        "closes_day": "2027-04-05", "closes_clock": "23:59",
    }  # fmt: skip
    assert (await editor.post(desk(blank, "dates"), data=fields)).status_code == 303
    stored = await frame_of(blank)
    assert stored.opens_at is not None
    assert stored.closes_at is not None
    assert stored.opens_at.isoformat() == "2027-03-25T08:00:00+00:00"
    assert stored.closes_at.isoformat() == "2027-04-05T21:59:59.999999+00:00"
    page = (await editor.get("/en" + desk(blank, "dates"))).text
    assert "Easter Sunday" in page
    assert "12 days" in page
    assert "Whit Sunday" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"opens_day": "2027-03-01", "closes_day": "2027-02-28"},
        {"opens_day": "31.2.2027"},
        {"opens_day": "2027-03-01", "opens_clock": "25.00"},
        {"opens_day": "9999-12-31", "closes_day": "snart"},
    ],
)
async def test_dates_that_cannot_be_are_refused_with_what_was_typed(
    editor: httpx2.AsyncClient, blank: Consultation, wrong: dict[str, str]
) -> None:
    answer = await editor.post(desk(blank, "dates"), data={"lock_version": "1", **wrong})
    assert answer.status_code == 422
    for typed in wrong.values():
        assert f'value="{typed}"' in answer.text
    assert (await frame_of(blank)).opens_at is None


async def test_answers_are_kept_at_least_as_long_as_they_are_public(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    fields = {"public_day": "2030-01-01", "kept_day": "2029-01-01", "lock_version": "1"}
    refused = await editor.post(
        desk(blank, "keeping"), data={**fields, "late_policy": "Ring til os."}
    )
    assert refused.status_code == 422
    assert "Ring til os." in refused.text
    fields["kept_day"] = "2031-01-01"
    assert (await editor.post(desk(blank, "keeping"), data=fields)).status_code == 303
    stored = await frame_of(blank)
    assert stored.public_until is not None
    assert stored.kept_until is not None
    assert stored.kept_until > stored.public_until


@pytest.mark.parametrize(
    ("chosen", "stored"), [("0", 0), ("7", 7), ("", 1), ("4", None), ("x", None)]
)
async def test_the_editor_chooses_for_how_long_late_answers_are_received(
    editor: httpx2.AsyncClient, blank: Consultation, chosen: str, stored: int | None
) -> None:
    page = (await editor.get(desk(blank, "dates"))).text
    assert '<option value="1" selected>' in page
    answer = await editor.post(
        desk(blank, "keeping"), data={"lock_version": "1", "late_days": chosen}
    )
    assert answer.status_code == (422 if stored is None else 303)
    assert (await frame_of(blank)).late_days == (1 if stored is None else stored)


async def test_a_deadline_at_the_end_of_time_has_no_late_day_after_it(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    fields = {"lock_version": "1", "opens_day": "2027-03-01", "closes_day": "9999-12-30"}
    await editor.post(desk(blank, "dates"), data={**fields, "closes_clock": "23.59"})
    assert (await editor.get(desk(blank, "dates"))).status_code == 200
    stored = await frame_of(blank)
    stored.late_days = 14
    assert stored.late_until is None or stored.late_until.year <= 9999
