"""Pressing buttons nobody listed: which a page has, its fields filled in, and what every answer must keep to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page, Response
from starlette.routing import Match, Route

from consult.access import ACCESS
from consult.app import routes
from consult.people.person import Person

ROUTES = [route for route in routes() if isinstance(route, Route)]
serial = count(1)

# What is typed or chosen: words, a file, something made of what stands there, or None to leave it.
Typed = str | Path | None | Callable[[str], str]
Filling = Mapping[str, Typed]

# Every button that sends something; those for the Enter key alone stand for a button that is seen.
BUTTONS = """() => [...document.querySelectorAll("button, input[type=submit], input[type=image]")]
    .filter(button => button.form && button.type !== "button" && button.type !== "reset")
    .filter(button => !button.disabled && button.tabIndex >= 0)
    .map((button, at) => {
        button.dataset.at = at;
        const given = button.getAttribute("formaction") ?? button.form.getAttribute("action") ?? "";
        const method = button.getAttribute("formmethod") ?? button.form.getAttribute("method") ?? "get";
        const hidden = button.form.querySelector("input[type=hidden][name=do]");
        return {
            at, method: method.toUpperCase(), url: new URL(given, document.location.href).href,
            name: button.name || (hidden ? "do" : ""), value: button.name ? button.value : hidden?.value ?? "",
            words: button.textContent.trim(),
        };
    })"""
# The fields that may be typed in before the button is pressed: its own form's, and those of what else stores something.
# Of its own form those are kept that are another button's, which only a page in one form can have.
FIELDS = """at => {
    const own = document.querySelector(`[data-at="${at}"]`).form;
    const others = [...document.querySelectorAll("main form[method=post]")].filter(form => form !== own);
    const stores = own.method === "post" ? [own, ...others] : [own];
    return stores.flatMap(form => [...form.elements]).filter(field => field.name && !field.disabled && !["hidden", "submit", "button", "fieldset"].includes(field.type))
    .filter(field => !field.hidden)
    .map((field, index) => {
        field.dataset.field = index;
        return {
            is_kept: field.form !== own || own.hasAttribute("data-page-form"),
            index, name: field.name, kind: field.type, value: field.value, ticked: field.checked ?? false,
            most: field.maxLength > 0 ? field.maxLength : 0,
            options: field.options ? [...field.options].map(option => option.value) : [],
        };
    });
}"""
TYPE = """typed => {
    document.querySelectorAll("details").forEach(each => each.open = true);
    for (const [index, value] of typed) {
        const field = document.querySelector(`[data-field="${index}"]`);
        if (typeof value === "boolean") field.checked = value; else field.value = value;
        field.dispatchEvent(new Event("input", {bubbles: true}));
        field.dispatchEvent(new Event("change", {bubbles: true}));
    }
}"""
# All words of the page, also those in fields.
WORDS = """() => document.body.textContent + "\\n" +
    [...document.querySelectorAll("input, textarea")].map(field => field.value).join("\\n")"""
# What says that something happened; a field that opens does, too.
NOTICES = """() => [
    ...[...document.querySelectorAll("h1, .alert, .error-summary, .preview__side")].map(each => each.textContent.trim()),
    ...[...document.querySelectorAll("main textarea, main input[type=text]")].map(each => each.name),
]"""


@dataclass(frozen=True, order=True)
class Kind:
    """All buttons that ask the same of the same route."""

    route: str
    verb: str = ""
    method: str = "POST"

    def __str__(self) -> str:
        return " ".join(filter(None, (self.method, self.route, self.verb)))


SIGN_OUT = Kind("sign_out")
WRITTEN = ("text", "search", "textarea")


@dataclass(frozen=True)
class Button:
    """One button of the page as it stands; ``at`` is its place on it."""

    at: int
    kind: Kind
    url: str
    value: str
    words: str


def route_of(method: str, url: str) -> tuple[str, Mapping[str, Any]]:
    """The name of the route that an address leads to, and its parameters."""
    scope = {"type": "http", "method": method, "path": address(url), "headers": []}
    for route in ROUTES:
        match, found = route.matches(scope)
        if match is Match.FULL:
            return route.name, found["path_params"]
    raise AssertionError(f"no route takes {method} {url}")


def verb_of(name: str, value: str) -> str:
    """What a button asks for: numbers and keys of rows are no part of it."""
    word = re.match(r"[a-z_]+(?=:|$)", value)
    return f"{name}={word[0]}" if name and word else name


@dataclass
class Presser:
    """Somebody with a role who presses buttons, and writes down what is wrong with what comes.

    ``pressed`` and ``seen`` are shared by all of a walk; ``fillings`` say what to type for a kind of button where any
    words will not do, by the field's name. ``ending`` are presses after which something the page is about is gone, and why
    what was typed about it goes, too.
    """

    page: Page
    person: Person
    fillings: Mapping[Kind, Filling]
    always: Filling
    ending: Mapping[Kind, str]
    pressed: set[Kind]
    seen: dict[Kind, str]
    faults: list[str]
    answers: list[Response] = field(default_factory=list)
    opened: str = ""

    def __post_init__(self) -> None:
        self.page.on("response", self._hear)
        self.page.on("dialog", self._agree)

    def go(self, path: str) -> None:
        """Open a page, which must be there."""
        self.opened = path.partition("#")[0]
        answer = self.page.goto(self.opened)
        assert answer is not None, f"{path} is the page one was on"
        assert answer.ok, f"{answer.status} for {path}"

    def walk(self, path: str, *, but: tuple[Kind, ...] = ()) -> None:
        """Press what the page has and nobody has pressed yet, each on the page as it opens; ``but`` is left."""
        self.go(path)
        done = {SIGN_OUT, *but}
        while new := [each for each in self.buttons() if each.kind not in self.pressed | done]:
            self._press(new[0], {})
            self.go(path)

    def press(self, path: str, kind: Kind, value: str = "", **filling: Typed) -> None:
        """Press the first button of this kind on the page, also if it was pressed before."""
        self.go(path)
        self.again(kind, value, **filling)

    def again(self, kind: Kind, value: str = "", **filling: Typed) -> None:
        """Press it on the page as it stands."""
        wanted = [each for each in self.buttons() if each.kind == kind and value in each.value]
        here = self.page.url
        assert wanted, f"{here} has no button {kind}: {sorted(map(str, self.kinds()))}"
        self._press(wanted[0], filling)

    def kinds(self) -> set[Kind]:
        return {each.kind for each in self.buttons()}

    def buttons(self) -> list[Button]:
        """Those of the page; each must lead where its reader may go."""
        found = []
        for each in self.page.evaluate(BUTTONS):
            name, params = route_of(each["method"], each["url"])
            kind = Kind(name, verb_of(each["name"], each["value"]), each["method"])
            self.seen.setdefault(kind, address(self.page.url))
            if not ACCESS[name](self.person, params):
                self.faults.append(f"{self.page.url}: {self.person.name} may not press {kind}")
            found.append(Button(each["at"], kind, each["url"], each["value"], each["words"]))
        return found

    def _press(self, button: Button, filling: Filling) -> None:
        path, before = address(self.page.url), self.page.evaluate(NOTICES)
        typed = self._fill(button, filling)
        self.pressed.add(button.kind)
        self.answers.clear()
        here = f"{button.kind} (“{button.words}”) on {path}"
        with self.page.expect_navigation():
            self.page.locator(f'[data-at="{button.at}"]').click()
        self._judge_answers(button, here)
        self._judge_words(button, here, path, before)
        self._judge_fields(here, typed)

    def _fill(self, button: Button, filling: Filling) -> list[tuple[str, str]]:
        """Type into all fields that go with the button; gives the lines typed, each with its field's name, where every one
        of them must be kept."""
        wanted = {**self.always, **self.fillings.get(button.kind, {}), **filling}
        values: list[tuple[int, str | bool]] = []
        words: list[tuple[str, str]] = []
        done: set[str] = set()
        for each in self.page.evaluate(FIELDS, button.at):
            value = typed_value(each, wanted, done)
            if isinstance(value, Path):
                self.page.locator(f'[data-field="{each["index"]}"]').set_input_files(value)
            elif value is not None:
                values.append((each["index"], value))
                if isinstance(value, str) and each["is_kept"] and each["kind"] in WRITTEN:
                    words += [(each["name"], line) for line in value.split("\n")]
        self.page.evaluate(TYPE, values)
        return words if self._keeps(button.kind) else []

    def _keeps(self, kind: Kind) -> bool:
        """Whether the page must keep what is typed for other buttons than this."""
        return kind.method == "POST" and kind not in self.ending

    def _judge_answers(self, button: Button, here: str) -> None:
        if not self.answers:
            self.faults.append(f"{here}: nothing was sent")
            return
        sent, came = self.answers[0], self.answers[-1]
        if (sent.request.method, address(sent.url)) != (button.kind.method, address(button.url)):
            self.faults.append(f"{here}: sent {sent.request.method} {sent.url}")
        if came.status >= 400:
            why = plain(self.page.locator("main").inner_text())[:700]
            self.faults.append(f"{here}: {came.status}\n    {why}")

    def _judge_words(self, button: Button, here: str, path: str, before: list[str]) -> None:
        """The page says what happened: it is another page than the same one answered, or has a notice that was not
        there."""
        is_answer = address(self.page.url).startswith("/answered/")
        if button.kind.method == "GET" or (address(self.page.url) != path and not is_answer):
            return
        if not set(self.page.evaluate(NOTICES)) - set(before):
            self.faults.append(f"{here}: does not say what happened")

    def _judge_fields(self, here: str, typed: list[tuple[str, str]]) -> None:
        """Everything typed is still there, or it was stored and is on the page when one comes back."""
        lost = self._missing(typed)
        if lost:
            self.page.goto(self.opened)
            lost = self._missing(lost)
        self.faults += [f"{here}: lost what was typed in {name}: “{line}”" for name, line in lost]

    def _missing(self, typed: list[tuple[str, str]]) -> list[tuple[str, str]]:
        shown = plain(self.page.evaluate(WORDS)) if typed else ""
        return [(name, line) for name, line in typed if plain(line) not in shown]

    def _hear(self, answer: Response) -> None:
        if answer.request.is_navigation_request():
            self.answers.append(answer)

    def _agree(self, dialog: Dialog) -> None:
        dialog.accept()


def typed_value(
    each: Mapping[str, Any], wanted: Filling, done: set[str]
) -> str | bool | Path | None:
    """What goes into a field; None leaves it as it is. ``done`` are the names of radio buttons that were seen to."""
    name, kind, value = each["name"], each["kind"], each["value"]
    asked = next((key for key in names_of(name) if key in wanted), None)
    given = wanted[asked] if asked else ""
    if asked and given is None:
        return None
    if kind in ("checkbox", "radio"):
        return (
            True
            if given and given in (value, "first") and not _again(done, asked or name, given)
            else None
        )
    if kind == "select-one" and given in ("", "first"):
        return next((option for option in each["options"] if option), None) if not value else None
    if callable(given):
        return given(value)
    if isinstance(given, Path) or (asked and kind != "file"):
        return given
    if kind in WRITTEN:
        words = f"{value} Prøve {next(serial)}".strip()
        return words if not each["most"] or len(words) <= each["most"] else None
    return None


def names_of(field: str) -> tuple[str, str, str]:
    """What a filling may call it: its name, that of all with a number behind it, and of all with this ending."""
    return field, re.sub(r"-?\d+$", "-", field), field[field.rfind("_") :]


def _again(done: set[str], name: str, given: Typed) -> bool:
    """Whether "first" was given to another box that is called this already."""
    seen = given == "first" and name in done
    done.add(name)
    return seen


def address(url: str) -> str:
    """Without what stands behind the path."""
    return urlsplit(url).path


def plain(words: str) -> str:
    return " ".join(words.split())
