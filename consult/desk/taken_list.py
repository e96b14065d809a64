"""What was taken down of one consultation, for its editors: where it stood, why, by whom, and its sealed words."""

from __future__ import annotations

from dataclasses import dataclass

from consult.consultations.consultation import Consultation
from consult.documents.takedown import SealedWords, Takedown, takedowns_of
from consult.people.account import names_of

# Of a whole version nobody reads the sealed words on this page.
MOST_SHOWN = 20


@dataclass(frozen=True)
class TakenItem:
    """A takedown with the names of who took it down and who put it back ("" for nobody).

    ``numbers`` are those of its paragraphs, "2.3" and in which version (2), the first MOST_SHOWN; ``words`` and
    ``pictures`` (keys in the file store) are what is sealed of them, each once.
    """

    takedown: Takedown
    taken_by: str
    restored_by: str
    numbers: list[tuple[str, int]]
    words: list[str]
    pictures: list[str]


async def taken_list(consultation: Consultation) -> list[TakenItem]:
    """The newest first. Three queries and one for each that holds."""
    rows = await takedowns_of(consultation)
    actors = {actor for each in rows for actor in (each.taken_by, each.restored_by) if actor}
    names = await names_of(sorted(actors))
    return [await _item(each, names) for each in rows]


async def _item(takedown: Takedown, names: dict[str, str]) -> TakenItem:
    sealed: list[SealedWords] = []
    if takedown.restored_at is None:
        rows = SealedWords.filter(takedown_id=takedown.id, paragraph_id__not_isnull=True)
        sealed = await rows.order_by("id").limit(MOST_SHOWN).select_related("paragraph__version")
    paragraphs = [each.paragraph for each in sealed if each.paragraph]
    return TakenItem(
        takedown,
        names.get(takedown.taken_by, ""),
        names.get(takedown.restored_by, ""),
        [(each.number, each.version.number) for each in paragraphs],
        list(dict.fromkeys(each.content["text"] for each in sealed if each.content["text"])),
        list(dict.fromkeys(each.picture for each in sealed if each.picture)),
    )
