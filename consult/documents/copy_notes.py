"""What whoever publishes a file is told of its public copy: what was taken out, what stays, what cannot be cleaned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from consult.documents.public_copy import LOST, PublicCopy
from consult.locale import gettext as _
from consult.locale import ngettext, show_number

Key = TypeVar("Key")


def notes_on(copies: Mapping[Key, PublicCopy]) -> dict[Key, list[str]]:
    """Sentences on each copy, by what it is kept under."""
    return {key: list(_notes(copy)) for key, copy in copies.items()}


def _notes(copy: PublicCopy) -> Iterator[str]:
    if copy.trouble:
        yield trouble_words(copy.trouble)
        return
    yield _("In the public copy, what tells where, with what and by whom it was made is left out.")
    if copy.changes:
        yield _counted(
            ngettext(
                "%(num)s tracked change stays, under the public name instead of the writer's own.",
                "%(num)s tracked changes stay, under the public name instead of the writer's own.",
                copy.changes,
            ),
            copy.changes,
        )
    if copy.comments:
        yield _counted(
            ngettext(
                "%(num)s comment in the margin stays, under the public name instead of the writer's own.",
                "%(num)s comments in the margin stay, under the public name instead of the writer's own.",
                copy.comments,
            ),
            copy.comments,
        )
    if copy.removed:
        yield _counted(
            ngettext(
                "%(num)s file inside it is left out.",
                "%(num)s files inside it are left out.",
                copy.removed,
            ),
            copy.removed,
        )
    if copy.leftovers:
        yield _counted(
            ngettext(
                "%(num)s picture inside it could not be drawn anew and stays as it was sent.",
                "%(num)s pictures inside it could not be drawn anew and stay as they were sent.",
                copy.leftovers,
            ),
            copy.leftovers,
        )


def _counted(words: str, number: int) -> str:
    return words % {"num": show_number(number)}


def trouble_words(trouble: str) -> str:
    """Why a file cannot be cleaned, and what that means."""
    if trouble == LOST:
        return _("The file is not in our store, so nobody can open it.")
    why = {
        "encrypted": _("The file has a password, so it cannot be cleaned."),
        "too-large": _("The file is too large or too complicated to be cleaned."),
        "too-slow": _("The file is too large or too complicated to be cleaned."),
    }.get(trouble, _("The file is damaged or of a kind we do not know, so it cannot be cleaned."))
    return why + " " + _("If it is published, everybody gets it as it was sent, with what it says of its maker.")  # fmt: skip
