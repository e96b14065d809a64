"""Visit the site with Debian's Chromium: pages that fail on what a visitor would not see, and axe."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import (
    Browser,
    CDPSession,
    ConsoleMessage,
    Page,
    Response,
    expect,
    sync_playwright,
)

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
# Milliseconds to wait for what must come: on a busy machine a page takes many times as long.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
# Widths in pixels: a desk and a small telephone.
WIDE, NARROW = 1280, 360
# Pages of visitors without scripts. A promise is never kept there, so axe needs scripts while it looks; what
# Playwright's own option turned off, nobody can turn on again.
SCRIPTLESS: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()
SCRIPTS_ARE_OFF = "Emulation.setScriptExecutionDisabled"
# What a page is made of: one of these not found is a fault, whereas a missing page may be meant.
PARTS = {"stylesheet", "script", "font", "image"}


def chromium() -> str | None:
    """Where Chromium is on this machine. The one without windows takes a third less of the processor."""
    return (
        os.environ.get("CONSULT_TEST_CHROMIUM")
        or shutil.which("chromium-headless-shell")
        or shutil.which("chromium")
    )


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, headless, while the block runs."""
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield chrome
        finally:
            chrome.close()


class Visits:
    """Opens pages for one test, each a visitor with cookies of its own, and remembers every fault."""

    def __init__(self, chrome: Browser, base_url: str) -> None:
        self.chrome = chrome
        self.base_url = base_url
        self.faults: list[str] = []

    def open(self, *, javascript: bool = True, width: int = WIDE, **options: Any) -> Page:
        """A fresh visitor's page. ``options`` are Playwright's for a new context."""
        height = 900 if width > NARROW else 740
        context = self.chrome.new_context(
            base_url=self.base_url,
            viewport={"width": width, "height": height},
            **options,
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if not javascript:
            SCRIPTLESS[page] = context.new_cdp_session(page)
            SCRIPTLESS[page].send(SCRIPTS_ARE_OFF, {"value": True})
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", self.hear)
        page.on("response", self.receive)
        return page

    def hear(self, message: ConsoleMessage) -> None:
        """Violations of the content security policy and script errors come as console errors."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def receive(self, response: Response) -> None:
        kind = response.request.resource_type
        if response.status >= 500 or (response.status >= 400 and kind in PARTS):
            self.faults.append(f"{response.status} for {response.url}")


# Only when the fonts are there, since their coming moves everything.
LOOK = """async tags => {
    await document.fonts.ready;
    const {violations, passes} = await axe.run(document, {
        runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false,
    });
    return {violations, passes: passes.length};
}"""


@contextlib.contextmanager
def scripts_for_axe(page: Page) -> Iterator[None]:
    """In the block axe runs on the page, also on one that came without scripts: its own do not begin by that."""
    session = SCRIPTLESS.get(page)
    if session is not None:
        session.send(SCRIPTS_ARE_OFF, {"value": False})
    yield
    if session is not None:
        session.send(SCRIPTS_ARE_OFF, {"value": True})


def assert_accessible(page: Page) -> None:
    """axe-core finds nothing to object to on the page as it now stands (WCAG 2.2 AA, best practice)."""
    with scripts_for_axe(page):
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate(LOOK, AXE_TAGS)
    assert result["passes"], f"axe looked at nothing on {page.url}"
    violations = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    "
        + "\n    ".join(node["html"][:200] for node in violation["nodes"][:5])
        for violation in result["violations"]
    ]
    assert not violations, f"axe on {page.url}:\n" + "\n".join(violations)


def assert_errors_in_order(page: Page) -> None:
    """Each line of a list of errors leads to a field, and they stand in the order of their fields."""
    misplaced = page.evaluate(
        """() => {
            const links = [...document.querySelectorAll(".error-summary a")];
            const fields = links.map(link => document.getElementById(link.hash.slice(1)));
            if (fields.includes(null)) return "no field for " + links[fields.indexOf(null)].hash;
            const at = fields.findIndex((field, index) => index
                && !(fields[index - 1].compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING));
            return at < 0 ? "" : links[at].hash + " is before " + links[at - 1].hash;
        }"""
    )
    assert not misplaced, f"errors on {page.url}: {misplaced}"


def assert_fits(page: Page) -> None:
    """Nothing is wider than the window; measured, since the design system would only hide it."""
    wide = page.evaluate(
        """() => {
            document.body.style.overflowX = "visible";
            return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        }"""
    )
    assert wide <= 0, f"{page.url} is {wide} px wider than its window"
