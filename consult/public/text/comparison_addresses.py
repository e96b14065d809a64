"""Where two versions are compared: a section, or all that changed.

Without a ``version`` an address compares the text that is heard now; with its number it never shows another.
"""

from __future__ import annotations

from urllib.parse import urlencode

from consult.public import queries
from consult.public.text.addresses import section_page
from consult.web.urls import url


def since_page(
    consultation: str,
    section: queries.PublicSection,
    earlier: int,
    version: int | None = None,
    *,
    columns: bool = False,
) -> str:
    """The page that begins with this section, compared with an earlier version."""
    return _since(consultation, section.key, earlier, version, columns)


def since_address(
    consultation: str,
    section: queries.PublicSection,
    earlier: int,
    version: int | None = None,
    *,
    columns: bool = False,
) -> str:
    """The same on its area's page, at its heading."""
    fragment = "" if section.is_area else f"#s-{section.key}"
    return _since(consultation, section.area, earlier, version, columns) + fragment


def changes_page(
    consultation: str,
    version: int,
    earlier: int,
    *,
    kind: str = "",
    columns: bool = False,
    page: int = 1,
) -> str:
    """All that changed from an earlier version to this one, or what changed in one way."""
    asked = {"kind": kind, "layout": "columns" if columns else "", "page": page if page > 1 else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    base = url("version_changes", consultation=consultation, version=version, earlier=earlier)
    return base + (f"?{query}" if query else "")


def compared_address(of: queries.Outline, place: queries.ComparedParagraph) -> str:
    """Where a compared paragraph is read in its version, for good."""
    area = of.by_key[place.section.area]
    page = section_page(of.consultation.slug, area, version=of.version.number)
    return f"{page}#{place.anchor}"


def _since(consultation: str, key: str, earlier: int, version: int | None, columns: bool) -> str:
    where: dict[str, str | int] = {
        "consultation": consultation, "section": key, "earlier": earlier,
    }  # fmt: skip
    page = (
        url("section_since", **where)
        if version is None
        else url("version_section_since", version=version, **where)
    )
    return page + ("?layout=columns" if columns else "")
