"""What the committees make of the sample's remarks: points with an answer of each owner."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from consult.sample.frame import Frame, owned_sections
from consult.sample.outline import Outline, OutlineSection
from consult.sample.topics import GENERAL, area_of

Answer = Literal["met", "partly_met", "not_met", "outside_remit", "already_addressed"]

_POINTS = Path(__file__).with_name("words") / "punkter.toml"


@dataclass(frozen=True)
class SampleDisposition:
    """One committee's answer, with its reason."""

    committee: str
    outcome: Answer
    reason: str


@dataclass(frozen=True)
class SamplePoint:
    """Remarks answered together: those with this `area` and one of the `themes`.

    `section_key` is the area's section in the outline, empty for the whole text. The first
    disposition is that of `committee`, who leads.
    """

    committee: str
    section_key: str
    area: str
    themes: tuple[str, ...]
    title: str
    summary: str
    dispositions: tuple[SampleDisposition, ...]


def points_for(frame: Frame, outline: Outline) -> list[SamplePoint]:
    """The points that the draft has an area for, in the order of the areas. At most 12."""
    fields = tomllib.loads(_POINTS.read_text(encoding="utf-8"))["point"]
    owners = _owners(frame, outline)
    return [_point(one, *owners[one["area"]]) for one in fields if one["area"] in owners]


def _owners(frame: Frame, outline: Outline) -> dict[str, tuple[str, list[str]]]:
    """Area → the key of its section and the slugs of everybody who owns some of it, leads first."""
    owners: dict[str, tuple[str, list[str]]] = {}
    for area, section, committee in sorted(_claims(frame, outline), key=lambda claim: claim[0]):
        key, slugs = owners.setdefault(area, (section.key, []))
        if committee not in slugs:
            slugs.append(committee)
        owners[area] = (key, slugs)
    lead = frame.ownerships[0].committee
    return {**owners, GENERAL: ("", [lead])}


def _claims(frame: Frame, outline: Outline) -> Iterator[tuple[str, OutlineSection, str]]:
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
            SampleDisposition(committee, cast(Answer, answer["outcome"]), answer["reason"])
            for committee, answer in zip(committees, answers, strict=False)
        ),
    )
