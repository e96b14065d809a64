"""Numbers and names in addresses: no longer than a column can hold, so that none is a fault of ours."""

from __future__ import annotations

from starlette.convertors import IntegerConvertor, StringConvertor, register_url_convertor

# What the database's id columns hold.
LARGEST_ID = 2**63 - 1


class NumberInAddress(IntegerConvertor):
    """At most 18 digits: more fit in no column, and thousands are refused by int() itself."""

    regex = "[0-9]{1,18}"


class NameInAddress(StringConvertor):
    """At most as long as the longest name of ours, a consultation's: asked for a longer one the ORM raises."""

    regex = "[^/]{1,120}"


def bound_numbers() -> None:
    """Make ``{name:int}`` in every route made from now on a number that an id can be, ``{name}`` a name that
    something of ours can have."""
    register_url_convertor("int", NumberInAddress())
    register_url_convertor("str", NameInAddress())
