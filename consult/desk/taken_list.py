"""What was taken down of one consultation, for its editors: where it stood, why, by whom, and its sealed words."""

from __future__ import annotations

from dataclasses import dataclass

from consult import database
from consult.consultations.consultation import Consultation
from consult.documents.takedown import SealedWords, Takedown, TakedownKind, takedowns_of
from consult.people.account import names_of

# Of a whole version nobody reads the sealed words on this page.
MOST_SHOWN = 20
# Fewer letters than these stand everywhere.
SHORTEST = 20


@dataclass(frozen=True)
class TakenItem:
    """A takedown with the names of who took it down and who put it back ("" for nobody).

    ``numbers`` are those of its paragraphs, "2.3" and in which version (2), the first MOST_SHOWN; ``words`` and
    ``pictures`` (keys in the file store) are what is sealed of them, each once. ``elsewhere`` are the paragraphs, like
    ``numbers``, where the same words can still be read: in another version that has them under another identity.
    """

    takedown: Takedown
    taken_by: str
    restored_by: str
    numbers: list[tuple[str, int]]
    words: list[str]
    pictures: list[str]
    elsewhere: list[tuple[str, int]]


async def taken_list(consultation: Consultation) -> list[TakenItem]:
    """The newest first. Two queries and at most three for each that holds."""
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
        await _elsewhere(takedown, [each.content["folded"] for each in sealed]),
    )


async def _elsewhere(takedown: Takedown, sealed: list[str]) -> list[tuple[str, int]]:
    """The published paragraphs that have all of these words, or whose own are all among them. Two queries at most."""
    if takedown.kind is not TakedownKind.PARAGRAPH:
        return []
    position = "STRPOS" if database.is_postgres() else "INSTR"
    found: dict[tuple[str, int], None] = {}
    for words in list(dict.fromkeys(each for each in sealed if len(each) >= SHORTEST))[:2]:
        rows = await database.rows(
            f"""
            SELECT p.number, v.number FROM paragraph p JOIN version v ON v.id = p.version_id
            JOIN document d ON d.id = v.document_id
            WHERE d.consultation_id = ? AND v.published_at IS NOT NULL AND p.taken_reason IS NULL
            AND LENGTH(p.folded) >= {SHORTEST} AND ({position}(?, p.folded) > 0 OR {position}(p.folded, ?) > 0)
            ORDER BY v.number DESC, p.position LIMIT {MOST_SHOWN}
            """,  # noqa: S608  constants of ours
            takedown.consultation_id, words, words,
        )  # fmt: skip
        found.update({(str(number), int(version)): None for number, version in rows})
    return list(found)
