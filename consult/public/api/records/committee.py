"""Committee: who answers for a section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from consult.consultations import committee as stored
from consult.public.api.records.record import Record, doc


class Committee(Record):
    """A committee that answers for a section."""

    id: Annotated[str, doc("Its name in addresses.")]
    name: Annotated[str, doc("Today's name.")]


def committees(of: Iterable[stored.Committee]) -> list[Committee]:
    """Each committee once, in the order given."""
    names = {each.slug: each.name for each in of}
    return [Committee(id=slug, name=name) for slug, name in names.items()]
