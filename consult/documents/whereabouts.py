"""Where a paragraph of an earlier version stands now: what a remark on it is shown beside."""

from __future__ import annotations

from collections.abc import Collection

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.stored_lineage import Lineage, LineageLink


async def whereabouts(version: Version, identities: Collection[int]) -> dict[int, int]:
    """Identity → the identity its words have in ``version``, through every approved lineage up to it.

    Nearly always the same one; another where paragraphs were merged. One that is missing from the answer is
    gone: its remarks are shown with the words they quoted.
    """
    stands = {each: each for each in identities}
    lineages = Lineage.filter(
        version__document_id=version.document_id,
        version__number__lte=version.number,
        approved_at__isnull=False,
    )
    for lineage in await lineages.order_by("version__number"):
        there = await _present(lineage.follows_id, stands.values())
        heirs = await _heirs(lineage, there)
        stands = {
            each: heirs.get(at, at) for each, at in stands.items() if at in heirs or at not in there
        }
    present = await _present(version.id, stands.values())
    return {each: at for each, at in stands.items() if at in present}


async def _present(version_id: int, identities: Collection[int]) -> set[int]:
    rows = Paragraph.filter(version_id=version_id, identity_id__in=list(identities))
    return {identity for (identity,) in await rows.values_list("identity_id")}


async def _heirs(lineage: Lineage, identities: Collection[int]) -> dict[int, int]:
    """The identity that goes on for each; of the parts of a split the one that kept it, else the first."""
    links = LineageLink.filter(lineage_id=lineage.id, old_id__in=list(identities))
    heirs: dict[int, int] = {}
    for old, new in await links.order_by("new__position").values_list("old_id", "new__identity_id"):
        if old not in heirs or new == old:
            heirs[old] = new
    return heirs
