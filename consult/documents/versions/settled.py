"""Which version is being worked on, and which one's sections are known to be those of the version before it."""

from __future__ import annotations

from consult.consultations.consultation import Consultation
from consult.documents.current_version import current_version
from consult.documents.document import DocumentKind, Version
from consult.documents.versions.stored_lineage import Lineage


async def last_version(consultation: Consultation) -> Version | None:
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
    last = await last_version(consultation)
    if last is None or last.published_at is not None:
        return last
    if await Lineage.filter(version_id=last.id, approved_at__isnull=True).exists():
        return await current_version(consultation.id)
    return last
