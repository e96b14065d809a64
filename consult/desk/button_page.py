"""A page of the desk with several buttons, after one was pressed: what is typed for the others stays in its fields."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.step_page import redirect_to
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.forms import Fields
from consult.web.page_fields import PageFields


class Show(Protocol):
    """Renders the page with these fields; ``errors`` and ``conflict`` say why something was not stored."""

    def __call__(
        self,
        request: Request,
        desk: Desk,
        fields: PageFields,
        errors: Mapping[str, str],
        *,
        status: int,
        conflict: StaleState | None,
    ) -> Awaitable[Response]: ...


@dataclass(frozen=True)
class ButtonPage:
    """``route`` is the page's, ``fields`` reads them as they are stored."""

    route: str
    fields: Callable[[Request, Desk], Awaitable[PageFields]]
    show: Show

    async def open(self, request: Request) -> Response:
        """The page as it is stored."""
        desk = await desk_of(request)
        fields = await self.fields(request, desk)
        return await self.show(request, desk, fields, {}, status=200, conflict=None)

    async def stored(
        self,
        request: Request,
        form: Fields,
        group: str = "",
        *,
        query: str = "saved=1",
        fragment: str = "",
        done: str = "",
    ) -> Response:
        """After ``group`` (none: something without a field) was stored: a redirect to the page, or the page itself where
        something else in ``form`` is not stored; ``done`` says what happened."""
        desk = await desk_of(request)
        done = done or _("It is stored.")
        fields = (await self.fields(request, desk)).stored(form, group, done=done)
        if not fields.unsaved:
            return redirect_to(desk.url(self.route), query, fragment)
        return await self.show(request, desk, fields, {}, status=200, conflict=None)

    async def refused(
        self,
        request: Request,
        form: Fields,
        group: str = "",
        errors: Mapping[str, str] | None = None,
        *,
        status: int = 422,
        conflict: StaleState | None = None,
    ) -> Response:
        """After ``group`` was not stored: the page with everything that was typed. ``status`` is that of ``errors``."""
        desk = await desk_of(request)
        fields = (await self.fields(request, desk)).refused(form, group, conflict=conflict)
        return await self.show(
            request, desk, fields, errors or {}, status=status if errors else 200, conflict=conflict
        )
