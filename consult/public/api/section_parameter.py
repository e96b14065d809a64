"""The section that a request names, in its address or in a filter: by its lasting id, or by a key.

A key is what a version calls a section, and another version may call another one so. With a ``version`` it is that
version's; alone it is taken only where it never meant another section.
"""

from __future__ import annotations

from dataclasses import dataclass

from consult.documents.key_meanings import NO_MEANINGS, KeyMeanings, key_meanings
from consult.documents.section import identity_in, lasting_id
from consult.documents.versions.succession import PastSection, succession
from consult.locale import speaking
from consult.numbers import whole_number
from consult.public import queries
from consult.responses.validation import FieldError, ambiguous_key

NAME = "section"
VERSION = "version"
# What is wrong with parameters is said to whoever writes the program, see ``problems``.
PROGRAMMERS = "en"


@dataclass(frozen=True)
class NamedSection:
    """``section`` is the one named, as the heard version has it; None where there is none, and then ``error`` says why.
    ``is_unknown``: no published version has it. ``is_gone``: an earlier version had it."""

    section: queries.PublicSection | None = None
    error: FieldError | None = None
    is_unknown: bool = False
    is_gone: bool = False


async def named_section(
    outline: queries.Outline | None, written: str, version: str | None
) -> NamedSection:
    """The section that was ``written``, a lasting id or a key of the published ``version`` (as it was sent, or None).
    One query for a key beside what is cached."""
    if outline is None:
        return _unknown()
    identity = identity_in(written)
    if identity is not None:
        return _misplaced_version() if version is not None else await _by_id(outline, identity)
    meanings = (await key_meanings(outline.published, {written})).get(written, NO_MEANINGS)
    return await _by_key(outline, written, meanings, version)


async def _by_key(
    outline: queries.Outline, key: str, meanings: KeyMeanings, version: str | None
) -> NamedSection:
    if version is None:
        if meanings.is_ambiguous:
            with speaking(PROGRAMMERS):
                return NamedSection(error=ambiguous_key(NAME, key, meanings.sections))
        identity = meanings.only
    else:
        number = whole_number(version)
        if number not in {each.number for each in outline.published}:
            return NamedSection(error=_NO_VERSION)
        identity = meanings.by_version.get(number or 0)
    return await _by_id(outline, identity) if identity is not None else _unknown()


async def _by_id(outline: queries.Outline, identity: int) -> NamedSection:
    if section := outline.by_id.get(identity):
        return NamedSection(section)
    past = (await succession(outline.version)).sections.get(identity)
    return NamedSection(error=_gone(past), is_gone=True) if past else _unknown()


_NO_VERSION = FieldError(VERSION, "unknown", "The number of a published version.")


def _unknown() -> NamedSection:
    error = FieldError(NAME, "unknown", "The draft has no section with this id or key.")
    return NamedSection(error=error, is_unknown=True)


def _misplaced_version() -> NamedSection:
    message = "Says which version a key is of; an id is the same in every version: leave it out."
    return NamedSection(error=FieldError(VERSION, "contradiction", message))


def version_alone() -> FieldError:
    """The error of a version without a section."""
    return FieldError(VERSION, "contradiction", "Only together with the key of a section.")


def _gone(past: PastSection) -> FieldError:
    within = (
        f"in {lasting_id(past.within)}" if past.within is not None else "on the draft as a whole"
    )
    message = (
        f"The text has this section no more; version {past.version} had it last, as {past.key}. "
        f"Remarks on it are counted {within}."
    )
    return FieldError(NAME, "gone", message)
