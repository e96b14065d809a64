"""What everybody will see, shown to a consultation's editors before it is announced.

The public pages themselves, made by their own handlers of the text in preparation. Never kept, always under a
banner, and every link into the consultation stays within the preview.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from consult import clock, locale
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.documents.current_version import newest_version, settled_version
from consult.documents.document import Version
from consult.importing.html_output import PICTURES
from consult.public.lookup import Previewed
from consult.public.pages import consultations, sections
from consult.public.queries.outline import outline_of_version
from consult.web.rendering import environment, page, shared_context
from consult.web.urls import in_language, url

HEADER = '<header class="site-header">'
# Shown as if it opened now, while nobody has said when it does.
SUPPOSED = timedelta(weeks=4)

Handler = Callable[[Request], Awaitable[Response]]


async def preview(request: Request) -> Response:
    """The consultation as a whole."""
    return await _shown(request, consultations.consultation)


async def preview_contents(request: Request) -> Response:
    """All its headings."""
    return await _shown(request, sections.contents)


async def preview_section(request: Request) -> Response:
    """One section of the text."""
    return await _shown(request, sections.section)


async def preview_elsewhere(request: Request) -> Response:
    """Where a link of the preview leads that works only when people can use it."""
    await consultation_of(request)
    return page(
        request,
        "public/preview_elsewhere.html",
        back=url("preview", consultation=request.path_params["consultation"]),
    )


async def _shown(request: Request, handler: Handler) -> Response:
    now = clock.now()
    found = await consultation_of(request)
    version = await newest_version(found)
    is_public = found.is_public(now)
    if is_public and (version is None or version.published_at is not None):
        return RedirectResponse(url("consultation", consultation=found.slug), 303)
    supposed = not is_public and _suppose_announced(found, now)
    if version is not None:
        # The row in our hand: the page says when it was published. Nothing of it may be remembered, also where that
        # is announced for later: it can be called off.
        version.published_at, version.is_previewed = version.published_at or now, True
    outline = await outline_of_version(found, version) if version else None
    request.state.previewed = Previewed(found, outline)
    response = await handler(request)
    if not isinstance(response, HTMLResponse):
        return response
    # A new answer: none of the marks with which a public page may be kept.
    banner = await _banner(request, found, version, supposed=supposed)
    return HTMLResponse(_as_preview(bytes(response.body).decode(), found, banner))


def _suppose_announced(found: Consultation, now: datetime) -> bool:
    """Let the row that is in our hand, and never stored, be announced; whether its dates had to be made up."""
    found.announced_at = now
    supposed = found.opens_at is None or found.closes_at is None
    if supposed:
        found.opens_at, found.closes_at = now, now + SUPPOSED
    return supposed


async def _banner(
    request: Request, found: Consultation, version: Version | None, *, supposed: bool
) -> str:
    """What says that this is a preview, and of which version; the way back is to where that is published."""
    follows = version is not None and version.number > 1
    settled = await settled_version(found) if follows else version
    return (
        environment()
        .get_template("public/_preview_banner.html")
        .render(
            **shared_context(request),
            desk_href=url(
                "version_publication" if follows else "publication", consultation=found.slug
            ),
            number=version.number if version and follows else 0,
            is_settled=settled is not None and version is not None and settled.id == version.id,
            supposed=supposed,
        )
    )


def _as_preview(html: str, found: Consultation, banner: str) -> str:
    """The same page under the banner, its links leading to the preview's own pages, in every language."""
    inside = html
    preview = url("preview", consultation=found.slug)
    preview = preview.removeprefix(in_language(locale.current().code, ""))
    for code in locale.LANGUAGES:
        public = in_language(code, f"/consultations/{found.slug}")
        into = re.compile(rf'(href|action|hx-get|hx-post)="{re.escape(public)}(?=[/"?#])')
        inside = into.sub(rf'\1="{in_language(code, preview)}', inside)
    pictures = f'src="{url("desk", consultation=found.slug)}{PICTURES}'
    inside = inside.replace(f'src="{PICTURES}', pictures)
    return inside.replace(HEADER, banner + HEADER, 1)
