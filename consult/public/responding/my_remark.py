"""Remarks as their author may see them: own words, publicity, and the reasons given for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.public.responding.addresses import place_address, words_of_place
from consult.responses.correction import mendable_until
from consult.responses.place import section_words
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.response import Response as StoredResponse
from moderation.decision import Decision, Redaction


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
    sections = await _sections(remarks)
    paragraphs = await _paragraphs(remarks)
    decided = await _decisions(remarks)
    return [
        _as_its_author_sees(
            remark,
            response,
            sections.get(remark.section_id or 0),
            paragraphs.get(remark.paragraph_id or 0),
            decided.get(remark.id),
            now,
        )
        for remark in remarks
    ]


def _as_its_author_sees(
    remark: Remark,
    response: StoredResponse,
    section: Section | None,
    paragraph: Paragraph | None,
    decision: Decision | None,
    now: datetime,
) -> MyRemark:
    title = section_words(section) if section else ""
    return MyRemark(
        remark=remark,
        number=f"{response.number}.{remark.ordinal}",
        place=words_of_place(title, paragraph.number if paragraph else ""),
        place_href=place_address(
            response.consultation.slug, section.key if section else "", remark.paragraph_id
        ),
        correction_waits=remark.publicity in VISIBLE and remark.queued_at is not None,
        mendable_until=mendable_until(response.consultation, remark.kept_back_at, now)
        if remark.standing is Standing.RECEIVED
        else None,
        reasons=_reasons(decision),
        note=decision.note if decision else "",
    )


async def _sections(remarks: list[Remark]) -> dict[int, Section]:
    """The sections the remarks stand in, by identity, as the remarks' own versions have them."""
    rows = await Section.filter(
        version_id__in={r.version_id for r in remarks},
        identity_id__in={r.section_id for r in remarks if r.section_id},
    )
    return {section.identity_id: section for section in rows}


async def _paragraphs(remarks: list[Remark]) -> dict[int, Paragraph]:
    rows = await Paragraph.filter(
        version_id__in={r.version_id for r in remarks},
        identity_id__in={r.paragraph_id for r in remarks if r.paragraph_id},
    ).only("id", "identity_id", "number")
    return {paragraph.identity_id: paragraph for paragraph in rows}


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
    """The words of its reasons, each once. ``redactions`` is Tortoise's reverse relation."""
    if decision is None:
        return []
    redactions: list[Redaction] = list(decision.redactions)  # type: ignore[attr-defined]
    given = [decision.reason, *(redaction.reason for redaction in redactions)]
    return list(dict.fromkeys(reason.words for reason in given if reason))
