"""Problem: what went wrong with a request, and in which fields."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from consult.public.api.records.change import Gone
from consult.public.api.records.record import Record, doc
from consult.responses import validation

# As many as help to mend a request; a hostile one shall not make us write a book.
MAX_ERRORS = 50


class FieldError(Record):
    """What is wrong with one field."""

    field: Annotated[
        str,
        doc("A field by its path (remarks.0.text), a parameter, a header, or body for the whole."),
    ]
    code: Annotated[str, doc("For machines.")]
    message: Annotated[str, doc("For people.")]
    candidates: (
        Annotated[list[str], doc("With `ambiguous`: the ids of which one must have been meant.")]
        | UnsetType
    ) = UNSET

    @classmethod
    def of(cls, error: validation.FieldError) -> FieldError:
        return cls(
            field=error.path,
            code=error.code,
            message=error.message,
            candidates=list(error.candidates) or UNSET,
        )


class Problem(Record):
    """RFC 9457."""

    type: Annotated[str, doc("Always about:blank: `code` tells problems apart.")]
    title: str
    status: int
    code: Annotated[str, doc("For machines; never changes its meaning.")] | UnsetType = UNSET
    errors: Annotated[list[FieldError], Meta(max_length=MAX_ERRORS)] | UnsetType = UNSET
    gone: Annotated[Gone, doc("With 410 for a remark.")] | UnsetType = UNSET
