"""The points of the sample, each with a disposition of every owning committee."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from consult.sample.frame import SampleFrame, owned_sections
from consult.sample.outline import OutlineSection, SampleOutline
from consult.sample.topics import GENERAL, area_of

DispositionOutcome = Literal["met", "partly_met", "not_met", "outside_remit", "already_addressed"]

_POINTS = Path(__file__).with_name("words") / "punkter.toml"


@dataclass(frozen=True)
class SampleDisposition:
    """One committee's (slug) disposition of a point, with its reason."""

    committee: str
    outcome: DispositionOutcome
    reason: str


@dataclass(frozen=True)
class SamplePoint:
    """Remarks answered together: those with this `area` and one of the `themes`.

    `section_key` is the area's section in the outline, empty for the whole text. The first
    disposition is that of `committee`, which leads. `changes` are the numbers of the paragraphs of the next version that
    were changed because of it.
    """

    committee: str
    section_key: str
    area: str
    themes: tuple[str, ...]
    title: str
    summary: str
    dispositions: tuple[SampleDisposition, ...]
    changes: tuple[str, ...] = ()


def points_for(frame: SampleFrame, outline: SampleOutline) -> list[SamplePoint]:
    """The points whose area is in the draft, in the order of the areas; at most 12."""
    fields = tomllib.loads(_POINTS.read_text(encoding="utf-8"))["point"]
    owners = _owners(frame, outline)
    return [_point(one, *owners[one["area"]]) for one in fields if one["area"] in owners]


def _owners(frame: SampleFrame, outline: SampleOutline) -> dict[str, tuple[str, list[str]]]:
    """Area → the key of its section and the slugs of the committees that own some of it, the lead first."""
    owners: dict[str, tuple[str, list[str]]] = {}
    for area, section, committee in sorted(_owned(frame, outline), key=lambda owned: owned[0]):
        key, slugs = owners.setdefault(area, (section.key, []))
        if committee not in slugs:
            slugs.append(committee)
        owners[area] = (key, slugs)
    lead = frame.ownerships[0].committee
    return {**owners, GENERAL: ("", [lead])}


def _owned(frame: SampleFrame, outline: SampleOutline) -> Iterator[tuple[str, OutlineSection, str]]:
    """(area, section, slug of a committee that owns it)."""
    for section, ownership in owned_sections(frame, outline):
        yield area_of(section), section, ownership.committee


def _point(fields: dict[str, Any], section_key: str, committees: list[str]) -> SamplePoint:
    answers = [fields, *([fields["also"]] if "also" in fields and len(committees) > 1 else [])]
    return SamplePoint(
        committee=committees[0],
        section_key=section_key,
        area=fields["area"],
        themes=tuple(fields["themes"]),
        title=fields["title"],
        summary=fields["summary"],
        dispositions=tuple(
            SampleDisposition(
                committee, cast(DispositionOutcome, answer["outcome"]), answer["reason"]
            )
            for committee, answer in zip(committees, answers, strict=False)
        ),
    )
