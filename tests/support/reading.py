"""Read a page as a visitor without a browser does. Holds no page of ours."""

from __future__ import annotations

import httpx2
from lxml import html


async def read(client: httpx2.AsyncClient, path: str) -> html.HtmlElement:
    """The page at an address, which must be there: fails on any other answer, a redirect too."""
    answer = await client.get(path)
    assert answer.status_code == 200, path
    return html.fromstring(answer.text)
