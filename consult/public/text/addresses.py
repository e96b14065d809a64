"""Where the draft is read: the page of a section in the current version, or its permanent page in one version.

Without a ``version`` an address shows the current version, whichever that is; with its number it always shows that
one. ``language`` is the one that the reader chose for the words, see text_language.py; "" for none. ``view`` is
CHANGES for the text with its tracked changes, else "".
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
    language: str = "",
) -> str:
    """The page that begins with this section."""
    return _section_page(consultation, section.key, view, version, language)


def section_address(
    consultation: str,
    section: queries.PublicSection,
    view: str = "",
    version: int | None = None,
    language: str = "",
) -> str:
    """Where a section is read: on its area's page, at its heading."""
    fragment = "" if section.is_area else f"#s-{section.key}"
    return _section_page(consultation, section.area, view, version, language) + fragment


def whole_page(
    consultation: str, view: str = "", version: int | None = None, language: str = ""
) -> str:
    """The page with all of the text."""
    page = (
        url("text", consultation=consultation)
        if version is None
        else url("version_text", consultation=consultation, version=version)
    )
    return _with_query(page, view, language)


def paragraph_address(
    outline: queries.Outline,
    paragraph: queries.PublicParagraph,
    version: int | None = None,
    language: str = "",
) -> str:
    """Where a paragraph is read: on its area's page. One that is all deletion is seen with the changes alone."""
    area = outline.by_key[paragraph.section].area
    view = "" if paragraph.text else CHANGES
    page = _section_page(outline.consultation.slug, area, view, version, language)
    return f"{page}#{paragraph.anchor}"


def former_paragraph_address(consultation: str, former: queries.FormerParagraph) -> str:
    """Where a paragraph that is gone is read in its last version."""
    view = CHANGES if former.was_deleted else ""
    return _section_page(consultation, former.area, view, former.version, "") + f"#{former.anchor}"


def original_address(consultation: str, original: queries.OriginalLocation) -> str:
    """Where the words that a remark was written on are read permanently."""
    if not original.section:
        return url("version", consultation=consultation, version=original.version)
    # A paragraph without text is all deletion, and is seen with the changes alone.
    view = CHANGES if original.number and not original.text else ""
    fragment = ""
    if original.number:
        fragment = f"#{anchor_of(original.number)}"
    elif original.section != original.area:
        fragment = f"#s-{original.section}"
    return _section_page(consultation, original.area, view, original.version, "") + fragment


def in_text(address: str, language: str) -> str:
    """An address that carries the chosen language of the words along; "" leaves it unchanged."""
    if not language:
        return address
    page, mark, fragment = address.partition("#")
    separator = "&" if "?" in page else "?"
    return f"{page}{separator}{urlencode({'text': language})}{mark}{fragment}"


def _section_page(
    consultation: str, key: str, view: str, version: int | None, language: str
) -> str:
    page = (
        url("section", consultation=consultation, section=key)
        if version is None
        else url("version_section", consultation=consultation, version=version, section=key)
    )
    return _with_query(page, view, language)


def _with_query(page: str, view: str, language: str) -> str:
    parameters = {name: value for name, value in (("view", view), ("text", language)) if value}
    return page + (f"?{urlencode(parameters)}" if parameters else "")
