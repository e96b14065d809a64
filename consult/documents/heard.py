"""Which text is out for consultation: the one question that reading, answering and deciding all begin with."""

from __future__ import annotations

from consult.documents.document import DocumentKind, Version


async def heard_version(consultation_id: int) -> Version | None:
    """The newest published version of the draft; None before there is one."""
    published = Version.filter(
        document__consultation_id=consultation_id,
        document__kind=DocumentKind.DRAFT,
        published_at__isnull=False,
    )
    return await published.order_by("-number").first()
