"""The size budget of the house style: what outgrows it is split, not excused.

    tools/check_sizes.py [ROOT]

Lines are lines with something on them. A function's docstring is not counted, nor are migrations:
the one states a contract, the others are made by a program.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULE = 400
FUNCTION = 40
HANDLER = 15
TEMPLATE = 130
COMMON = 1000

CODE_FOLDERS = ("gte", "tools", "tests", "bench")
HTTP_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def filled_lines(lines: list[str]) -> int:
    return sum(1 for line in lines if line.strip())


def read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def function_length(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    """From ``def`` to the end: filled lines without decorators and docstring."""
    first, last = function.lineno, function.end_lineno or function.lineno
    length = filled_lines(lines[first - 1 : last])
    if ast.get_docstring(function, clean=False) is not None:
        docstring = function.body[0]
        end = docstring.end_lineno or docstring.lineno
        length -= filled_lines(lines[docstring.lineno - 1 : end])
    return length


def is_views_module(path: Path, root: Path) -> bool:
    return path.name == "views.py" or "views" in path.relative_to(root).parent.parts


def is_handler(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function of a views module answers requests: by its name or its first argument."""
    arguments = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
    if arguments[:1] in (["self"], ["cls"]):
        arguments = arguments[1:]
    return function.name in HTTP_METHODS or arguments[:1] == ["request"]


def check_functions(source: list[str], *, in_views: bool) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse("\n".join(source))):
        if not isinstance(node, FUNCTIONS):
            continue
        length = function_length(node, source)
        if in_views and is_handler(node) and length > HANDLER:
            yield node.lineno, f"view handler {node.name} has {length} lines, {HANDLER} allowed"
        elif length > FUNCTION:
            yield node.lineno, f"function {node.name} has {length} lines, {FUNCTION} allowed"


def check_module(path: Path, root: Path) -> Iterator[tuple[int, str]]:
    lines = read_lines(path)
    if (length := filled_lines(lines)) > MODULE:
        yield 1, f"module has {length} lines, {MODULE} allowed"
    yield from check_functions(lines, in_views=is_views_module(path, root))


def check_template(path: Path) -> Iterator[tuple[int, str]]:
    if (length := filled_lines(read_lines(path))) > TEMPLATE:
        yield 1, f"template has {length} lines, {TEMPLATE} allowed"


def check_common(root: Path) -> Iterator[tuple[Path, int, str]]:
    """The shared room stays small, or everything ends up in it."""
    common = root / "gte" / "common"
    files = [path for suffix in ("py", "html") for path in sorted(common.rglob(f"*.{suffix}"))]
    total = sum(filled_lines(read_lines(path)) for path in files if "migrations" not in path.parts)
    if total > COMMON:
        yield common / "__init__.py", 1, f"gte/common has {total} lines in all, {COMMON} allowed"


def check_tree(root: Path) -> Iterator[tuple[Path, int, str]]:
    """Every breach under ``root`` as file, line and sentence."""
    for folder in CODE_FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                for line, sentence in check_module(path, root):
                    yield path, line, sentence
    for path in sorted((root / "gte").rglob("*.html")):
        for line, sentence in check_template(path):
            yield path, line, sentence
    yield from check_common(root)


def main(root: Path) -> int:
    breaches = list(check_tree(root))
    for path, line, sentence in breaches:
        print(f"{path.relative_to(root)}:{line}: {sentence}")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
