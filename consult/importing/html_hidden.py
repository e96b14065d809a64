"""Finds the elements of a web page that it hides: by an attribute, or by a rule of its own style sheets.

Must not change the page.
"""

import re
from collections.abc import Callable

_ANY_START_TAG = re.compile(
    r"<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s[^<>]*)?)>", re.IGNORECASE
)
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s/]|$)", re.IGNORECASE)
_NAMES = re.compile(
    r"""\b(?P<key>class|id)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))""",
    re.IGNORECASE,
)
_STYLE = re.compile(r"""\bstyle\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"<style\b[^<>]*>(?P<rules>[^<]*(?:<(?!/style)[^<]*)*)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/|<!--|-->")
# Begins behind a brace only: text without any is looked through once.
_RULE = re.compile(r"(?<![^{}])(?P<selectors>[^{}]*)\{(?P<declarations>[^{}]*)\}")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<sign>[.#])(?P<name>[\w-]+)", re.IGNORECASE)
# Rules for paper, small screens and the like, whose braces are nested.
_MEDIA = re.compile(r"@[\w-]+[^@{};]*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")


def hidden_finder(page: str) -> Callable[[str, int], re.Match[str] | None]:
    """What finds, from an offset of a text on, the start tag of the next element that this page hides."""
    rules = _hiding_rules(page)

    def find(text: str, start: int) -> re.Match[str] | None:
        tags = _ANY_START_TAG.finditer(text, start)
        return next((tag for tag in tags if _is_hidden(tag, rules)), None)

    return find


def _is_hidden(tag: re.Match[str], rules: set[tuple[str, str, str]]) -> bool:
    attributes = tag["attributes"]
    if not attributes:
        return False
    if _HIDDEN.search(_VALUE.sub("", attributes)):
        return True
    style = _STYLE.search(attributes)
    if style and _HIDES.search(style[0]):
        return True
    if not rules:
        return False
    name = tag["name"].lower()
    return any(
        (tag_name, match["key"].lower(), one) in rules
        for match in _NAMES.finditer(attributes)
        for one in (match["a"] or match["b"] or match["c"] or "").split()
        for tag_name in ("", name)
    )


def _hiding_rules(page: str) -> set[tuple[str, str, str]]:
    """(tag or "", "class" or "id", name) of the selectors that hide; those of several parts are left to the reader."""
    rules: set[tuple[str, str, str]] = set()
    for sheet in _STYLE_SHEET.finditer(page):
        text = _MEDIA.sub("", _COMMENT.sub("", sheet["rules"]))
        for rule in _RULE.finditer(text):
            if not _HIDES.search(rule["declarations"]):
                continue
            for selector in rule["selectors"].split(","):
                match = _SELECTOR.fullmatch(selector.strip())
                if match:
                    tag = (match["tag"] or "").lower().replace("*", "")
                    rules.add((tag, "class" if match["sign"] == "." else "id", match["name"]))
    return rules
