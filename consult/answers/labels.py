"""The words for stored values, from the one place they are written (templates/shared/labels.html)."""

from __future__ import annotations

from functools import cache
from html import unescape

from consult.locale import current
from consult.web.rendering import environment


def label(kind: str, value: object) -> str:
    """What people read for a value; ``kind`` is the macro's name. Raises AttributeError for an unknown one."""
    return _label(current().code, kind, value)


@cache
def _label(language: str, kind: str, value: object) -> str:
    """In the language being spoken, which is ``language``: once for each value, though lists are long."""
    macro = getattr(environment().get_template("shared/labels.html").module, kind)
    return unescape(macro(value)).strip()
