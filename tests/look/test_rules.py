"""Rules every template, style and script keeps: the content security policy, both reading directions, no arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from consult.web.rendering import environment

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# All that Jinja reads: letters and the stylesheet of the PDF too.
RENDERED = sorted(path for path in (ROOT / "templates").rglob("*.*") if path.suffix != ".md")
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))

FORBIDDEN_IN_TEMPLATES = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)"),
    "a style element": re.compile(r"<style\b"),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "hx-on": re.compile(r"\bhx-on\b"),
    "computed hx-vals": re.compile(r"hx-(?:vals|headers)=[\"'](?:js|javascript):"),
    "a trigger filter": re.compile(r"hx-trigger=[\"'][^\"']*\["),
    "text taken as markup": re.compile(r"\|\s*safe\b"),
}
# Files that no policy of ours reaches bring their style along: one to keep, opened from a disk, and what a PDF is
# set from.
STANDS_ALONE = {
    "templates/answers/memo_file.html": {"a style element"},
    "templates/pdf/version.html": {"a style element"},
}
ARITHMETIC = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow,
)  # fmt: skip
ARITHMETIC_FILTERS = {"round", "abs", "sum", "min", "max"}
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right|text-align:\s*(?:left|right)|float)\s*:"
    r"|text-align:\s*(?:left|right)"
)


def names(files: list[Path]) -> list[str]:
    return [str(file.relative_to(ROOT)) for file in files]


@pytest.mark.parametrize("name", names(TEMPLATES))
def test_a_template_needs_nothing_the_policy_forbids(name: str) -> None:
    text = re.sub(r"\{#.*?#\}", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = [rule for rule, pattern in FORBIDDEN_IN_TEMPLATES.items() if pattern.search(text)]
    assert set(broken) <= STANDS_ALONE.get(name, set())


def is_sequence(node: nodes.Expr) -> bool:
    """Whether this is a list, a tuple or text, as far as the template itself says: what is joined and not added up."""
    match node:
        case nodes.List() | nodes.Tuple() | nodes.Concat():
            return True
        case nodes.Const():
            return isinstance(node.value, str)
        case nodes.Add():
            return is_sequence(node.left) or is_sequence(node.right)
        case nodes.CondExpr():
            return is_sequence(node.expr1)
    return False


def arithmetic_in(source: str) -> Iterator[str]:
    """The arithmetic of a template: of each operation and filter the line and what it is."""
    template = environment().parse(source)
    for operation in template.find_all(ARITHMETIC):
        if not (isinstance(operation, nodes.Add) and is_sequence(operation)):
            yield f"line {operation.lineno}: {type(operation).__name__}"
    for each in template.find_all(nodes.Filter):
        joins_lists = any(
            kwarg.key == "start" and is_sequence(kwarg.value) for kwarg in each.kwargs
        )
        if each.name in ARITHMETIC_FILTERS and not joins_lists:
            yield f"line {each.lineno}: {each.name}"


@pytest.mark.parametrize("name", names(RENDERED))
def test_a_template_does_no_arithmetic(name: str) -> None:
    assert list(arithmetic_in((ROOT / name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ a + 1 }}", "{{ a - b }}", "{{ 2 * a }}", "{{ a / 2 }}", "{{ a // 2 }}", "{{ a % 2 }}",
        "{{ a ** 2 }}", "{{ a + b }}", "{{ a | round(2) }}", "{{ [a, 4] | min }}",
        "{% macro m() %}{% if a + 1 > 2 %}{% endif %}{% endmacro %}", "{{ counts | sum }}",
    ],
)  # fmt: skip
def test_arithmetic_is_found_wherever_it_is(source: str) -> None:
    assert len(list(arithmetic_in(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "{{ [1] + items }}", "{{ items + ([2] if a else []) }}", "{{ ('a' if b else '') + c }}",
        "{{ a ~ 1 }}", "{{ lists | sum(start=[]) }}", "{{ items[:-1] }}",
    ],
)  # fmt: skip
def test_joining_lists_or_text_is_no_arithmetic(source: str) -> None:
    assert list(arithmetic_in(source)) == []


@pytest.mark.parametrize("name", names(STYLES))
def test_a_stylesheet_reads_the_same_from_both_sides(name: str) -> None:
    text = re.sub(r"/\*.*?\*/", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not PHYSICAL.findall(text)


@pytest.mark.parametrize("name", names(SCRIPTS))
def test_a_script_makes_no_markup_from_text_and_evaluates_nothing(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(
        r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function)\b", text
    )


def test_ours_stands_above_the_design_system_in_both_directions() -> None:
    for direction in ("ltr", "rtl"):
        css = (ROOT / "static" / "vendor" / f"consult.{direction}.css").read_text(encoding="utf-8")
        order = re.search(r"@layer ([\w, ]+);", css)
        assert order
        assert order[1].split(", ")[0] == "dkfds"
        assert order[1].endswith("theme, print")
        assert all(f"@layer {name} {{" in css for name in order[1].split(", "))
