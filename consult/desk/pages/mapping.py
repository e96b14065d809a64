"""What became of each paragraph: old and new side by side, as proposed or as a person said; and its approval."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, following_version
from consult.desk.mapping_list import (
    FILTERS,
    Counted,
    counted,
    counts_by_filter,
    page_of,
    selection_in,
)
from consult.desk.pages.step_page import refuse_another, show, then
from consult.desk.paired_words import marked
from consult.desk.readiness import Step
from consult.documents.document import Version
from consult.documents.ownership import Ownership, reaching
from consult.documents.section import Section
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.mapping_reopening import withdraw_approval
from consult.documents.versions.mapping_review import Review, review
from consult.documents.versions.stored_lineage import Lineage
from consult.documents.versions.succession import succession
from consult.people.account import names_of
from consult.responses.received import received_by_paragraph
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form
from consult.web.lookup import found_or_404


@dataclass(frozen=True)
class DeskMapping:
    """The lineage of a version on the desk: what there is to review, which version it follows, and everything
    that became of a paragraph with the remarks that it carries.

    ``received`` counts them by old paragraph; ``committees`` are the slugs of those that answer for the old
    sections, by identity: on their pages the remarks are read.
    """

    version: Version
    follows: Version
    review: Review
    found: list[Counted]
    received: Mapping[int, int]
    committees: Mapping[int, str]

    def carried(self, *kinds: str) -> tuple[int, int]:
        """(paragraphs, remarks): old ones of these kinds that remarks were received on, and how many."""
        found = [each for each in self.found if each.pairing.kind in kinds]
        return sum(each.carriers for each in found), sum(each.remarks for each in found)

    @property
    def old_count(self) -> int:
        return sum(not side.version for each in self.found for side in each.pairing.old)

    @property
    def remarks(self) -> int:
        return sum(each.remarks for each in self.found)


async def mapping_on(desk: Desk) -> DeskMapping:
    """The lineage of the version in preparation. Raises HTTPException 404 where there is none."""
    version = following_version(desk)
    stored = Lineage.get_or_none(version_id=version.id).select_related("follows")
    lineage, found = found_or_404(await stored), found_or_404(await review(version))
    remarks = await _received(desk, lineage.follows)
    committees = await _committees(lineage.follows) if remarks else {}
    shown = counted(found.pairings, remarks)
    return DeskMapping(version, lineage.follows, found, shown, remarks, committees)


async def _received(desk: Desk, follows: Version) -> dict[int, int]:
    """Received remarks by the paragraph of the followed version beside which they stand now, or by the one they
    were written on where that is gone: it may be brought back."""
    received = await received_by_paragraph(desk.consultation.id)
    passed_on = await succession(follows)
    found: dict[int, int] = {}
    for written_on, count in received.items():
        at = passed_on.paragraph(written_on)
        at = written_on if at is None else at
        found[at] = found.get(at, 0) + count
    return found


async def _committees(version: Version) -> dict[int, str]:
    """The first committee that answers for each section, by the section's identity; two queries."""
    sections = Section.filter(version_id=version.id).order_by("position")
    columns = ("identity_id", "parent__identity_id")
    above: dict[int, int | None] = dict(await sections.values_list(*columns))
    owned = Ownership.filter(section_id__in=list(above)).order_by("-is_lead", "id")
    owners = reaching(above, await owned.select_related("committee"))
    return {section: rows[0].committee.slug for section, rows in owners.items() if rows}


async def mapping(request: Request) -> Response:
    """The headline, the filters, and a page of pairings."""
    return await _mapping(request, await desk_of(request))


async def approve_mapping(request: Request) -> Response:
    """Approve everything as it was shown."""
    return await _decided(request, approve_lineage, query="")


async def reopen_mapping(request: Request) -> Response:
    """Take the approval back, so that it can be corrected."""
    return await _decided(request, withdraw_approval, query="saved=1")


async def _decided(
    request: Request, verb: Callable[..., Awaitable[object]], *, query: str
) -> Response:
    desk = await desk_of(request)
    version = following_version(desk)
    async with read_form(request) as form:
        lock_version = number_in(form["lock_version"])
    try:
        await refuse_another(form, version)
        await verb(
            version, lock_version=lock_version, by=desk.person.actor, now=received_at(request)
        )
    except StaleState as stale:
        return await _mapping(request, await desk_of(request), stale)
    return then(desk.url("mapping"), query)


async def _mapping(request: Request, desk: Desk, conflict: StaleState | None = None) -> Response:
    known = await mapping_on(desk)
    wanted = selection_in(request.query_params)
    page = page_of(known.found, wanted)
    people = {known.review.approved_by} | {each.pairing.made_by for each in page.shown}
    return await show(
        request,
        desk,
        Step.TEXT,
        "mapping.html",
        conflict=conflict,
        known=known,
        wanted=wanted,
        page=page,
        filters=FILTERS,
        counts=counts_by_filter(known.found, wanted),
        whole=counts_by_filter(known.found, selection_in({})),
        marked=marked,
        names=await names_of(people),
    )
