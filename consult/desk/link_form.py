"""The form that corrects an entry of a mapping: the paragraphs that its numbers name, and the kind of the link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from consult.desk.desk_mapping import DeskMapping
from consult.desk.mapping_candidates import entries_with_removed
from consult.desk.mapping_list import CountedEntry
from consult.documents.versions.mapping_review import MappedParagraph
from consult.lineage import LinkKind, same_text
from consult.locale import gettext as _
from consult.web.forms import Fields

# The value of the button that unlinks.
APART = "apart"


class UnknownNumber(Exception):
    """No paragraph has the number in this field ("old" or "new")."""

    def __init__(self, field: str, number: str) -> None:
        super().__init__(number)
        self.field, self.number = field, number


def linked_paragraphs(
    mapping: DeskMapping, form: Fields
) -> tuple[list[MappedParagraph], list[MappedParagraph]]:
    """The old and the new paragraphs that the form names; no new ones where it unlinks. Raises UnknownNumber."""
    old = [one for each in entries_with_removed(mapping) for one in each.entry.old]
    new = [one for each in mapping.entries for one in each.entry.new]
    named = _named("old", form["old"], old)
    return named, [] if form["do"] == APART else _named("new", form["new"], new)


def _named(
    field: str, written: str, paragraphs: Iterable[MappedParagraph]
) -> list[MappedParagraph]:
    by_number = {each.number.casefold(): each for each in paragraphs}
    named: dict[int, MappedParagraph] = {}
    for number in written.replace(",", " ").replace(";", " ").split():
        paragraph = by_number.get(number.casefold().rstrip("."))
        if paragraph is None:
            raise UnknownNumber(field, number)
        named[paragraph.id] = paragraph
    return list(named.values())


def link_kind(
    old: Sequence[MappedParagraph], new: Sequence[MappedParagraph], *, is_moved: bool
) -> LinkKind:
    """The kind by the numbers of paragraphs and their words; that one was moved is the person's answer."""
    if len(new) > 1:
        return LinkKind.SPLIT
    if len(old) > 1:
        return LinkKind.MERGED
    if is_moved:
        return LinkKind.MOVED
    is_same = bool(old and new) and same_text(old[0].text, new[0].text)
    return LinkKind.SAME if is_same else LinkKind.REWORDED


def is_sent(fields: Mapping[str, str]) -> bool:
    """Whether these are fields of the form, and not of an address that leads to it."""
    return "lock_version" in fields


def link_values(each: CountedEntry, fields: Mapping[str, str]) -> dict[str, str]:
    """The values of the form's fields: as they were sent, with the number of a candidate that was chosen for one of
    them, else as the entry has them."""
    if not is_sent(fields):
        entry = each.entry
        moved = "yes" if entry.kind == LinkKind.MOVED else ""
        return {"old": _numbers(entry.old), "new": _numbers(entry.new), "moved": moved}
    values = {name: fields.get(name, "") for name in ("old", "new", "moved")}
    for button in ("put", "add"):
        field, _space, number = fields.get(button, "").partition(" ")
        if field in ("old", "new"):
            before = f"{values[field]}, " if button == "add" and values[field] else ""
            values[field] = before + number
    return values


def _numbers(paragraphs: Sequence[MappedParagraph]) -> str:
    return ", ".join(each.number for each in paragraphs)


def unknown_number_error(mapping: DeskMapping, unknown: UnknownNumber) -> dict[str, str]:
    """The error by the name of its field."""
    version = mapping.follows if unknown.field == "old" else mapping.version
    words = _("Version %(version)s has no paragraph %(number)s.")
    return {unknown.field: words % {"version": version.number, "number": unknown.number}}


def impossible_link_error() -> dict[str, str]:
    """The error by the name of its field."""
    words = _(
        "Name at least one paragraph, and not several on both sides: several old ones may have become one, or one "
        "old one several."
    )
    return {"new": words}
