"""Generates a consultation's responses from one seed: their types, moments of receipt and outcomes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from consult.sample.campaigns import Campaigns
from consult.sample.citizens import endorsement, group_response, short_comment
from consult.sample.formal import authority, council, district, expert, no_remarks, organisation
from consult.sample.generator_state import GeneratorState
from consult.sample.oddities import oddity
from consult.sample.outline import SampleOutline
from consult.sample.response import ResponseType, SampleResponse
from consult.sample.stories import story

# Of 1,000 responses, by the minutes and portals of comparable consultations.
SHARES: dict[ResponseType, int] = {
    "citizen_short": 430,
    "citizen_story": 140,
    "user_group": 50,
    "endorser": 50,
    "campaign": 60,
    "district": 50,
    "council": 30,
    "organisation": 100,
    "expert": 20,
    "authority": 10,
    "no_remarks": 15,
    "odd": 45,
}
LAST_DAY_SHARE = 0.26

_Write = Callable[[GeneratorState, float], SampleResponse]


def generate(
    outline: SampleOutline, *, count: int, seed: int, days: int = 33
) -> Iterator[SampleResponse]:
    """Yield `count` responses in order of receipt; the same arguments give the same responses.

    `days` is the length of the consultation, of which the offsets are shares; about a quarter of
    the responses come on its last day. Memory is held only for the moments of receipt.
    """
    rng = Random(seed)
    state = GeneratorState(outline, seed)
    writers = _writers(state)
    types = _types(count, rng)
    for offset in _offsets(count, days, rng):
        response = writers[next(types)](state, offset)
        yield _with_outcome(response, rng, last_day=offset >= 1 - 1 / days)


def _writers(state: GeneratorState) -> dict[ResponseType, _Write]:
    return {
        "citizen_short": short_comment,
        "citizen_story": story,
        "user_group": group_response,
        "endorser": endorsement,
        "campaign": Campaigns(state).response,
        "district": district,
        "council": council,
        "organisation": organisation,
        "expert": expert,
        "authority": authority,
        "no_remarks": no_remarks,
        "odd": oddity,
    }


def _types(count: int, rng: Random) -> Iterator[ResponseType]:
    """`count` types in random order, each as often as its share says, to within one."""
    exact = {type_: count * share / 1000 for type_, share in SHARES.items()}
    remaining = {type_: int(number) for type_, number in exact.items()}
    most_rounded = sorted(exact, key=lambda type_: remaining[type_] - exact[type_])
    for type_ in most_rounded[: count - sum(remaining.values())]:
        remaining[type_] += 1
    for total in range(count, 0, -1):
        pick = rng.randrange(total)
        for type_, number in remaining.items():
            pick -= number
            if pick < 0:
                remaining[type_] -= 1
                yield type_
                break


def _offsets(count: int, days: int, rng: Random) -> Iterator[float]:
    """Moments of receipt in order: many at the opening, few in between, most on the last day."""
    last_day = 1 / days
    late = round(count * LAST_DAY_SHARE)
    moments = array("d", (1 - last_day * (1 - rng.random()) for _ in range(late)))
    early = (min(rng.betavariate(0.9, 0.8), 0.999_999) for _ in range(count - late))
    moments.extend(moment * (1 - last_day) for moment in early)
    # An array takes eight bytes per moment; sorting makes a list of it for a while.
    return iter(array("d", sorted(moments)))


def _with_outcome(response: SampleResponse, rng: Random, *, last_day: bool) -> SampleResponse:
    """The response with an outcome, unless it has one of its own other than "published"."""
    luck = rng.random()
    if luck < (0.45 if last_day else 0.04):
        return replace(response, outcome="waiting", reason="")
    if response.outcome != "published":
        return response
    if any(remark.planted for remark in response.remarks):
        if luck < 0.5:  # so that a moderator finds some in the queue
            return replace(response, outcome="waiting", reason="")
        kinds = {plant.kind for remark in response.remarks for plant in remark.planted}
        reason = "third-party" if "person" in kinds else "personal-data"
        return replace(response, outcome="redacted", reason=reason)
    if luck > 0.985:
        return replace(response, outcome="withdrawn")
    return response
