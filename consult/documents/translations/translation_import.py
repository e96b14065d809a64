"""Storing what came back from a translation agency: each translation at the words it was made of, or told why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.audit import Actor
from consult.documents.document import Document, Version
from consult.documents.translations.source_units import Unit, all_words_of
from consult.documents.translations.translation import Made, Translation, digest_of
from consult.documents.translations.translation_edits import (
    LONGEST,
    NewTranslation,
    stored_in,
    translate,
)
from consult.documents.translations.xliff import Back, FinishedFile


class AnotherLanguage(Exception):
    """The file says that it was translated into another language."""


@dataclass(frozen=True)
class Report:
    """What became of a file: how many were ``stored``, were the ``same`` as stored before, or had ``no_words``.
    ``gone``: their words stand nowhere in the version. ``altered``: the file has other words to translate than
    it was given. ``kept``: another translation is stored, and that one was kept. ``too_long``: past all measure.
    """

    stored: int
    same: int
    no_words: int
    gone: tuple[Back, ...]
    altered: tuple[Back, ...]
    kept: tuple[Back, ...]
    too_long: tuple[Back, ...]


async def hand_back(
    version: Version,
    language: str,
    finished: FinishedFile,
    *,
    made: Made,
    replace: bool,
    by: Actor,
    now: datetime,
) -> Report:
    """Store what can be placed. ``replace``: also over translations that are stored already. Raises
    AnotherLanguage, and Changed where somebody translated the same words this very moment."""
    if finished.language.split("-")[0].lower() != language.split("-")[0]:
        raise AnotherLanguage(finished.language)
    units = {unit.digest: unit for each in await all_words_of(version) for unit in each.units}
    stored = await stored_in(version.document_id, language, list(units))
    sorted_in = _sort(finished.units, units, stored, replace=replace)
    wordings = [
        NewTranslation(
            units[each.id].source,
            each.target,
            made,
            stored[each.id].lock_version if each.id in stored else 0,
        )
        for each in sorted_in["new"]
    ]
    document = await Document.get(id=version.document_id)
    return Report(
        await translate(document, language, wordings, by=by, now=now),
        len(sorted_in["same"]),
        len(sorted_in["no words"]),
        *(tuple(sorted_in[name]) for name in ("gone", "altered", "kept", "too long")),
    )


def _sort(
    back: Sequence[Back],
    units: Mapping[str, Unit],
    stored: Mapping[str, Translation],
    *,
    replace: bool,
) -> dict[str, list[Back]]:
    names = ("new", "same", "no words", "gone", "altered", "kept", "too long")
    found: dict[str, list[Back]] = {name: [] for name in names}
    for each in back:
        before = stored.get(each.id)
        if each.id not in units:
            name = "gone"
        elif digest_of(each.source) != each.id:
            name = "altered"
        elif not each.target:
            name = "no words"
        elif len(each.target) > LONGEST:
            name = "too long"
        elif before is None:
            name = "new"
        else:
            name = "same" if before.words == each.target else "new" if replace else "kept"
        found[name].append(each)
    return found
