"""The query parameters of a request: which an address takes, and each at most once.

A misspelt one must not be dropped in silence: whoever asks for the remarks against a proposal and is given all of them
will say that all were against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import islice

from starlette.requests import Request

from consult.public.api.problems import bad_parameters
from consult.public.api.record_reader import MAX_NAME_IN_ERROR
from consult.public.api.records.problem import MAX_ERRORS
from consult.responses.validation import FieldError
from consult.web.plain_text import plain_text


def errors_in_names(request: Request, known: Collection[str]) -> list[FieldError]:
    """One for each parameter that the address does not take, and each that is given more than once; in the order sent,
    at most MAX_ERRORS."""
    counts = Counter(name for name, _value in request.query_params.multi_items())
    wrong = ((name, count) for name, count in counts.items() if name not in known or count > 1)
    return [
        _repeated(name) if name in known else _unknown(name, known)
        for name, _count in islice(wrong, MAX_ERRORS)
    ]


def check(errors: Collection[FieldError]) -> None:
    """Raises Refusal 400 naming every parameter at fault, where one is."""
    if errors:
        raise bad_parameters(list(errors))


def _unknown(name: str, known: Collection[str]) -> FieldError:
    there_are = f"There are: {', '.join(known)}." if known else "There are none here."
    short = plain_text(name)[:MAX_NAME_IN_ERROR]
    return FieldError(short, "unknown", f"There is no such parameter. {there_are}")


def _repeated(name: str) -> FieldError:
    return FieldError(name, "repeated", "Give it once.")


def is_named(name: str, errors: Collection[FieldError]) -> bool:
    """Whether the parameter is at fault already, so that nothing more need be said of its value."""
    return any(each.path == name for each in errors)
