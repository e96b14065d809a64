"""The public pages as they will be, shown to a consultation's editors before it is announced.

Made by the public pages' own handlers from the text in preparation. Never stored by the page cache, always with a
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

# Where the banner is put in.
HEADER = '<header class="site-header">'
# What a reader has not sent is not of the preview.
MY_REMARKS = re.compile(r'<aside class="my-remarks".*?</aside>', re.DOTALL)
# While the dates are not set, it is shown as if it were open from now on for so long.
ASSUMED_PERIOD = timedelta(weeks=4)

Handler = Callable[[Request], Awaitable[Response]]


async def preview(request: Request) -> Response:
    """The consultation as a whole."""
    return await _preview(request, consultations.consultation)


async def preview_contents(request: Request) -> Response:
    """All headings of the draft."""
    return await _preview(request, sections.contents)


async def preview_section(request: Request) -> Response:
    """One section of the draft."""
    return await _preview(request, sections.section)


async def preview_elsewhere(request: Request) -> Response:
    """What a link leads to that works only once the consultation is public."""
    await consultation_of(request)
    return page(
        request,
        "public/preview_elsewhere.html",
        back=url("preview", consultation=request.path_params["consultation"]),
    )


async def _preview(request: Request, handler: Handler) -> Response:
    """The handler's page for what is in preparation; where nothing is, a redirect to the public page."""
    now = clock.now()
    consultation = await consultation_of(request)
    version = await newest_version(consultation)
    is_public = consultation.is_public(now)
    if is_public and (version is None or version.is_public(now)):
        return RedirectResponse(url("consultation", consultation=consultation.slug), 303)
    has_assumed_dates = not is_public and _assume_announced(consultation, now)
    if version is not None:
        _assume_published(version, now)
    outline = await outline_of_version(consultation, version) if version else None
    request.state.previewed = Previewed(consultation, outline)
    response = await handler(request)
    if not isinstance(response, HTMLResponse):
        return response
    banner = await _banner(request, consultation, version, has_assumed_dates=has_assumed_dates)
    # A new response, without the headers by which the page cache would store a public page.
    return HTMLResponse(_as_preview(bytes(response.body).decode(), consultation, banner))


def _assume_announced(consultation: Consultation, now: datetime) -> bool:
    """Announce this instance, which is never saved; whether its dates had to be assumed."""
    consultation.announced_at = now
    has_assumed_dates = consultation.opens_at is None or consultation.closes_at is None
    if has_assumed_dates:
        consultation.opens_at, consultation.closes_at = now, now + ASSUMED_PERIOD
    return has_assumed_dates


def _assume_published(version: Version, now: datetime) -> None:
    """Publish this instance, which is never saved: pages say when it was. Nothing of it may be cached, also where it is
    announced for later, because that can be called off."""
    version.published_at, version.is_previewed = version.published_at or now, True


async def _banner(
    request: Request,
    consultation: Consultation,
    version: Version | None,
    *,
    has_assumed_dates: bool,
) -> str:
    """Says that this is a preview, and of which version; leads back to the page where that is published."""
    is_next = version is not None and version.number > 1
    settled = await settled_version(consultation) if is_next else version
    desk_page = "version_publication" if is_next else "publication"
    return (
        environment()
        .get_template("public/_preview_banner.html")
        .render(
            **shared_context(request),
            desk_href=url(desk_page, consultation=consultation.slug),
            next_number=version.number if version and is_next else None,
            is_settled=settled is not None and version is not None and settled.id == version.id,
            has_assumed_dates=has_assumed_dates,
        )
    )


def _as_preview(html: str, consultation: Consultation, banner: str) -> str:
    """The page with the banner, its links into the consultation leading to the preview's own pages, in every
    language."""
    preview = url("preview", consultation=consultation.slug)
    preview = preview.removeprefix(in_language(locale.current().code, ""))
    for code in locale.LANGUAGES:
        public = in_language(code, f"/consultations/{consultation.slug}")
        link = re.compile(rf'(href|action|hx-get|hx-post)="{re.escape(public)}(?=[/"?#])')
        html = link.sub(rf'\1="{in_language(code, preview)}', html)
    pictures = f'src="{url("desk", consultation=consultation.slug)}{PICTURES}'
    html = MY_REMARKS.sub("", html.replace(f'src="{PICTURES}', pictures))
    return html.replace(HEADER, banner + HEADER, 1)
