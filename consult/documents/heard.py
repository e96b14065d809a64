"""Which text is out for consultation: the one question that reading, answering and deciding all begin with."""

from __future__ import annotations

from tortoise.queryset import QuerySet

from consult.documents.document import DocumentKind, Version


async def heard_version(consultation_id: int) -> Version | None:
    """The newest published version of the draft; None before there is one."""
    return await _published(consultation_id).first()


async def published_versions(consultation_id: int) -> list[Version]:
    """Every published version of the draft, the one that is heard first."""
    return await _published(consultation_id)


def _published(consultation_id: int) -> QuerySet[Version]:
    published = Version.filter(
        document__consultation_id=consultation_id,
        document__kind=DocumentKind.DRAFT,
        published_at__isnull=False,
    )
    return published.order_by("-number")
