"""A visitor of the site in one language, width and script setting, who looks hard at every page.

Holds how to walk (go, press, write, tab) and what every page must keep to; knows no page of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator

from tests.support.browser import (
    NARROW,
    WIDE,
    Visits,
    assert_accessible,
    assert_errors_in_order,
    assert_fits,
)

MIRRORED = {"ar"}
# What was found good already, to the letter and at the same width, is not measured again.
LOOKED_AT: set[tuple[int, str]] = set()
FOCUS_IS_ON = "selector => document.activeElement.matches(selector)"


@dataclass(frozen=True)
class Setting:
    """One value of each axis: what the visitor reads, how wide the window is, whether scripts run."""

    language: str
    width: int
    javascript: bool

    def __str__(self) -> str:
        return f"{self.language}-{self.width}-{'script' if self.javascript else 'no-script'}"


def in_settings(*settings: Setting) -> pytest.MarkDecorator:
    """Run the journey once in each; between them every value of every axis must occur."""
    assert {each.language for each in settings} == {"da", "en", "ar"}
    assert {each.width for each in settings} == {WIDE, NARROW}
    assert {each.javascript for each in settings} == {True, False}
    return pytest.mark.parametrize("setting", settings, ids=str)


def link_in(letter: str) -> str:
    """The first link in a letter."""
    found = re.search(r"http://\S+", letter)
    assert found, letter
    return found[0]


class Visitor:
    """Somebody with a browser. Every page they come to must fit, be accessible and speak their language."""

    def __init__(self, visits: Visits, setting: Setting) -> None:
        self.visits = visits
        self.setting = setting
        self.page = visits.open(javascript=setting.javascript, width=setting.width)

    def go(self, path: str) -> None:
        """Open an address of the site: a path without its language, or a whole address out of a letter."""
        if path.startswith("/") and self.setting.language != "da":
            path = f"/{self.setting.language}{path}"
        self.page.goto(path)
        self.look()

    def press(self, selector: str) -> None:
        """Press the first such link or button, and look at the page it leads to."""
        with self.page.expect_navigation():
            self.find(selector).click()
        self.look()

    def find(self, selector: str) -> Locator:
        """The first such thing on the page."""
        return self.page.locator(selector).first

    def write(self, field: str, words: str) -> None:
        """Fill in the field of this name; a check box or radio button is ticked at the value ``words``."""
        self.find(f"main [name='{field}']:is(input, textarea)").fill(words)

    def choose(self, field: str, value: str) -> None:
        """Tick the radio button or check box of this name and value."""
        self.find(f"main input[name='{field}'][value='{value}']").check()

    def tab_to(self, selector: str, *, at_most: int = 60) -> None:
        """Press Tab until the focus is there, as somebody without a mouse does."""
        for _press in range(at_most):
            if self.page.evaluate(FOCUS_IS_ON, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached from the keyboard on {self.page.url}")

    def text(self, selector: str = "main") -> str:
        """The words shown there."""
        return self.find(selector).inner_text()

    @property
    def origin(self) -> str:
        """The site, as a browser names it when it posts."""
        return self.visits.base_url

    @property
    def path(self) -> str:
        """Where the visitor is: the path without the language, and the query."""
        where = self.page.url.removeprefix(self.visits.base_url)
        return re.sub(r"^/(en|ar)(?=/|$)", "", where)

    def look(self) -> None:
        """The page as it now stands keeps to what every page must keep to."""
        root = self.page.locator("html")
        assert root.get_attribute("lang") == self.setting.language, self.page.url
        mirrored = self.setting.language in MIRRORED
        assert root.get_attribute("dir") == ("rtl" if mirrored else "ltr"), self.page.url
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has not one heading"
        html = root.evaluate("root => root.outerHTML")
        if (self.setting.width, html) in LOOKED_AT:
            return
        assert_fits(self.page)
        assert_errors_in_order(self.page)
        assert_accessible(self.page)
        LOOKED_AT.add((self.setting.width, html))
