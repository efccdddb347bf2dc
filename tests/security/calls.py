"""What the program's own modules import and call, read from their sources."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.house.test_house import name, sources

# The simulator pretends to be platforms: no office's data are in it.
PRETENDED = "sync_agent/simulator/"


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the program with its tree; migrations, builder and the simulator left out."""
    left_out = (PRETENDED, "models/tables/migrations/", "releases/", "start")
    return {
        name(path): ast.parse(path.read_text("utf-8")) for path in sources() if not name(path).startswith(left_out)
    }


@cache
def every_call() -> tuple[tuple[str, str, ast.Call], ...]:
    """Return each call of the program: its module, the words of what is called, and the call."""
    return tuple((module, called, call) for module, root in modules().items() for called, call in calls(root))


@cache
def imported(root: ast.AST) -> set[str]:
    """Return what a module imports, each as module.name."""
    found = set[str]()
    for node in ast.walk(root):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def calls(root: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call with the words of what is called."""
    for node in ast.walk(root):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def importing(*begins: str) -> dict[str, set[str]]:
    """Return the modules that import what begins with one of these, each with what it imports of it."""
    found: dict[str, set[str]] = {}
    for module, root in modules().items():
        names = {
            one for one in imported(root) if any(one == begin or one.startswith(f"{begin}.") for begin in begins)
        }
        if names:
            found[module] = names
    return found


def events() -> dict[str, set[str]]:
    """Return for each module that writes the audit trail the events it names; "…" where one is made of something."""
    found: dict[str, set[str]] = {}
    for module, called, call in every_call():
        if called.rpartition(".")[2] == "AuditEvent" and call.args:
            found.setdefault(module, set()).update(_named(module, call.args[0]))
    return found


def _named(module: str, first: ast.expr) -> set[str]:
    if isinstance(first, ast.Constant):
        return {str(first.value)}
    if isinstance(first, ast.IfExp):
        return _named(module, first.body) | _named(module, first.orelse)
    if isinstance(first, ast.Name):
        for node in modules()[module].body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == first.id:
                return _named(module, node.value)
    return {"…"}
