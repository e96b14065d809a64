"""The approved lineages of a document as plain links: the input of comparisons and of change lists."""

from __future__ import annotations

from consult.documents.document import Version
from consult.documents.versions.stored_lineage import LineageLink
from consult.lineage import LinkedPair, LinkKind


async def approved_steps(earlier: int, later: Version) -> list[list[LinkedPair]]:
    """The links of each version after number ``earlier``, in order, ``later``'s last. One query."""
    first = earlier + 1
    steps: list[list[LinkedPair]] = [[] for _ in range(first, later.number + 1)]
    links = LineageLink.filter(
        lineage__version__document_id=later.document_id,
        lineage__version__number__gte=first,
        lineage__version__number__lte=later.number,
        lineage__approved_at__isnull=False,
    )
    columns = ("lineage__version__number", "old_id", "new__identity_id", "kind")
    for number, old, new, kind in await links.values_list(*columns):
        steps[number - first].append(LinkedPair.of(old, new, LinkKind(kind)))
    return steps
