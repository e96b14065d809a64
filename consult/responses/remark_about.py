"""What a table of remarks says of itself: title, source, filters, moment and terms, in the current language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from consult.consultations.consultation import Consultation
from consult.locale import gettext as _
from consult.responses.remark_table import moment
from consult.tables.table import About


class Readers(StrEnum):
    """Whom a table is for."""

    PUBLIC = "public"
    STAFF = "staff"
    CASE = "case"


def about_remarks(
    consultation: Consultation,
    *,
    readers: Readers,
    source: str,
    publisher: str,
    now: datetime,
    filters: Mapping[str, str] | None = None,
) -> About:
    """``source`` is the full address of the page with the same remarks, ``filters`` those that are on."""
    return About(
        name="remarks" if readers is Readers.PUBLIC else f"remarks-{readers}",
        title=f"{_('Remarks')} – {consultation.title}",
        description=_descriptions()[readers],
        source=source,
        publisher=publisher,
        made_at=moment(now),
        terms=_terms(readers),
        filters=dict(filters or {}),
        heads=_heads(),
    )


def _descriptions() -> dict[Readers, str]:
    return {
        Readers.PUBLIC: _(
            "Published remarks in their published wording, one a row. The columns have the names of the open data."
        ),
        Readers.STAFF: _(
            "Remarks that were received, also what is not public, one a row. For the work on this consultation alone."
        ),
        Readers.CASE: _(
            "Everything that was received, also what is withheld, withdrawn or set aside, with personal data. For the case file."
        ),
    }


def _terms(readers: Readers) -> str:
    if readers is Readers.PUBLIC:
        return _(
            "The words are their writers': no licence is given with them. Cite a remark by its number and address."
        )
    return _("Not public. It holds texts that were withheld or wait, and may hold personal data.")


def _heads() -> dict[str, str]:
    return {
        "sheet": _("About"),
        "title": _("Title"),
        "description": _("What it is"),
        "publisher": _("Published by"),
        "source": _("Source"),
        "made_at": _("Made"),
        "filters": _("Filters"),
        "rows": _("Rows"),
        "terms": _("Terms"),
        "column": _("Column"),
        "meaning": _("What it holds"),
    }
