"""What search engines are told: where to stay away (robots.txt), and which pages there are (sitemaps, sitemaps.org)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from consult import clock
from consult.locale import LANGUAGES
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.cacheable import cache_headers
from consult.public.lookup import consultation_of, draft_outline
from consult.public.text.addresses import section_page
from consult.web.urls import absolute, in_full, in_language

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MEDIA_TYPE = "application/xml"
# As many as one file may name.
MOST = 50_000
# What shows nothing to whoever only looks: the staff's pages and the search's endless ones.
CLOSED = ("/staff", "/sign-in", "/search")


async def robots(request: Request) -> Response:
    """The same for every robot and in every language."""
    paths = [in_language(code, path) for code in LANGUAGES for path in CLOSED]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths)]
    return PlainTextResponse("\n".join([*lines, f"Sitemap: {absolute('sitemap')}", ""]))


async def sitemap(request: Request) -> Response:
    """The index: the site's own pages, and a sitemap of each announced consultation."""
    now = clock.now()
    consultations = await queries.public_consultations(now)
    parts = [
        absolute("site_sitemap"),
        *(absolute("consultation_sitemap", consultation=each.slug) for each in consultations),
    ]
    # Nothing in it changes when a consultation does: only which there are, and that changes the site.
    headers = cache_headers((), await queries.next_change(now))
    return _xml("sitemapindex", "sitemap", parts, headers)


async def site_sitemap(request: Request) -> Response:
    """The pages that belong to no consultation."""
    names = ("home", "privacy", "accessibility", "contact")
    return _xml("urlset", "url", map(absolute, names), cache_headers((), None))


async def consultation_sitemap(request: Request) -> Response:
    """The pages of one consultation, in Danish, the answers where they are public. Single remarks are found from their
    lists. Raises HTTPException 404 unless everybody may know of it."""
    now = clock.now()
    consultation = await consultation_of(request, now)
    slug = consultation.slug
    found = [absolute("consultation", consultation=slug)]
    outline = await draft_outline(request, consultation)
    editions = await queries.public_editions(consultation, now)
    if outline:
        names = ("contents", "text", "versions", "consultation_remarks", "consulted_parties")
        found += [absolute(each, consultation=slug) for each in names]
        found += [in_full(section_page(slug, each)) for each in outline.areas]
    if outline and editions.in_force:
        found.append(absolute("outcome", consultation=slug))
        found += [
            absolute("outcome_point", consultation=slug, number=each.number)
            for each in await queries.point_headings(outline, editions.in_force)
        ]
    headers = cache_headers(consultation, answers_until(consultation, editions, now))
    return _xml("urlset", "url", found, headers)


def _xml(root: str, each: str, addresses: Iterable[str], headers: dict[str, str]) -> Response:
    tree = ElementTree.Element(root, {"xmlns": NAMESPACE})
    for address in list(addresses)[:MOST]:
        place = ElementTree.SubElement(ElementTree.SubElement(tree, each), "loc")
        place.text = address
    content = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return Response(content, media_type=MEDIA_TYPE, headers=headers)
