"""Which version of the draft is current: the one out for consultation, and the one an editor works on."""

from __future__ import annotations

from collections.abc import Sequence

from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.documents.document import DocumentKind, Version
from consult.documents.versions.stored_lineage import Lineage


async def current_version(consultation_id: int) -> Version | None:
    """The newest published version of the draft; None before there is one."""
    return await _published(consultation_id).first()


async def published_versions(consultation_id: int) -> list[Version]:
    """Every published version of the draft, the one that is heard first."""
    return await _published(consultation_id)


async def consulted_versions(consultation_id: int) -> list[Version]:
    """Those that are or were out for consultation, the newest first."""
    published = await published_versions(consultation_id)
    if len(published) < 2:
        return published
    consultation = await Consultation.get(id=consultation_id)
    return [each for each in published if was_consulted(each, published, consultation)]


def was_consulted(
    version: Version, published: Sequence[Version], consultation: Consultation
) -> bool:
    """Whether one could answer to it. ``published`` are all of them; a version that another one had followed when
    the consultation was announced was put there to be compared with."""
    announced = consultation.announced_at
    later = [each.published_at for each in published if each.number > version.number]
    return not later or (announced is not None and all(at and at > announced for at in later))


def _published(consultation_id: int) -> QuerySet[Version]:
    published = Version.filter(
        document__consultation_id=consultation_id,
        document__kind=DocumentKind.DRAFT,
        published_at__isnull=False,
    )
    return published.order_by("-number")


async def newest_version(consultation: Consultation) -> Version | None:
    """The version in preparation, else the newest published one; None while no file was read."""
    return (
        await Version.filter(
            document__consultation_id=consultation.id, document__kind=DocumentKind.DRAFT
        )
        .order_by("-number")
        .first()
    )


async def settled_version(consultation: Consultation) -> Version | None:
    """The last version whose sections have the identities they will keep, so that owners can be given to them.

    One that follows another has them when its lineage is approved; until then it is the one it follows.
    """
    last = await newest_version(consultation)
    if last is None or last.published_at is not None:
        return last
    if await Lineage.filter(version_id=last.id, approved_at__isnull=True).exists():
        return await current_version(consultation.id)
    return last
