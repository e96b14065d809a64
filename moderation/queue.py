"""The queue of a consultation: the remarks that a moderator's filters choose. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tortoise.expressions import F, Q, Subquery
from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.documents.current_version import current_version
from consult.documents.section import Section
from consult.numbers import reference_in
from consult.responses.annex import Annex
from consult.responses.attribution import Attribution, attribution_of
from consult.responses.remark import Publicity, Remark, Standing, cited_as
from consult.web.urls import url
from moderation.decision import Decision
from moderation.queue_filters import (
    ANNEXES,
    NO_STANDING,
    UNEXPLAINED,
    WAITING,
    WHOLE,
    WITH,
    QueueFilters,
)


@dataclass(frozen=True)
class Queue:
    """``attribution`` is that of the current version, None before one is published."""

    consultation: Consultation
    filters: QueueFilters
    attribution: Attribution | None

    def but(self, **changes: str) -> Queue:
        """The same queue with these filters changed."""
        return replace(self, filters=self.filters.but(**changes))

    def url(self, **query: str) -> str:
        """The address of the list, with its filters."""
        return url("queue", consultation=self.consultation.slug) + self.filters.query(**query)

    def remark_url(self, reference: str, **query: str) -> str:
        """The address of a remark's page, with the filters of the list it is opened from."""
        address = url("queued_remark", consultation=self.consultation.slug, reference=reference)
        return address + self.filters.query(**query)

    async def remarks(self) -> QuerySet[Remark]:
        """The remarks that the filters leave, in no order. One query where an area is chosen, else none.

        A remark without standing waits for nobody.
        """
        filters, id = self.filters, self.consultation.id
        remarks = Remark.filter(_in_state(id, filters.state), consultation_id=id)
        if filters.area:
            remarks = remarks.filter(await self._in_area(filters.area))
        if filters.kind:
            remarks = remarks.filter(response__respondent__kind=filters.kind)
        if filters.language:
            remarks = remarks.filter(language=filters.language)
        if filters.corrections:
            remarks = remarks.filter(revision__gt=1)
        if filters.sender:
            remarks = remarks.filter(response__respondent__contact__refused_at__isnull=False)
        if filters.findings:
            ids = Subquery(_with_findings(id).values("id"))
            is_with = filters.findings == WITH
            remarks = remarks.filter(Q(id__in=ids) if is_with else Q(id__not_in=ids))
        return remarks

    async def listed(self) -> QuerySet[Remark]:
        """What the list holds on all its pages, in no order: ``remarks``, of the chosen reason where lists have one."""
        remarks = await self.remarks()
        if not (self.filters.is_decided and self.filters.reason):
            return remarks
        latest = Decision.filter(
            remark__consultation_id=self.consultation.id,
            number=F("remark__decisions"),
            reason__key=self.filters.reason,
        )
        return remarks.filter(id__in=Subquery(latest.values("remark_id")))

    async def has(self, written: str) -> bool:
        """Whether a remark of the consultation is cited so ("17.3"), whatever the filters; at most one query."""
        reference = reference_in(written)
        remarks = Remark.filter(consultation_id=self.consultation.id)
        return reference is not None and await remarks.filter(cited_as(reference)).exists()

    async def next_after(self, remark: Remark) -> str | None:
        """The reference of the one to decide on after ``remark``: the next newer that waits, else the oldest; at most
        three queries."""
        others = (await self.but(state=WAITING).remarks()).exclude(id=remark.id)
        ordered = others.order_by("queued_at", "id").select_related("response")
        following = None
        if remark.queued_at is not None:
            following = await ordered.filter(queued_after(remark.queued_at, remark.id)).first()
        following = following or await ordered.first()
        return following.reference if following else None

    async def area_options(self) -> list[tuple[str, str]]:
        """(key, printed name) of each area of the current version, in reading order; one query."""
        if self.attribution is None:
            return []
        version = self.attribution.succession.version
        sections = await Section.filter(version_id=version.id).order_by("position")
        return [
            (each.key, f"{each.number} {each.title}".strip())
            for each in sections
            if each.key == each.area
        ]

    async def _in_area(self, area: str) -> Q:
        """Attributed to a section of the area; "whole" is all that is attributed to no section."""
        if self.attribution is None:
            return Q(section_id=None)
        sections = Section.filter(version_id=self.attribution.succession.version.id)
        if area != WHOLE:
            sections = sections.filter(area=area)
        identities = [identity for (identity,) in await sections.values_list("identity_id")]
        attributed = self.attribution.with_gone(identities)
        if area == WHOLE:
            return self.attribution.outside(attributed)
        return self.attribution.inside(attributed)


async def load_queue(consultation: Consultation, filters: QueueFilters) -> Queue:
    """The queue with these filters; one query beside what is cached."""
    version = await current_version(consultation.id)
    return Queue(consultation, filters, await attribution_of(version) if version else None)


def queued_after(moment: datetime, id: int) -> Q:
    """Behind this place in the order of the queue."""
    return Q(queued_at__gt=moment) | Q(queued_at=moment, id__gt=id)


def _in_state(consultation_id: int, state: str) -> Q:
    if state in NO_STANDING:
        return Q(standing=Standing(state))
    return Q(standing=Standing.RECEIVED) & _decided_so(consultation_id, state)


def _decided_so(consultation_id: int, state: str) -> Q:
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
    if state == UNEXPLAINED:
        return Q(unexplained_since__not_isnull=True)
    if state == Publicity.WITHHELD:
        # Also what was taken down and has a correction waiting.
        return Q(publicity=Publicity.WITHHELD) | Q(unexplained_since__not_isnull=True)
    # Also what has a correction waiting: it is public all the while, and counted so.
    return Q(publicity=Publicity(state))


def _with_findings(consultation_id: int) -> QuerySet[Remark]:
    """Remarks with findings in their current wording."""
    return Remark.filter(
        consultation_id=consultation_id,
        revisions__number=F("revision"),
        revisions__findings__id__isnull=False,
    )
