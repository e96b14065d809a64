"""Storing a frame: the consultation with its draft, committees, parties and reasons, as an editor would."""

from __future__ import annotations

from datetime import datetime, timedelta

from consult import audit
from consult.consultations.announcement import announce
from consult.consultations.committee import Committee, CommitteeName
from consult.consultations.consultation import Consultation
from consult.consultations.creation import create_consultation
from consult.consultations.deadline import deadline
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import ConsultedParty, PartyKind
from consult.consultations.slug import slugify, unique_slug
from consult.documents.document import Version
from consult.documents.drafting.first_version import store_draft
from consult.documents.owner_assignment import assign_owner
from consult.documents.publication import publish_version
from consult.documents.section import Section, SectionIdentity
from consult.importing import Draft
from consult.sample.frame import CLOSES_CLOCK, FrameCommittee, SampleFrame
from consult.sample.outline import without_number

PREPARED_BEFORE_OPENING = timedelta(days=7)


async def store_frame(
    frame: SampleFrame, draft: Draft, *, source_name: str, source_file: str
) -> tuple[Consultation, Version]:
    """Everything up to the opening, dated as if it had been prepared the week before."""
    then = frame.opens_at - PREPARED_BEFORE_OPENING
    consultation = await _consultation(frame, then)
    version = await store_draft(
        draft,
        consultation=consultation,
        by=audit.SYSTEM,
        now=then,
        source_name=source_name,
        source_file=source_file,
    )
    await _owners(frame, version, then)
    await _parties(frame, consultation)
    await _reasons(frame, consultation)
    await publish_version(version, by=audit.SYSTEM, now=then)
    await announce(consultation, by=audit.SYSTEM, now=then)
    return consultation, version


async def _consultation(frame: SampleFrame, then: datetime) -> Consultation:
    taken = {c.slug for c in await Consultation.all().only("slug")}
    return await create_consultation(
        slug=unique_slug(frame.slug or slugify(frame.title), taken),
        title=frame.title,
        opens_at=frame.opens_at,
        closes_at=deadline(frame.closes_on, CLOSES_CLOCK),
        by=audit.SYSTEM,
        now=then,
        summaries={
            "summary": frame.summary,
            "summary_decides": frame.summary_decides,
            "summary_how": frame.summary_how,
            "summary_next": frame.summary_next,
        },
        contact_unit=frame.contact_unit,
        contact_email=frame.contact_email,
        late_policy=frame.late_policy,
    )


async def _owners(frame: SampleFrame, version: Version, then: datetime) -> None:
    """Whoever owns the first of the sections named leads: it also answers for the whole."""
    identities = await _identities_by_path(version)
    lead = frame.ownerships[0].committee
    committees = {c.slug: await _committee(c, then) for c in frame.committees}
    for ownership in frame.ownerships:
        await assign_owner(
            identities[ownership.path],
            committees[ownership.committee],
            by=audit.SYSTEM,
            now=then,
            is_lead=ownership.committee == lead,
        )


async def _committee(given: FrameCommittee, then: datetime) -> Committee:
    committee, is_new = await Committee.get_or_create(
        slug=given.slug, defaults={"name": given.name}
    )
    if is_new:
        await CommitteeName.create(committee=committee, name=given.name, since=then.date())
    return committee


async def _identities_by_path(version: Version) -> dict[tuple[str, ...], SectionIdentity]:
    """Identities of the sections by their titles from the top, numbers left out."""
    paths: dict[int, tuple[str, ...]] = {}
    found: dict[tuple[str, ...], SectionIdentity] = {}
    sections = Section.filter(version=version).order_by("position").select_related("identity")
    for section in await sections:
        above = paths.get(section.parent_id, ()) if section.parent_id else ()
        paths[section.id] = (*above, without_number(section.title))
        found.setdefault(paths[section.id], section.identity)
    return found


async def _parties(frame: SampleFrame, consultation: Consultation) -> None:
    await ConsultedParty.bulk_create(
        ConsultedParty(
            consultation=consultation,
            name=party.name,
            kind=PartyKind(party.kind),
            email=party.email,
            invited_at=frame.opens_at,
        )
        for party in frame.parties
    )


async def _reasons(frame: SampleFrame, consultation: Consultation) -> None:
    """The frame's own list of reasons in the place of the shipped one."""
    await ModerationReason.filter(consultation=consultation).delete()
    await ModerationReason.bulk_create(
        ModerationReason(
            consultation=consultation,
            key=reason.key,
            title=reason.title,
            description=reason.description,
            position=position,
        )
        for position, reason in enumerate(frame.reasons)
    )
