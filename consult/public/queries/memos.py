"""The public files of the memo's editions: which may be had now, and of those that may not, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.answers.editions.edition import Edition, PublicEditions
from consult.answers.editions.reissue import replaced_by
from consult.answers.editions.sources import is_outdated, why_outdated
from consult.consultations.consultation import Consultation
from consult.documents.memo_file import ENDINGS, MemoFile, memo_files
from consult.responses.public_change import PublicChangeKind


class MemoState(StrEnum):
    """MAKING: there are no files yet. SERVED. TAKEN_BACK: the edition was. OUTDATED: something in them is not public any
    more."""

    MAKING = "making"
    SERVED = "served"
    TAKEN_BACK = "taken_back"
    OUTDATED = "outdated"


@dataclass(frozen=True)
class MemoDownload:
    """One file as it is served: ``key`` is the SHA-256 in hex of its bytes, ``size`` their number."""

    ending: str
    key: str
    size: int


@dataclass(frozen=True)
class PublicMemo:
    """The memo of one edition. ``files`` are there while ``state`` is SERVED. Of OUTDATED ``because`` is the first of what
    was taken from the remarks, None for the draft's words, and ``later`` the edition that came instead, None for none yet.
    """

    edition: Edition
    state: MemoState
    files: tuple[MemoDownload, ...] = ()
    because: PublicChangeKind | None = None
    later: Edition | None = None

    def file(self, ending: str) -> MemoDownload | None:
        """The file of this kind that may be had."""
        return next((each for each in self.files if each.ending == ending), None)


async def public_memos(
    consultation: Consultation, editions: PublicEditions, chosen: Sequence[Edition] | None = None
) -> list[PublicMemo]:
    """The memos of the published editions, or of those ``chosen`` of them, the newest first; one query, and two or three
    for each that has files."""
    wanted = editions.published if chosen is None else chosen
    rows = await memo_files(consultation.id, [each.number for each in wanted]) if wanted else {}
    return [await _memo(consultation, editions, each, rows.get(each.number)) for each in wanted]


async def _memo(
    consultation: Consultation, editions: PublicEditions, edition: Edition, row: MemoFile | None
) -> PublicMemo:
    if edition.taken_back_at is not None:
        return PublicMemo(edition, MemoState.TAKEN_BACK)
    if row is None or not row.is_made:
        return PublicMemo(edition, MemoState.MAKING, later=replaced_by(editions.published, edition))
    if await is_outdated(row, consultation):
        after = replaced_by(editions.published, edition)
        return PublicMemo(edition, MemoState.OUTDATED, because=await why_outdated(row), later=after)
    files = (MemoDownload(each, row.key(each), row.size(each)) for each in ENDINGS)
    return PublicMemo(edition, MemoState.SERVED, tuple(each for each in files if each.key))
