"""Removes characters that no text may contain, whatever file they come from; forms refuse them too (web/forms.py).

PostgreSQL stores no NUL, no Word file may hold a control character, and a direction override would reverse the
text around it as well. Pure.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from consult.importing.draft import Draft

_BREAKS = re.compile(" *[\x0b-\r\x1c-\x1f\x85]+ *")
_UNPRINTABLE = "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
# With one of the blanks around it, so that no double blank remains.
_REMOVED = re.compile(f"^{_UNPRINTABLE}+ | {_UNPRINTABLE}+(?= |$)|{_UNPRINTABLE}")

Value = TypeVar("Value")


def without_unprintable(draft: Draft) -> Draft:
    """The draft without such characters in any of its texts; rare line separators become blanks."""
    return _cleaned(draft)


def _cleaned(value: Value) -> Value:
    """The value with every text in it cleaned: strings, tuples and dataclasses, at any depth."""
    cleaned: object = value
    if isinstance(value, str):
        cleaned = _REMOVED.sub("", _BREAKS.sub(" ", value)) if not value.isprintable() else value
    elif isinstance(value, tuple):
        cleaned = tuple(map(_cleaned, value))
    elif is_dataclass(value) and not isinstance(value, type):
        old = {each.name: getattr(value, each.name) for each in fields(value)}
        new = {name: _cleaned(each) for name, each in old.items()}
        cleaned = replace(value, **new) if new != old else value
    # The type is that of the value: only texts in it are other ones.
    return cast("Value", cleaned)
