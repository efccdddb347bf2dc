"""Finds in the sources whatever a back office keeps in its own process, where another one does not see it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.tools import ROOT

ROOMS = ("admin_app", "docgen", "models")
_KEEPS = frozenset({"cache", "lru_cache", "cached"})
_HOLDS = frozenset(
    {"threading.Lock", "threading.RLock", "Lock", "Semaphore", "BoundedSemaphore"}
    | {"threading.Condition", "threading.Event", "threading.Thread", "threading.Timer"}  # tables have such names too
    | {"ThreadPoolExecutor", "ContextVar", "LRUCache", "TTLCache", "mmap"}
)
_CONTAINERS = frozenset({"OrderedDict", "defaultdict", "deque"})  # of a function they end with it
_EMPTY = (ast.List, ast.Dict, ast.Set)


def process_state() -> set[str]:
    """Return the places that keep something in the process: `module:name`, of a function, class or variable."""
    return {
        f"{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}:{name}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for name in _of_module(path)
    }


def _of_module(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    for one in tree.body:
        yield from _of_variable(one)
        if isinstance(one, ast.FunctionDef | ast.ClassDef) and (
            _is_kept(one) or _holds(one, _CONTAINERS if isinstance(one, ast.ClassDef) else frozenset())
        ):
            yield one.name


def _of_variable(one: ast.stmt) -> Iterator[str]:
    """Yield a variable of the module that can change: written small, or made by what holds something."""
    targets = one.targets if isinstance(one, ast.Assign) else [one.target] if isinstance(one, ast.AnnAssign) else []
    value = getattr(one, "value", None)
    for target in targets:
        if isinstance(target, ast.Name) and value is not None:
            small = target.id.strip("_").islower()
            empty = isinstance(value, _EMPTY) and not (getattr(value, "elts", None) or getattr(value, "keys", None))
            made = isinstance(value, ast.Call) and not value.args and _called(value) in ("list", "dict", "set")
            if _holds(value, _CONTAINERS) or (small and (empty or made)):
                yield target.id


def _is_kept(one: ast.FunctionDef | ast.ClassDef) -> bool:
    return any(
        (isinstance(word, ast.Name) and word.id in _KEEPS)
        or (isinstance(word, ast.Attribute) and word.attr in _KEEPS)
        for decorator in one.decorator_list
        for word in ast.walk(decorator)
    )


def _holds(node: ast.AST, more: frozenset[str]) -> bool:
    """Whether something is made here that lives in the process, or laid beside the application."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and _called(one) in _HOLDS | more:
            return True
        if isinstance(one, ast.Call) and _called(one) == "setdefault" and "extensions" in ast.dump(one.func):
            return True
        if isinstance(one, ast.Subscript) and isinstance(one.ctx, ast.Store) and "extensions" in ast.dump(one.value):
            return True
    return False


def _called(call: ast.Call) -> str:
    found = call.func
    while isinstance(found, ast.Subscript):
        found = found.value
    if isinstance(found, ast.Attribute):
        return f"threading.{found.attr}" if getattr(found.value, "id", "") == "threading" else found.attr
    return found.id if isinstance(found, ast.Name) else ""
