"""Where two versions are compared: one section, or all that changed.

Without a ``version`` an address compares the current version, whichever that is; with its number always that one.
``earlier`` is the number of the version it is compared with.
"""

from __future__ import annotations

from urllib.parse import urlencode

from consult.documents.versions.text_changes import TextChange
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
    return _since_page(consultation, section.key, earlier, version, columns=columns)


def since_address(
    consultation: str,
    section: queries.PublicSection,
    earlier: int,
    version: int | None = None,
    *,
    columns: bool = False,
) -> str:
    """Where a section is compared: on its area's page, at its heading."""
    fragment = "" if section.is_area else f"#s-{section.key}"
    page = _since_page(consultation, section.area, earlier, version, columns=columns)
    return page + fragment


def change_address(consultation: str, change: TextChange) -> str:
    """Where everybody reads the old and the new words of a change between two versions, permanently."""
    first = change.latest[0]
    if not change.new:
        page = changes_page(consultation, change.now, change.since, kind=change.kind)
        return f"{page}#change-was-{first.anchor}"
    page = url(
        "version_section_since", consultation=consultation, version=change.now, section=first.area,
        earlier=change.since,
    )  # fmt: skip
    return f"{page}#change-{first.anchor}"


def changes_page(
    consultation: str,
    version: int,
    earlier: int,
    *,
    kind: str = "",
    columns: bool = False,
    page: int = 1,
) -> str:
    """A page of all that changed from an earlier version to this one, or of the changes of one kind."""
    values = {
        "kind": kind,
        "layout": "columns" if columns else "",
        "page": page if page > 1 else "",
    }
    query = urlencode({name: value for name, value in values.items() if value})
    base = url("version_changes", consultation=consultation, version=version, earlier=earlier)
    return base + (f"?{query}" if query else "")


def compared_address(outline: queries.Outline, paragraph: queries.ComparedParagraph) -> str:
    """Where a compared paragraph is read permanently; ``outline`` is its version's."""
    area = outline.by_key[paragraph.section.area]
    page = section_page(outline.consultation.slug, area, version=outline.version.number)
    return f"{page}#{paragraph.anchor}"


def _since_page(
    consultation: str, key: str, earlier: int, version: int | None, *, columns: bool
) -> str:
    values: dict[str, str | int] = {
        "consultation": consultation,
        "section": key,
        "earlier": earlier,
    }
    page = (
        url("section_since", **values)
        if version is None
        else url("version_section_since", version=version, **values)
    )
    return page + ("?layout=columns" if columns else "")
