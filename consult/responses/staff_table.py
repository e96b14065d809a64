"""Tables of what was received, whole: what they are, their columns and rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.responses.remark import Remark
from consult.responses.remark_about import Readers, about_remarks
from consult.responses.remark_columns import CASE, STAFF, remark_columns
from consult.responses.remark_table import remark_batches
from consult.settings import Settings
from consult.tables.table import Table


def staff_table(
    consultation: Consultation,
    remarks: QuerySet[Remark],
    *,
    settings: Settings,
    source: str,
    now: datetime,
    filters: Mapping[str, str] | None = None,
    readers: Readers = Readers.STAFF,
) -> Table:
    """The table of these remarks of the consultation, for STAFF or the CASE file; asks nothing before it is read."""
    about = about_remarks(
        consultation,
        readers=readers,
        source=source,
        publisher=settings.municipality.site_name,
        now=now,
        filters=filters,
    )
    is_case = readers is Readers.CASE
    batches = remark_batches(
        consultation, remarks, base_url=settings.base_url, with_contact=is_case
    )
    return Table(about, remark_columns(CASE if is_case else STAFF), batches)
