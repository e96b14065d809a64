"""Published remarks that quote words of the draft which a takedown moves away: nobody reads the quote meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consult.database import among
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.takedown import SealedWords, Takedown
from consult.responses.remark import VISIBLE, Remark, Standing


async def remarks_quoting(takedown: Takedown) -> list[Remark]:
    """Those whose quote is of words that this takedown holds. Two queries."""
    sealed = SealedWords.filter(takedown_id=takedown.id, paragraph_id__not_isnull=True)
    columns = ("paragraph__version_id", "paragraph__identity_id")
    taken = set(await sealed.values_list(*columns))
    quoting = Remark.filter(
        consultation_id=takedown.consultation_id,
        paragraph_id__in=among({identity for _version, identity in taken}),
        publicity__in=VISIBLE,
        standing=Standing.RECEIVED,
    ).exclude(public_quote="")
    rows = await quoting.order_by("id")
    return [each for each in rows if (each.version_id, each.paragraph_id) in taken]


async def taken_quotes(remarks: Sequence[Remark], versions: Iterable[Version]) -> set[int]:
    """The ids of those that quote words which are taken down: nobody may read the quote. ``versions`` are all that were
    published. No query where nothing was taken down of any, else one."""
    if not any(each.takedowns for each in versions):
        return set()
    paragraphs = among({each.paragraph_id for each in remarks if each.paragraph_id})
    rows = Paragraph.filter(identity_id__in=paragraphs, taken_reason__isnull=False)
    taken = set(await rows.values_list("version_id", "identity_id"))
    return {each.id for each in remarks if (each.version_id, each.paragraph_id) in taken}
