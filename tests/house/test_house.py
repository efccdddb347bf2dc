"""The walls hold: what import-linter, ruff and mypy say, the sizes, the purity of the rules, the thin run files."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.tools import ROOT

ROOMS = ("admin_app", "sync_agent", "docgen", "models", "releases")
RUN_FILES = ("run_admin.py", "run_agent.py")
RULES = sorted((ROOT / "models" / "rules").rglob("*.py"))
CROWD = 25  # modules of its own a folder may have
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    """Every source file of the program, tests left out."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return sorted([*found, *ROOT.glob("start*.py"), *ROOT.glob("run_*.py")])


@cache
def tree(path: Path) -> ast.Module:
    """Parse a source file."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


@pytest.fixture(scope="module", autouse=True)
def _parsed_trees() -> Iterator[None]:
    """Drop the parsed files after the last test here."""
    yield
    tree.cache_clear()


def name(path: Path) -> str:
    """Name a file as a reader would."""
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[tuple[str, int]]:
    """Yield every function with its length in lines, decorators left out."""
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, Function) and node.end_lineno:
                yield f"{name(path)}:{node.name}", node.end_lineno - node.lineno + 1


def imports(path: Path) -> set[str]:
    """Return the modules a file imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or ".")
    return found


@pytest.mark.parametrize(
    "words",
    [
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
    ],
    ids=["walls", "ruff", "format", "types"],
)
def test_the_checkers_find_nothing(words: list[str]) -> None:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_over_300_lines() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in sources()}
    assert [f"{path}: {length}" for path, length in lengths.items() if length > 300] == []


@pytest.mark.parametrize("room", [*ROOMS, "tests"])
def test_no_folder_has_more_modules_or_templates_than_one_finds_his_way_in(room: str) -> None:
    own = [path for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".html") and path.stem != "__init__"]
    # A migration that ran anywhere is never joined to another: their folder is a history, found by its numbers.
    crowds = Counter(name(path.parent) for path in own if path.parent.name != "migrations")
    assert {folder: modules for folder, modules in crowds.items() if modules > CROWD} == {}


def test_no_function_is_over_40_lines_and_nine_of_ten_are_at_most_20() -> None:
    lengths = dict(functions())
    assert [f"{where}: {length}" for where, length in lengths.items() if length > 40] == []
    long = {where: length for where, length in lengths.items() if length > 20}
    assert len(long) <= len(lengths) / 10, long


def test_test_modules_are_at_most_300_lines_too() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in (ROOT / "tests").rglob("*.py")}
    assert [f"{path}: {length}" for path, length in lengths.items() if length > 300] == []


def test_every_module_says_in_at_most_a_few_lines_what_it_is() -> None:
    silent = [name(path) for path in sources() if not ast.get_docstring(tree(path))]
    assert silent == []


def test_every_public_function_says_what_it_does() -> None:
    silent = []
    for path in sources():
        if path.parent.name == "migrations":
            continue  # up and down, whose names are those of peewee's tool
        for node in tree(path).body:
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                silent += [] if ast.get_docstring(node) else [f"{name(path)}:{node.name}"]
    assert silent == []


def test_no_rule_loads_a_library_of_the_faces_or_the_database() -> None:
    heavy = "{'peewee', 'playhouse', 'flask', 'flask_admin', 'wtforms', 'requests', 'docx', 'docxtpl', 'sqlite3'}"
    modules = [name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in RULES]
    code = f"import sys\nfor name in {modules}:\n    __import__(name)\n    for one in {heavy} & set(sys.modules):\n"
    code += "        sys.exit(f'{name} loads {one}')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_back_office_starts_without_what_only_an_uploaded_spreadsheet_needs() -> None:
    code = "import sys, admin_app.app; sys.exit(bool({'numpy', 'openpyxl'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


@pytest.mark.parametrize("path", RULES, ids=name)
def test_a_rule_never_asks_what_time_it_is(path: Path) -> None:
    asked = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today", "monotonic", "perf_counter")
    ]
    assert asked == []


def test_the_models_package_imports_nothing_by_itself() -> None:
    body = tree(ROOT / "models" / "__init__.py").body
    assert [type(node) for node in body] == [ast.Expr]


@pytest.mark.parametrize(("file", "face"), [("run_admin.py", "admin_app"), ("run_agent.py", "sync_agent")])
def test_a_run_file_only_puts_its_own_face_together(file: str, face: str) -> None:
    assert len((ROOT / file).read_text("utf-8").splitlines()) < 20
    strangers = {module.split(".")[0] for module in imports(ROOT / file)} & set(ROOMS)
    assert strangers == {face}


def test_nothing_is_imported_by_a_name_made_at_run_time() -> None:
    found = []
    for path in sources():
        for node in ast.walk(tree(path)):
            words = (getattr(node, "id", None), getattr(node, "attr", None))
            if {"import_module", "__import__"} & set(words):
                found.append(f"{name(path)}:{getattr(node, 'lineno', 0)}")
    assert found == []


def test_file_names_are_words_that_say_something() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "data", "process", "handle", "misc", "base"}
    assert [name(path) for path in sources() if path.stem in empty] == []
