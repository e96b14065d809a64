"""Which text is out for consultation: the one question that reading, answering and deciding all begin with."""

from __future__ import annotations

from collections.abc import Sequence

from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.documents.document import DocumentKind, Version


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
