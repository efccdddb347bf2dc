"""Reads the words a Python file may show: its string constants, without docstrings, names, queries and log lines."""

import ast
import re
from collections.abc import Iterator
from html import unescape

from tests.assertions.words import Words, is_code, one_line, without_tags

_LOGS = {"debug", "info", "warning", "error", "exception", "log"}
_SQL = re.compile(
    r"(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|WITH|PRAGMA|VACUUM|FROM|WHERE|SET|BEGIN|JOIN|LEFT JOIN|AND|"
    r"OR|ON|TRUNCATE|ANALYZE|CASE|COALESCE|COUNT|EXISTS|NOT EXISTS|ORDER BY|GROUP BY|LOCK|REINDEX|CHECKPOINT|SHOW|"
    r"\(SELECT)\b"
)


def python_words(tree: ast.Module) -> Iterator[Words]:
    """Yield every string of a module that may be shown, f-strings with {} for what is put in."""
    skipped = {id(part) for node in ast.walk(tree) for part in _hidden(node)}
    refusing = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        text = one_line(re.sub(r"%\(\w+\)s|\{\w[\w.!:,]*\}", "{}", unescape(without_tags(text))))
        if text and not _SQL.match(text) and not is_code(text):
            yield text, "refusal" if id(node) in refusing else ""


def exit_codes(tree: ast.Module) -> Iterator[Words]:
    """Yield every command of a module as what asserts by its exit code."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for made in node.decorator_list:
                if (
                    isinstance(made, ast.Call)
                    and isinstance(made.func, ast.Attribute)
                    and made.func.attr == "command"
                ):
                    named = made.args[0].value if made.args and isinstance(made.args[0], ast.Constant) else node.name
                    yield f"‹exit› {named}", ""
            takes, gives = ast.unparse(node.args), ast.unparse(node.returns or node.args)
            if (takes, gives) == ("words: list[str]", "int") and node.name not in (
                "main",
                "run",
            ):  # these only pass on
                yield f"‹exit› {node.name}", ""


def _hidden(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the strings of a node that nobody is shown: documentation, parts of an f-string, log lines."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from ast.walk(part) if isinstance(part, ast.FormattedValue) and part.format_spec else ()
            if isinstance(part, ast.Constant):
                yield part
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        named = node.func.value
        if node.func.attr in _LOGS and isinstance(named, ast.Name) and named.id.lower().strip("_") == "log":
            yield from (part for given in node.args for part in ast.walk(given))
