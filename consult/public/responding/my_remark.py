"""Remarks as their author may see them: own words, publicity, and the reasons given for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.documents.current_version import current_version
from consult.responses.anchor_words import anchor_address, anchor_words, in_version
from consult.responses.attribution import attribution_of
from consult.responses.correction import mendable_until
from consult.responses.location import ON_THE_WHOLE, Fate, RemarkLocation, remark_locations
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.response import Response as StoredResponse
from consult.web.urls import url
from moderation.decision import Decision


@dataclass(frozen=True)
class MyRemark:
    """A remark as its author sees it. ``reasons`` are the words of the decision on the current wording,
    ``mendable_until`` the last instant that is in time for another, None when there is none."""

    remark: Remark
    number: str
    place: str
    place_href: str
    correction_waits: bool
    mendable_until: datetime | None
    reasons: list[str]
    note: str

    @property
    def publicity(self) -> Publicity:
        return self.remark.publicity

    @property
    def is_withdrawn(self) -> bool:
        return self.remark.standing is Standing.WITHDRAWN


async def my_remarks(response: StoredResponse, now: datetime) -> list[MyRemark]:
    """The response's remarks with their places and decisions as of ``now``, in order, by a constant number of
    queries. ``response`` comes with its consultation."""
    remarks = await Remark.filter(response_id=response.id).order_by("ordinal")
    heard = await current_version(response.consultation_id)
    stands = await remark_locations(await attribution_of(heard), remarks) if heard else {}
    decided = await _decisions(remarks)
    return [
        _as_its_author_sees(
            remark, response, stands.get(remark.id, ON_THE_WHOLE), decided.get(remark.id), now
        )
        for remark in remarks
    ]


def _as_its_author_sees(
    remark: Remark,
    response: StoredResponse,
    stands: RemarkLocation,
    decision: Decision | None,
    now: datetime,
) -> MyRemark:
    return MyRemark(
        remark=remark,
        number=f"{response.number}.{remark.ordinal}",
        place=_place_words(stands),
        place_href=_place_address(response.consultation.slug, stands),
        correction_waits=remark.publicity in VISIBLE and remark.queued_at is not None,
        mendable_until=mendable_until(response.consultation, remark.kept_back_at, now)
        if remark.standing is Standing.RECEIVED
        else None,
        reasons=_reasons(decision),
        note=decision.note if decision else "",
    )


def _place_words(stands: RemarkLocation) -> str:
    """What it was written on; where that was an earlier version, so it says."""
    was = stands.original
    if was is None:
        return anchor_words("", "")
    words = anchor_words(f"{was.printed} {was.title}".strip(), was.number)
    return in_version(words, was.version) if stands.is_earlier else words


def _place_address(slug: str, stands: RemarkLocation) -> str:
    """Where that is read now; a section that is gone, in the version it was written on."""
    was = stands.original
    if was is None:
        return anchor_address(slug, "", None)
    if was.paragraph is None and stands.fate is Fate.GONE:
        return url("version_section", consultation=slug, version=was.version, section=was.key)
    return anchor_address(slug, (stands.current or was).key, was.paragraph)


async def _decisions(remarks: list[Remark]) -> dict[int, Decision]:
    """The newest decision on each remark's current wording."""
    rows = (
        await Decision.filter(remark_id__in=[r.id for r in remarks])
        .order_by("number")
        .select_related("reason")
        .prefetch_related("redactions__reason")
    )
    current = {remark.id: remark.revision for remark in remarks}
    return {d.remark_id: d for d in rows if current[d.remark_id] == d.revision}


def _reasons(decision: Decision | None) -> list[str]:
    """The words of its reasons, each once."""
    if decision is None:
        return []
    given = [decision.reason, *(redaction.reason for redaction in decision.redactions)]
    return list(dict.fromkeys(reason.words for reason in given if reason))
