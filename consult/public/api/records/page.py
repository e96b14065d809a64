"""What the pages of all lists have in common. Each noun's page stands beside its record."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from consult.public.api.records.record import doc

LARGEST_LIMIT = 200

# Of the items of a page.
AtMostLimit = Meta(max_length=LARGEST_LIMIT)
NextCursor = Annotated[str | None, doc("Ask again with this `cursor`; null at the end.")]
