"""What became of paragraphs in one sentence, for pages and memos alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.documents.versions.text_changes import TextChange
from consult.lineage import ChangeKind
from consult.locale import gettext as _


def change_words(change: TextChange) -> str:
    """What became of the paragraphs, by their numbers in both versions, in the reader's language."""
    old, new = (_enumeration([each.number for each in side]) for side in (change.old, change.new))
    versions = _enumeration([str(number) for number in change.changed_in])
    return _kinds()[change.kind] % {
        "old": old, "since": change.since, "versions": versions, "new": new,
    }  # fmt: skip


def _enumeration(names: Sequence[str]) -> str:
    """5.2, or 5.2 and 5.3, or 5.2, 5.3 and 5.4; "" for none."""
    if len(names) < 2:
        return "".join(names)
    return _("%(several)s and %(last)s") % {"several": ", ".join(names[:-1]), "last": names[-1]}


def _kinds() -> Mapping[ChangeKind, str]:
    return {
        ChangeKind.REWORDED: _(
            "Paragraph %(old)s of version %(since)s was reworded in version %(versions)s, and is paragraph %(new)s now."
        ),
        ChangeKind.SPLIT: _(
            "Paragraph %(old)s of version %(since)s was split in version %(versions)s, and is paragraphs %(new)s now."
        ),
        ChangeKind.MERGED: _(
            "Paragraphs %(old)s of version %(since)s were put together in version %(versions)s, and are paragraph %(new)s now."
        ),
        ChangeKind.REGROUPED: _(
            "Paragraphs %(old)s of version %(since)s were divided in another way in version %(versions)s, and are paragraphs %(new)s now."
        ),
        ChangeKind.MOVED: _(
            "Paragraph %(old)s of version %(since)s was moved in version %(versions)s, and is paragraph %(new)s now."
        ),
        ChangeKind.ADDED: _("Paragraph %(new)s is new in version %(versions)s."),
        ChangeKind.REMOVED: _(
            "Paragraph %(old)s of version %(since)s was taken out in version %(versions)s."
        ),
    }
