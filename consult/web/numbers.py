"""Numbers in addresses: no longer than an id can be, so that none is a fault of ours."""

from __future__ import annotations

from starlette.convertors import IntegerConvertor, register_url_convertor

# What the database's id columns hold.
LARGEST_ID = 2**63 - 1


class NumberInAddress(IntegerConvertor):
    """At most 18 digits: more fit in no column, and thousands are refused by int() itself."""

    regex = "[0-9]{1,18}"


def bound_numbers() -> None:
    """Make ``{name:int}`` in every route made from now on a number that an id can be."""
    register_url_convertor("int", NumberInAddress())
