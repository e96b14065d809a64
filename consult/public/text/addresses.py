"""Where the draft is read: the living page of a section, or for good the page of one version of it.

Without a ``version`` an address shows the text that is heard now; with its number it never shows another. A
language in ``text`` is the one that the reader chose for the words, see text_language.py.
"""

from __future__ import annotations

from urllib.parse import urlencode

from consult.documents.paragraph import anchor_of
from consult.public import queries
from consult.web.urls import url

CHANGES = "changes"


def section_page(
    consultation: str,
    section: queries.PublicSection,
    view: str = "",
    version: int | None = None,
    text: str = "",
) -> str:
    """The page that begins with this section."""
    return _page(consultation, section.key, view, version, text)


def section_address(
    consultation: str,
    section: queries.PublicSection,
    view: str = "",
    version: int | None = None,
    text: str = "",
) -> str:
    """Where a section is read: on its area's page, at its heading."""
    fragment = "" if section.is_area else f"#s-{section.key}"
    return _page(consultation, section.area, view, version, text) + fragment


def paragraph_address(
    of: queries.Outline, place: queries.PublicParagraph, version: int | None = None, text: str = ""
) -> str:
    """Where a paragraph is read; one that was taken out is seen in the view with changes alone."""
    area = of.by_key[place.section].area
    view = "" if place.text else CHANGES
    return _page(of.consultation.slug, area, view, version, text) + f"#{place.anchor}"


def version_paragraph_address(consultation: str, former: queries.FormerParagraph) -> str:
    """Where a paragraph that the text has no more is read in the version it stood last in."""
    view = CHANGES if former.was_taken_out else ""
    return _page(consultation, former.area, view, former.version, "") + f"#{former.anchor}"


def whole_page(
    consultation: str, view: str = "", version: int | None = None, text: str = ""
) -> str:
    """The page with all of the text."""
    page = (
        url("text", consultation=consultation)
        if version is None
        else url("version_text", consultation=consultation, version=version)
    )
    return _asked(page, view, text)


def written_address(consultation: str, was: queries.OriginalLocation) -> str:
    """Where the words a remark was written on are read for good."""
    if not was.section:
        return url("version", consultation=consultation, version=was.version)
    # A paragraph without words was taken out, and is seen in the view with changes alone.
    view = CHANGES if was.number and not was.text else ""
    fragment = ""
    if was.number:
        fragment = f"#{anchor_of(was.number)}"
    elif was.section != was.area:
        fragment = f"#s-{was.section}"
    return _page(consultation, was.area, view, was.version, "") + fragment


def _page(consultation: str, key: str, view: str, version: int | None, text: str) -> str:
    page = (
        url("section", consultation=consultation, section=key)
        if version is None
        else url("version_section", consultation=consultation, version=version, section=key)
    )
    return _asked(page, view, text)


def in_text(address: str, text: str) -> str:
    """An address that carries the chosen language of the words along; "" leaves it as it is."""
    if not text:
        return address
    page, mark, fragment = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{urlencode({'text': text})}{mark}{fragment}"


def _asked(page: str, view: str, text: str) -> str:
    said = {name: value for name, value in (("view", view), ("text", text)) if value}
    return page + (f"?{urlencode(said)}" if said else "")
