"""Signs that no text may contain, whatever file they come from: forms refuse them too (web/forms.py).

PostgreSQL stores no NUL, no Word file may hold a control character, and a sign that turns the order of letters round
would turn what stands beside the text as well. Pure.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from consult.importing.draft import Draft

_BREAKS = re.compile(" *[\x0b-\r\x1c-\x1f\x85]+ *")
_NONE_OF_A_TEXT = "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
# With one of the blanks round it: the two would be one gap too wide.
_GONE = re.compile(f"^{_NONE_OF_A_TEXT}+ | {_NONE_OF_A_TEXT}+(?= |$)|{_NONE_OF_A_TEXT}")

Value = TypeVar("Value")


def without_unprintable(draft: Draft) -> Draft:
    """The draft with such signs left out of all its words, and breaks that are none in a line as blanks."""
    return _cleaned(draft)


def _cleaned(value: Value) -> Value:
    cleaned: object = value
    if isinstance(value, str):
        cleaned = _GONE.sub("", _BREAKS.sub(" ", value)) if not value.isprintable() else value
    elif isinstance(value, tuple):
        cleaned = tuple(map(_cleaned, value))
    elif is_dataclass(value) and not isinstance(value, type):
        stood = {each.name: getattr(value, each.name) for each in fields(value)}
        told = {name: _cleaned(each) for name, each in stood.items()}
        cleaned = replace(value, **told) if told != stood else value
    # Of the kind it came as: only words in it are others.
    return cast("Value", cleaned)
