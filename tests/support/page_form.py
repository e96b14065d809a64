"""The one form of a page with several buttons, filled in and sent as a browser without scripts does."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import httpx2
from lxml import html

Typed = str | list[str]


class PageForm:
    """The fields by name, as the page shows them."""

    def __init__(self, client: httpx2.AsyncClient, answer: httpx2.Response) -> None:
        self._client = client
        self._answer = answer
        self.text = answer.text
        (self._form,) = html.fromstring(answer.text).xpath("//form[@data-page-form]")
        self.values: dict[str, Typed] = {}
        self.filled: dict[str, Typed] = {}
        for name, value in self._form.form_values():
            self._add(name, value)
        for area in self._form.xpath(".//textarea"):
            self.values[area.get("name")] = area.text_content().removeprefix("\n")

    def __getitem__(self, name: str) -> Typed:
        """As the page shows it; "" for what a browser would not send."""
        return self.values.get(name, "")

    @property
    def is_sent_unchecked(self) -> bool:
        """Whether a browser sends it whatever its fields have; our own messages say what is missing."""
        return self._form.get("novalidate") is not None

    def fill(self, **typed: Typed) -> PageForm:
        """Write in fields of the page: those it has not are an error. "_" stands for "-" in a name."""
        names = {field.get("name") for field in self._form.xpath(".//*[@name]")}
        for written, value in typed.items():
            name = written if written in names else written.replace("_", "-")
            assert name in names, f"the page has no field {name}"
            self.values[name] = self.filled[name] = value
        return self

    def lacks(self, before: PageForm) -> set[str]:
        """The fields filled on a page before that are not as they were filled."""
        return {name for name, value in before.filled.items() if self[name] != value}

    async def press(self, words: str, files: dict[str, Any] | None = None) -> httpx2.Response:
        """Send everything with the first button of these words."""
        button = next(each for each in self.buttons() if words in each.text_content())
        return await self._send(button, files)

    async def enter(self) -> httpx2.Response:
        """Press Enter in a line of text."""
        first = self.buttons()[0]
        assert first.get("disabled") is None, "Enter does nothing here"
        return await self._send(first)

    async def _send(self, button: Any, files: dict[str, Any] | None = None) -> httpx2.Response:
        pressed = {button.get("name"): button.get("value")} if button.get("name") else {}
        address = button.get("formaction") or self._form.get("action")
        url = urljoin(str(self._answer.url), address)
        if button.get("formmethod") == "get":
            return await self._client.get(url, params=self.values | pressed)
        return await self._client.post(url, data=self.values | pressed, files=files)

    def buttons(self) -> list[Any]:
        return list(self._form.xpath(".//button[@type='submit']"))

    def _add(self, name: str, value: str) -> None:
        """Lists for what stands there several times."""
        before = self.values.get(name)
        if before is None:
            self.values[name] = value
        else:
            self.values[name] = [*([before] if isinstance(before, str) else before), value]


async def open_page(client: httpx2.AsyncClient, path: str) -> PageForm:
    """The form of the page at an address, which must be there."""
    answer = await client.get(path)
    assert answer.status_code == 200, path
    return PageForm(client, answer)


def kept(client: httpx2.AsyncClient, answer: httpx2.Response) -> PageForm:
    """The form of a page that was shown because something is not stored: it says so, and links to the fields."""
    assert answer.status_code == 200, answer.headers.get("location", answer.text[-2000:])
    page = html.fromstring(answer.text)
    links = page.xpath("//*[@class='unsaved']//a/@href")
    assert links
    for link in links:
        assert page.xpath(f"//*[@id='{link[1:]}']"), link
    return PageForm(client, answer)
