"""Where the draft is read: the living page of a section, or for good the page of one version of it.

Without a ``version`` an address shows the text that is heard now; with its number it never shows another.
"""

from __future__ import annotations

from consult.public import queries
from consult.web.urls import url

CHANGES = "changes"


def section_page(
    consultation: str, section: queries.PublicSection, view: str = "", version: int | None = None
) -> str:
    """The page that begins with this section."""
    return _page(consultation, section.key, view, version)


def section_address(
    consultation: str, section: queries.PublicSection, view: str = "", version: int | None = None
) -> str:
    """Where a section is read: on its area's page, at its heading."""
    fragment = "" if section.is_area else f"#s-{section.key}"
    return _page(consultation, section.area, view, version) + fragment


def paragraph_address(
    of: queries.Outline, place: queries.PublicParagraph, version: int | None = None
) -> str:
    """Where a paragraph is read; one that was taken out is seen in the view with changes alone."""
    area = of.by_key[place.section].area
    view = "" if place.text else CHANGES
    return _page(of.consultation.slug, area, view, version) + f"#{place.anchor}"


def _page(consultation: str, key: str, view: str, version: int | None) -> str:
    page = (
        url("section", consultation=consultation, section=key)
        if version is None
        else url("version_section", consultation=consultation, version=version, section=key)
    )
    return page + (f"?view={view}" if view else "")
