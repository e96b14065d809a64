"""What a docstring promises is there: the files it names, and what a function raises."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = [
    path
    for folder in ("consult", "moderation")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = Function | ast.ClassDef | ast.Lambda


def test_every_file_that_is_named_is_there() -> None:
    there = {path.name for path in SOURCES}
    named = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in SOURCES
        for name in re.findall(r"\b([a-z_]+\.py)\b", path.read_text(encoding="utf-8"))
    }
    assert [each for each in sorted(named) if each[1] not in there] == []


def test_every_public_function_that_raises_says_so() -> None:
    """A handler answers instead, and what begins with an underscore is read where it is called."""
    silent = [
        f"{path.relative_to(ROOT)}: {each.name}"
        for path in SOURCES
        for each in functions(ast.parse(path.read_text(encoding="utf-8")))
        if raises(each) and not is_handler(each) and "aise" not in (ast.get_docstring(each) or "")
    ]
    assert silent == []


def functions(tree: ast.Module) -> Iterator[Function]:
    """Public functions, and public methods of public classes."""
    classes = [each for each in tree.body if isinstance(each, ast.ClassDef)]
    scopes: list[ast.Module | ast.ClassDef] = [tree, *classes]
    for each in scopes:
        if isinstance(each, ast.ClassDef) and each.name.startswith("_"):
            continue
        for inner in each.body:
            if isinstance(inner, Function) and not inner.name.startswith("_"):
                yield inner


def raises(node: ast.AST) -> bool:
    """Whether an exception of its own may leave it. A bare ``raise`` passes on somebody else's, what stands in a
    ``try`` is caught there, and AssertionError is for what cannot be."""
    if isinstance(node, ast.Raise):
        return node.exc is not None and "AssertionError" not in ast.unparse(node)
    return any(raises(each) for each in children(node) if not isinstance(each, Scope))


def children(node: ast.AST) -> Iterable[ast.AST]:
    """The parts of a statement from which an exception leaves it."""
    if isinstance(node, ast.Try) and node.handlers:
        return [*node.handlers, *node.orelse, *node.finalbody]
    return ast.iter_child_nodes(node)


def is_handler(function: Function) -> bool:
    """Whether it takes a request and gives a response."""
    annotations = [each.annotation for each in function.args.args[:1]] + [function.returns]
    return [ast.unparse(each) for each in annotations if each] == ["Request", "Response"]
