"""Storing a finished file from a translation agency, and a report of what was not stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.audit import Actor
from consult.documents.document import Document, Version
from consult.documents.translations.source_units import SourceUnit, all_words_of
from consult.documents.translations.translation import Made, Translation, digest_of
from consult.documents.translations.translation_edits import (
    LONGEST,
    NewTranslation,
    stored_in,
    translate,
)
from consult.documents.translations.xliff import FinishedFile, FinishedUnit


class AnotherLanguage(Exception):
    """The file is a translation into another language."""


@dataclass(frozen=True)
class ImportReport:
    """How many units were ``stored``, ``unchanged`` or ``untranslated`` in the file; and those that were not stored.

    ``not_in_version``: the version has no such words; ``altered``: the file has other source words than it was given;
    ``not_replaced``: another translation is stored; ``too_long``: over LONGEST.
    """

    stored: int
    unchanged: int
    untranslated: int
    not_in_version: tuple[FinishedUnit, ...]
    altered: tuple[FinishedUnit, ...]
    not_replaced: tuple[FinishedUnit, ...]
    too_long: tuple[FinishedUnit, ...]

    @property
    def unstored(self) -> int:
        """How many units were not stored."""
        lists = (self.not_in_version, self.altered, self.not_replaced, self.too_long)
        return sum(map(len, lists))


async def import_translations(
    version: Version,
    language: str,
    finished: FinishedFile,
    *,
    made: Made,
    replace: bool,
    by: Actor,
    now: datetime,
) -> ImportReport:
    """Store the file's translations of words that the version has; with ``replace`` also over stored ones.

    Raises AnotherLanguage, and StaleState where somebody translated the same words at the same moment.
    """
    if finished.language.split("-")[0].lower() != language.split("-")[0]:
        raise AnotherLanguage(finished.language)
    units = {unit.digest: unit for each in await all_words_of(version) for unit in each.units}
    stored = await stored_in(version.document_id, language, list(units))
    groups = _sort(finished.units, units, stored, replace=replace)
    translations = [
        NewTranslation(
            units[each.id].source,
            each.target,
            made,
            stored[each.id].lock_version if each.id in stored else 0,
        )
        for each in groups["new"]
    ]
    document = await Document.get(id=version.document_id)
    return ImportReport(
        await translate(document, language, translations, by=by, now=now),
        len(groups["unchanged"]),
        len(groups["untranslated"]),
        not_in_version=tuple(groups["not in version"]),
        altered=tuple(groups["altered"]),
        not_replaced=tuple(groups["not replaced"]),
        too_long=tuple(groups["too long"]),
    )


def _sort(
    finished: Sequence[FinishedUnit],
    units: Mapping[str, SourceUnit],
    stored: Mapping[str, Translation],
    *,
    replace: bool,
) -> dict[str, list[FinishedUnit]]:
    groups: dict[str, list[FinishedUnit]] = defaultdict(list)
    for each in finished:
        before = stored.get(each.id)
        if each.id not in units:
            name = "not in version"
        elif digest_of(each.source) != each.id:
            name = "altered"
        elif not each.target:
            name = "untranslated"
        elif len(each.target) > LONGEST:
            name = "too long"
        elif before is not None and before.words == each.target:
            name = "unchanged"
        else:
            name = "new" if before is None or replace else "not replaced"
        groups[name].append(each)
    return groups
