"""Remarks as their author may see them: the author's own text, publicity, and the reasons for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.documents.current_version import current_version
from consult.responses.anchor_words import anchor_address, location_words
from consult.responses.attribution import attribution_of
from consult.responses.correction import mendable_until
from consult.responses.location import ON_THE_WHOLE, Fate, RemarkLocation, remark_locations
from consult.responses.omission import Piece
from consult.responses.party import deadline_of
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.response import Response as StoredResponse
from consult.web.urls import url
from moderation.decision import Decision


@dataclass(frozen=True)
class MyRemark:
    """A remark as its author sees it. ``location`` is what it was written on, in words. ``reasons`` and ``note`` are those
    of the decision on the current revision; ``mendable_until`` is the last instant that is in time for another revision,
    None when there is none. ``omissions`` are the reasons of words left out, by key. ``earlier_is_shown``: the public reads
    an earlier wording, and the one that stands was not published."""

    remark: Remark
    number: str
    location: str
    location_href: str
    correction_waits: bool
    earlier_is_shown: bool
    mendable_until: datetime | None
    reasons: list[str]
    note: str
    omissions: Mapping[str, ModerationReason]

    def public_pieces(self, field: str) -> tuple[Piece, ...]:
        """What everybody reads of a field, cut where words were left out."""
        return self.remark.public_pieces(field, self.omissions)

    @property
    def publicity(self) -> Publicity:
        return self.remark.publicity

    @property
    def counts(self) -> bool:
        """Whether it is neither withdrawn nor set aside."""
        return self.remark.standing is Standing.RECEIVED


async def my_remarks(response: StoredResponse, now: datetime) -> list[MyRemark]:
    """The remarks of a response in order, each with its location and decision as of ``now``. A constant number of
    queries. ``response`` comes with its consultation."""
    remarks = await Remark.filter(response_id=response.id).order_by("ordinal")
    version = await current_version(response.consultation_id)
    closes_at = await deadline_of(response.consultation, response)
    locations = await remark_locations(await attribution_of(version), remarks) if version else {}
    decisions = await _decisions(remarks)
    return [
        MyRemark(
            remark=each,
            number=f"{response.number}.{each.ordinal}",
            location=location_words(locations.get(each.id, ON_THE_WHOLE)),
            location_href=_address(
                response.consultation.slug, locations.get(each.id, ON_THE_WHOLE)
            ),
            correction_waits=each.correction_waits,
            earlier_is_shown=_earlier_is_shown(each),
            mendable_until=_mendable_until(each, response.consultation, now, closes_at),
            reasons=_reasons(decisions.get(each.id)),
            note=decisions[each.id].note if each.id in decisions else "",
            omissions=_omissions(decisions.get(each.id)),
        )
        for each in remarks
    ]


def _mendable_until(
    remark: Remark, consultation: Consultation, now: datetime, closes_at: datetime | None
) -> datetime | None:
    if remark.standing is not Standing.RECEIVED:
        return None
    return mendable_until(consultation, remark.kept_back_at, now, closes_at=closes_at)


def _earlier_is_shown(remark: Remark) -> bool:
    """Whether its correction was withheld while what was public before stays so."""
    is_decided = remark.publicity in VISIBLE and remark.queued_at is None
    return is_decided and remark.public_revision != remark.revision


def _address(slug: str, location: RemarkLocation) -> str:
    """Where that is read in the current version; a section that is gone, in the version it was written on."""
    original = location.original
    if original is None:
        return anchor_address(slug, "", None)
    if original.paragraph is None and location.fate is Fate.GONE:
        version, key = original.version, original.key
        return url("version_section", consultation=slug, version=version, section=key)
    return anchor_address(slug, (location.current or original).key, original.paragraph)


async def _decisions(remarks: list[Remark]) -> dict[int, Decision]:
    """The newest decision on each remark's current revision, by remark id; three queries at most."""
    rows = (
        await Decision.filter(remark_id__in=[r.id for r in remarks])
        .order_by("number")
        .select_related("reason")
        .prefetch_related("redactions__reason")
    )
    current = {remark.id: remark.revision for remark in remarks}
    return {d.remark_id: d for d in rows if current[d.remark_id] == d.revision}


def _omissions(decision: Decision | None) -> dict[str, ModerationReason]:
    return {each.reason.key: each.reason for each in decision.redactions} if decision else {}


def _reasons(decision: Decision | None) -> list[str]:
    """The words of a decision's reasons, each once."""
    if decision is None:
        return []
    reasons = [decision.reason, *(redaction.reason for redaction in decision.redactions)]
    return list(dict.fromkeys(reason.words for reason in reasons if reason))
