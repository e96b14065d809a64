"""Links from the memo to what it counts and quotes: full addresses, so that they work from a file."""

from __future__ import annotations

from collections.abc import Iterable

from consult.answers.memo.blocks import Run, Words, joined
from consult.answers.memo.memo import Annex, Memo
from consult.web.urls import absolute


def remark_url(slug: str, reference: str) -> str:
    """The page of a published remark of the consultation ``slug``."""
    return absolute("remark", consultation=slug, reference=reference)


def remark_links(slug: str, references: Iterable[str]) -> Words:
    """The numbers of published remarks, each leading to its page."""
    return joined(Run(each, remark_url(slug, each)) for each in references)


def point_link(memo: Memo, number: int, words: str = "") -> Run:
    """To a point: within the document, or where that lists remarks instead, to its page as soon as it has one."""
    if memo.annex is not Annex.TABLE:
        return Run(words or str(number), f"#point-{number}")
    return Run(words or str(number), point_url(memo, number))


def point_links(memo: Memo, numbers: Iterable[int]) -> Words:
    """The numbers of points, each leading to it."""
    return joined(point_link(memo, each) for each in numbers)


def point_url(memo: Memo, number: int) -> str:
    """The point's page; "" before anybody can read it."""
    if memo.edition is None:
        return ""
    return absolute("outcome_point", consultation=memo.slug, number=number)
