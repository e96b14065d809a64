"""The current version of a draft, which is out for consultation, and the newest one, which an editor works on."""

from __future__ import annotations

from collections.abc import Sequence

from tortoise.queryset import QuerySet

from consult import clock
from consult.consultations.consultation import Consultation
from consult.documents.document import DocumentKind, Version, public_versions
from consult.documents.versions.stored_lineage import Lineage


async def current_version(consultation_id: int) -> Version | None:
    """The newest published version; None before there is one. One query."""
    return await _published(consultation_id).first()


async def published_versions(consultation_id: int) -> list[Version]:
    """Every published version, the current one first. One query."""
    return await _published(consultation_id)


async def consulted_versions(consultation_id: int) -> list[Version]:
    """The versions that are or were out for consultation, the newest first. At most two queries."""
    published = await published_versions(consultation_id)
    if len(published) < 2:
        return published
    consultation = await Consultation.get(id=consultation_id)
    return [each for each in published if was_consulted(each, published, consultation)]


def was_consulted(
    version: Version, published: Sequence[Version], consultation: Consultation
) -> bool:
    """Whether the version is or was out for consultation. ``published`` are all published versions. A version that
    another one followed before the announcement is a baseline, and was not."""
    announced = consultation.announced_at
    later = [each.published_at for each in published if each.number > version.number]
    return not later or (announced is not None and all(at and at > announced for at in later))


def _published(consultation_id: int) -> QuerySet[Version]:
    published = Version.filter(
        public_versions(clock.now()),
        document__consultation_id=consultation_id,
        document__kind=DocumentKind.DRAFT,
    )
    return published.order_by("-number")


async def newest_version(consultation: Consultation) -> Version | None:
    """The version in preparation, else the newest published one; None before an upload. One query."""
    return (
        await Version.filter(
            document__consultation_id=consultation.id, document__kind=DocumentKind.DRAFT
        )
        .order_by("-number")
        .first()
    )


async def settled_version(consultation: Consultation) -> Version | None:
    """The newest version whose sections have their final identities, so that owners can be assigned to them.

    A version that follows another has them once its lineage is approved; until then this is the one it follows. None
    before an upload. At most three queries.
    """
    newest = await newest_version(consultation)
    if newest is None or newest.published_at is not None:
        return newest
    if await Lineage.filter(version_id=newest.id, approved_at__isnull=True).exists():
        return await current_version(consultation.id)
    return newest
