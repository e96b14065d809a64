"""How somebody comes to a journey's beginning: a comment sent and confirmed, a printed link to sign in with.

Done through the same addresses as on the site, without looking at each page: other journeys do.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.journeys.visitor import Visitor, link_in
from tests.support.mail import Letterbox
from tests.support.server import Server


def printed_link(server: Server, role: str) -> str:
    """Where the demo account of this role signs in, as ``serve`` printed it: the path."""
    found = re.search(rf"^  {role} .* (http\S+)$", server.log.read_text(), re.MULTILINE)
    assert found, f"serve printed no link for {role}"
    return urlsplit(found[1]).path


def added_account(server: Server, email: str, *options: str) -> str:
    """Where a new account signs in, as ``account add`` printed it: the path."""
    return urlsplit(link_in(server.command("account", "add", email, *options))).path


def sign_in(visitor: Visitor, path: str) -> None:
    """Open a link to sign in, and press its button."""
    visitor.go(path)
    visitor.press("main form button")


def comment(page: Page, path: str, **fields: str) -> str:
    """Send a comment at the path of its form, and give the number of its remark."""
    page.goto(path)
    key = page.locator("main input[name=key]").first.get_attribute("value")
    answer = page.request.post(
        page.url,
        form={"key": key or "", "step": "send", "stance": "against", **fields},
        headers={"sec-fetch-site": "same-origin"},
    )
    page.goto(answer.url)
    return f"{page.locator('.receipt__number').inner_text()}.1"


def confirm(page: Page, letters: Letterbox, email: str) -> None:
    """Press the button behind the link in the first letter."""
    page.goto(link_in(letters.wait_for(email).get_content()))
    page.locator("main form button.button-primary").click()
    letters.wait_for(email, count=2)
