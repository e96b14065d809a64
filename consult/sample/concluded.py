"""A consultation that is over: two versions of a short text, the responses to the first, and the answers.

Plain values, read from `trees/`. It demonstrates what became of the remarks; `consult.demo` stores it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

from consult.sample.bodies import COUNCILS, DISTRICTS, ORGANISATIONS
from consult.sample.frame import (
    COPENHAGEN,
    REASONS,
    FrameCommittee,
    FrameOwnership,
    SampleFrame,
    consulted_parties,
)
from consult.sample.outline import OutlineParagraph, SampleOutline
from consult.sample.points import SampleDisposition, SamplePoint
from consult.sample.response import SampleRemark, SampleRespondent, SampleResponse

TEXTS = Path(__file__).with_name("trees")
FIRST, SECOND = TEXTS / "version-1.md", TEXTS / "version-2.md"
OPENED_DAYS_AGO, CLOSED_DAYS_AGO, ANSWERED_DAYS_AGO = 150, 94, 40

_COUNCILS = {body.name for body in (*DISTRICTS, *COUNCILS)}
_CVR = {body.name: body.cvr for body in ORGANISATIONS}


@dataclass(frozen=True)
class ConcludedContent:
    """The responses with their remarks anchored in the outline, the points with their dispositions, and the
    version note of the second version."""

    responses: tuple[SampleResponse, ...]
    points: tuple[SamplePoint, ...]
    note: str


def concluded_content(outline: SampleOutline) -> ConcludedContent:
    """The content for the outline of the first version. Raises KeyError for a paragraph number it does not have."""
    content = tomllib.loads((TEXTS / "responses.toml").read_text(encoding="utf-8"))
    paragraphs = {p.number: p for section in outline.sections for p in section.paragraphs}
    area_of_theme = {point["theme"]: point["area"] for point in content["point"]}
    responses = content["response"]
    return ConcludedContent(
        tuple(
            _response(fields, (order + 0.5) / len(responses), paragraphs, area_of_theme)
            for order, fields in enumerate(responses)
        ),
        tuple(map(_point, content["point"])),
        content["note"],
    )


def _response(
    fields: Mapping[str, Any],
    offset: float,
    paragraphs: Mapping[str, OutlineParagraph],
    areas: Mapping[str, str],
) -> SampleResponse:
    kind = fields.get("kind", "comment")
    return SampleResponse(
        kind=kind,
        type="organisation" if kind == "formal" else "citizen_short",
        respondent=_respondent(fields["name"], is_body=kind == "formal"),
        offset=offset,
        channel="web",
        language="da",
        remarks=tuple(_remarks(fields["remark"], paragraphs, areas)),
    )


def _respondent(name: str, *, is_body: bool) -> SampleRespondent:
    """Local committees and councils are the municipality's own bodies, and have no CVR number."""
    if not is_body:
        return SampleRespondent("citizen", name)
    kind: Literal["organisation", "authority"] = (
        "authority" if name in _COUNCILS else "organisation"
    )
    return SampleRespondent(kind, "", organisation=name, cvr=_CVR.get(name, ""))


def _remarks(
    remarks: Iterable[Mapping[str, Any]],
    paragraphs: Mapping[str, OutlineParagraph],
    areas: Mapping[str, str],
) -> Iterable[SampleRemark]:
    for fields in remarks:
        key = paragraphs[fields["paragraph"]].key if "paragraph" in fields else ""
        yield SampleRemark(
            "paragraph" if key else "consultation",
            key,
            fields["text"],
            proposed_text=fields.get("proposed_text", ""),
            stance=fields["stance"],
            area=areas[fields["theme"]],
            theme=fields["theme"],
        )


def _point(fields: Mapping[str, Any]) -> SamplePoint:
    answers = fields["answers"]
    return SamplePoint(
        committee=answers[0]["committee"],
        section_key=fields["area"],
        area=fields["area"],
        themes=(fields["theme"],),
        title=fields["title"],
        summary=fields["summary"],
        dispositions=tuple(
            SampleDisposition(each["committee"], each["outcome"], each["reason"])
            for each in answers
        ),
        changes=tuple(fields.get("changes", ())),
    )


def concluded_frame(now: datetime) -> SampleFrame:
    """The frame of a consultation that was open for eight weeks and closed three months before `now` (aware)."""
    today = now.astimezone(COPENHAGEN).date()
    return SampleFrame(
        slug="byens-traeer-2026",
        title="Strategi for byens træer 2026-2032",
        municipality="Fjordby Kommune",
        summary="<p>Hvor skal der stå flere træer, hvem passer dem, og hvornår må et gammelt træ "
        "fældes? Høringen er slut, og udvalgenes svar er skrevet ind i teksten: Læs, hvad der "
        "blev af hvert afsnit og af det, der blev sagt om det.</p>",
        summary_decides="<p>Teknik- og Miljøudvalget. Børne- og Ungdomsudvalget svarer for "
        "skolerne.</p>",
        summary_how="<p>Man kunne skrive ved hvert afsnit eller sende et samlet svar.</p>",
        summary_next="<p>Begge udvalg har godkendt deres svar. Version 2 bliver behandlet på deres næste "
        "møder, og så kommer svarene ud i et høringsnotat.</p>",
        contact_unit="Teknik- og Miljøforvaltningen, Fjordby Kommune",
        contact_email="hoering@fjordby.example",
        late_policy="Svar, der kom efter fristen, blev gemt og vist for udvalgene som for sent "
        "modtaget.",
        opens_at=datetime.combine(today - timedelta(days=OPENED_DAYS_AGO), time(8), COPENHAGEN),
        closes_on=today - timedelta(days=CLOSED_DAYS_AGO),
        committees=(
            FrameCommittee("tmu", "Teknik- og Miljøudvalget"),
            FrameCommittee("buu", "Børne- og Ungdomsudvalget"),
        ),
        ownerships=(
            FrameOwnership(("Indledning",), "tmu"),
            FrameOwnership(("Gader og pladser",), "tmu"),
            FrameOwnership(("Skoler og institutioner",), "buu"),
            FrameOwnership(("Drift og opfølgning",), "tmu"),
        ),
        parties=consulted_parties(),
        reasons=REASONS,
    )
