"""Which remarks a moderator wants to see: read from an address, written into one, made into a query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from tortoise.expressions import F, Q, Subquery
from tortoise.queryset import QuerySet

from consult.documents.current_version import current_version
from consult.documents.section import Section
from consult.locale import LANGUAGES
from consult.responses.annex import Annex
from consult.responses.attribution import attribution_of
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.respondent import RespondentKind

WAITING, ANNEXES = "waiting", "annexes"
# What was decided, by how it stands now; "decided" is all of it.
DECIDED = ("decided", "published", "redacted", "withheld")
STATES = (WAITING, ANNEXES, *DECIDED)

WITH, WITHOUT = "with", "without"
WHOLE = "whole"

_KEY = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True)
class QueueFilters:
    """Empty means everything. ``area`` is an area's key or "whole", ``reason`` a key of the consultation's list,
    ``corrections`` is "only" or ""."""

    state: str = WAITING
    area: str = ""
    kind: str = ""
    findings: str = ""
    corrections: str = ""
    language: str = ""
    reason: str = ""

    def query(self, **more: str) -> str:
        """As an address's query, "?…" or "", with what differs from the plain queue."""
        plain = asdict(QueueFilters())
        chosen = {k: v for k, v in {**asdict(self), **more}.items() if v and plain.get(k) != v}
        return "?" + urlencode(chosen) if chosen else ""

    def but(self, **changes: str) -> QueueFilters:
        """The same filters with these changed."""
        return replace(self, **changes)

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED


def read_filters(params: Mapping[str, str]) -> QueueFilters:
    """The filters in an address or a form; what nobody could have chosen is dropped."""
    allowed: dict[str, tuple[str, ...]] = {
        "state": STATES,
        "kind": tuple(RespondentKind),
        "findings": (WITH, WITHOUT),
        "corrections": ("only",),
        "language": tuple(LANGUAGES),
    }
    read = {
        name: params[name]
        for name, values in allowed.items()
        if params.get(name, "") in values and params.get(name)
    }
    for name in ("area", "reason"):
        if _KEY.fullmatch(params.get(name, "")):
            read[name] = params[name]
    return QueueFilters(**read)


async def matching(consultation_id: int, filters: QueueFilters) -> QuerySet[Remark]:
    """The remarks the filters leave, in no order. A withdrawn remark waits for nobody."""
    found = Remark.filter(consultation_id=consultation_id, standing=Standing.RECEIVED)
    found = found.filter(_state(consultation_id, filters.state))
    if filters.area:
        found = found.filter(await _area(consultation_id, filters.area))
    if filters.kind:
        found = found.filter(response__respondent__kind=filters.kind)
    if filters.language:
        found = found.filter(language=filters.language)
    if filters.corrections:
        found = found.filter(revision__gt=1)
    if filters.findings:
        seen = Subquery(_with_findings(consultation_id).values("id"))
        found = found.filter(Q(id__in=seen) if filters.findings == WITH else Q(id__not_in=seen))
    return found


def _state(consultation_id: int, state: str) -> Q:
    if state == WAITING:
        return Q(queued_at__isnull=False)
    if state == ANNEXES:
        # A file belongs to the response: it is decided on beside its first remark.
        waiting = Annex.filter(
            response__consultation_id=consultation_id, publicity=Publicity.WAITING
        )
        return Q(ordinal=1, response_id__in=Subquery(waiting.values("response_id")))
    if state == "decided":
        return Q(decisions__gt=0, queued_at=None)
    # Also what a correction waits for: it is public all the while, and counted so.
    return Q(publicity=Publicity(state))


async def _area(consultation_id: int, area: str) -> Q:
    """In the area as the heard version has it, whatever version it was written on; "whole" is all that stands in
    none of its sections."""
    version = await current_version(consultation_id)
    if version is None:
        return Q(section_id=None)
    sections = Section.filter(version_id=version.id)
    if area != WHOLE:
        sections = sections.filter(area=area)
    past = await attribution_of(version)
    attributed_sections = past.with_gone(
        [identity for (identity,) in await sections.values_list("identity_id")]
    )
    return past.outside(attributed_sections) if area == WHOLE else past.inside(attributed_sections)


def _with_findings(consultation_id: int) -> QuerySet[Remark]:
    """Remarks whose current wording screening saw something in."""
    return Remark.filter(
        consultation_id=consultation_id,
        revisions__number=F("revision"),
        revisions__findings__id__isnull=False,
    )


def is_correction(remark: Any) -> bool:
    """Whether the wording that waits would replace one that is public."""
    return remark.publicity in VISIBLE and remark.queued_at is not None
