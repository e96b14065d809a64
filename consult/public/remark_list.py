"""A page of a list of published remarks, as an address asks for it: ten at a time, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from tortoise.expressions import Q

from consult.answers.editions.edition import Edition
from consult.public import queries
from consult.public.remark_cards import remark_cards

PER_PAGE = 10


@dataclass(frozen=True)
class RemarkList:
    """The remarks on a ``section`` with all below it, on a ``paragraph`` (an identity), on the ``whole`` and no part of
    it, of the ``response`` with this number, or with none of these all; ``only`` those that fit. ``href`` is the address
    of its first page; ``edition`` the one in force, whose answers stand on the cards."""

    outline: queries.Outline
    href: str
    section: queries.PublicSection | None = None
    paragraph: int | None = None
    whole: bool = False
    response: int | None = None
    only: Q | None = None
    edition: Edition | None = None

    async def context(self, request: Request, *, with_location: bool) -> dict[str, Any]:
        """What a template needs to show the page that the request asks for. ``with_location``: the remarks are on
        different parts of the text. Raises HTTPException 404 for a cursor that no page gave out."""
        cursor = request.query_params.get("cursor")
        page = await self._page(cursor)
        return {
            "total": await queries.remark_count(self.outline, **self._on),
            "table_query": self._table_query(),
            "cards": remark_cards(
                self.outline, page.items, await self._answers(page), with_location=with_location
            ),
            "is_first": cursor is None,
            "first_href": self.href,
            "older_href": self._older_href(page),
        }

    async def _page(self, cursor: str | None) -> queries.RemarkPage:
        try:
            return await queries.remarks(self.outline, cursor=cursor, limit=PER_PAGE, **self._on)
        except queries.BadCursor as error:
            raise HTTPException(404) from error

    async def _answers(self, page: queries.RemarkPage) -> dict[int, queries.RemarkAnswer]:
        """What is answered to the remarks of the page, by id; empty while nothing is public."""
        if self.edition is None:
            return {}
        return await queries.remark_answers(self.edition, [each.id for each in page.items])

    @property
    def _on(self) -> dict[str, Any]:
        """What it is of, as the queries take it."""
        return {
            "section": self.section,
            "paragraph": self.paragraph,
            "whole": self.whole,
            "response": self.response,
            "only": self.only,
        }

    def _table_query(self) -> str:
        """What chooses the same remarks in the address of the table."""
        if self.section is not None:
            return "?" + urlencode({"section": self.section.key})
        if self.paragraph is not None:
            return "?" + urlencode({"paragraph": self.paragraph})
        if self.response is not None:
            return "?" + urlencode({"response": self.response})
        return "?on=whole" if self.whole else ""

    def _older_href(self, page: queries.RemarkPage) -> str | None:
        """The address of the next page, whose remarks are older; None after the last."""
        if page.next_cursor is None:
            return None
        separator = "&" if "?" in self.href else "?"
        return f"{self.href}{separator}{urlencode({'cursor': page.next_cursor})}"
