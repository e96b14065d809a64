"""The steps of a response against the record, over every state that a response and two remarks can be in together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import product
from typing import Any

import pytest

from consult.consultations.consultation import Consultation, Phase
from consult.locale import speaking
from consult.public.responding.response_progress import Step, is_read, progress_of
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.response import Response
from consult.settings import Settings
from tests.support.factories import DAY, NOW

# Every state of one remark, as the verbs leave it.
REMARKS: dict[str, dict[str, Any]] = {
    "sent": {},
    "published": {"publicity": "published", "decisions": 1, "queued_at": None},
    "redacted": {"publicity": "redacted", "decisions": 1, "queued_at": None},
    "withheld": {"publicity": "withheld", "decisions": 1, "queued_at": None, "kept_back_at": NOW},
    "published, corrected": {"publicity": "published", "decisions": 1, "revision": 2},
    "published, its correction withheld": {
        "publicity": "published", "decisions": 2, "revision": 2, "queued_at": None,
    },
    "withheld, corrected": {"decisions": 1, "revision": 2},
    "taken down, no reason yet": {
        "publicity": "withheld", "decisions": 2, "queued_at": None, "unexplained_since": NOW,
    },
    "corrected, then taken down": {"decisions": 2, "revision": 2, "unexplained_since": NOW},
    "set aside": {
        "publicity": "withheld", "decisions": 1, "queued_at": None, "standing": "set_aside",
    },
}  # fmt: skip
MOMENTS = {Phase.OPEN: NOW, Phase.CLOSED: NOW + 21 * DAY, Phase.ANSWERED: NOW + 40 * DAY}
STOPS = {Phase.SUSPENDED: "suspended_at", Phase.CALLED_OFF: "called_off_at"}


@pytest.fixture(autouse=True)
async def in_english(db: Settings) -> AsyncIterator[None]:
    """Models know each other once the database does."""
    with speaking("en"):
        yield


def remark(state: str) -> Remark:
    values: dict[str, Any] = {
        "queued_at": NOW,
        "publicity": "waiting",
        "standing": "received",
        **REMARKS[state],
    }
    values["publicity"] = Publicity(str(values["publicity"]))
    values["standing"] = Standing(str(values["standing"]))
    return Remark(**values)


def response(phase: Phase, **given: Any) -> Response:
    stop: dict[str, Any] = {STOPS[phase]: NOW} if phase in STOPS else {}
    of = Consultation(
        announced_at=NOW - 12 * DAY, opens_at=NOW - 10 * DAY, closes_at=NOW + 20 * DAY,
        answered_at=NOW + 30 * DAY, **stop,
    )  # fmt: skip
    of._saved_in_db = True
    return Response(**{"consultation": of, "received_at": NOW - DAY, **given})


def steps(phase: Phase, *states: str, **given: Any) -> list[Step]:
    moment = MOMENTS.get(phase, NOW)
    return progress_of(response(phase, **given), [remark(each) for each in states], moment)


def words(*states: str, phase: Phase = Phase.OPEN) -> list[str]:
    return [step.words for step in steps(phase, *states)]


def named(line: list[Step], word: str) -> Step:
    return next(each for each in line if word in each.words.casefold())


@pytest.mark.parametrize("phase", [*MOMENTS, *STOPS])
async def test_no_step_says_what_the_record_does_not(phase: Phase) -> None:
    for pair in product(REMARKS, REMARKS):
        steps_agree(phase, pair)


def steps_agree(phase: Phase, pair: tuple[str, str]) -> None:
    """Check each step of a response with these two remarks against what is stored of them."""
    line = steps(phase, *pair)
    assert line[0].words == "Received"
    counted = [each for each in map(remark, pair) if each.standing is Standing.RECEIVED]
    if not counted:
        assert [each.state for each in line] == ["done", "failed"]
        return
    assert [each.state for each in line].count("current") == (phase is not Phase.CALLED_OFF)
    read = sum(map(is_read, counted))
    assert is_told(named(line, "read"), read, len(counted)), line
    published = sum(each.publicity in VISIBLE for each in counted)
    assert is_told(named(line, "published"), published, len(counted)), line
    if line[2].words == "Not published":
        assert read == len(counted), "what waits is not said to stay unpublished"
    ends = [(each.words, each.state in ("done", "current")) for each in line[3:]]
    assert ends == {
        Phase.CALLED_OFF: [("The consultation was called off", False)],
        Phase.ANSWERED: [("With the committees", True), ("Answered", True)],
        Phase.CLOSED: [("With the committees", True), ("Answered", False)],
    }.get(phase, [("With the committees", False), ("Answered", False)])


def is_told(step: Step, n: int, of: int) -> bool:
    """Whether the step says that so many of so many took it, and no more."""
    if n == of:
        return step.state in ("done", "current") and " of " not in step.words
    if n == 0:
        return step.state in ("waiting", "skipped")
    return f"{n} of {of}" in step.words


async def test_several_remarks_are_told_one_by_one() -> None:
    assert words("published", "sent")[1:3] == ["1 of 2 read", "1 of 2 published"]
    assert words("published", "withheld")[1:3] == ["Read", "1 of 2 published"]
    assert words("withheld", "sent")[1:3] == ["1 of 2 read", "Published"]
    assert words("withheld", "withheld")[1:3] == ["Read", "Not published"]


async def test_a_new_wording_is_not_read_because_the_earlier_one_was() -> None:
    line = steps(Phase.OPEN, "published, corrected")
    assert [(each.words, each.state) for each in line[1:3]] == [
        ("Read", "waiting"),
        ("Published", "current"),
    ]


@pytest.mark.parametrize("phase", [*MOMENTS, *STOPS])
async def test_no_remarks_are_read_and_published_by_nobody(phase: Phase) -> None:
    line = steps(phase, no_remarks=True)
    assert not any("ead" in each.words or "ublished" in each.words for each in line)


async def test_a_late_response_is_with_the_committees_no_sooner_than_it_came() -> None:
    late = NOW + 20 * DAY + DAY / 2
    line = steps(Phase.CLOSED, "sent", received_at=late)
    assert named(line, "committees").when == line[0].when == "31 March 2027"


async def test_withdrawn_is_the_end_of_the_way() -> None:
    line = steps(Phase.ANSWERED, "published", withdrawn_at=NOW)
    assert [each.words for each in line] == ["Received", "Withdrawn"]
