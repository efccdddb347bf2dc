"""The tests that reach a fault, by a coverage file that names the test behind every line, and their order."""

import ast
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

from coverage import CoverageData

from tests.mutations.planted import Fault, Place

# Folders of tests that run programs or a browser: they come last.
SLOW = frozenset({"browser", "journeys", "kills"})
_FEW = 3  # tests of each file that run before all of any
_FILES_FIRST = 6  # files in the first process, twice as many in each that follows


class Reach:
    """A coverage file made with --cov-context=test."""

    def __init__(self, file: Path) -> None:
        self._data = CoverageData(basename=str(file))
        self._data.read()
        self._measured = sorted(self._data.measured_files())
        self._widths = _widths(file)

    def tests_at(self, relative: str, lines: Iterable[int]) -> set[str]:
        """Return the tests that ran one of these lines of a file."""
        measured = next((path for path in self._measured if path.endswith(f"/{relative}")), None)
        if measured is None:
            return set()
        known = self._data.contexts_by_lineno(measured)
        contexts = {context for line in lines for context in known.get(line, ())}
        return {context.rpartition("|")[0] for context in contexts if context}

    def tests_of(self, place: Place, texts: dict[Path, str], tree: Path) -> set[str]:
        """Return the tests that reach a fault: its lines, its statement, or what uses the constant it defines."""
        relative = place.path.relative_to(tree).as_posix()
        span, names = statement(place)
        found = self.tests_at(relative, place.lines) or self.tests_at(relative, span)
        for name in names:
            for path, lines in _uses(name, place.path, texts):
                found |= self.tests_at(path.relative_to(tree).as_posix(), lines)
        return found

    def width(self, test: str) -> int:
        """Return how many files of the program a test runs through: a narrow one is quick and near."""
        return self._widths.get(test, 0)


def _widths(file: Path) -> dict[str, int]:
    widths: dict[str, int] = defaultdict(int)
    asked = "SELECT context, COUNT(*) FROM line_bits JOIN context ON context.id = context_id GROUP BY context"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
        for context, count in opened.execute(asked):
            widths[context.rpartition("|")[0]] += count
    return dict(widths)


def statement(place: Place) -> tuple[range, list[str]]:
    """Return the lines of the innermost statement around a fault, and what it defines where that is a constant."""
    tree = ast.parse(place.text)
    around = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and _holds(node, place.lines[0])]
    inner = max(around, key=lambda node: node.lineno, default=None)
    if inner is None:
        return range(0), []
    names = []
    if inner in tree.body and isinstance(inner, ast.Assign | ast.AnnAssign):
        targets = inner.targets if isinstance(inner, ast.Assign) else [inner.target]
        names = [target.id for target in targets if isinstance(target, ast.Name)]
    return range(inner.lineno, (inner.end_lineno or inner.lineno) + 1), names


def _holds(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _uses(name: str, home: Path, texts: dict[Path, str]) -> Iterator[tuple[Path, list[int]]]:
    """Return where a constant is used: in its own file, and in those that import its module or it."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    for path, text in texts.items():
        if path == home or re.search(rf"import[^#]*\b({re.escape(name)}|{re.escape(home.stem)})\b", text):
            lines = [number for number, line in enumerate(text.split("\n"), 1) if word.search(line)]
            if lines:
                yield path, lines


def twins(relative: str, files: Iterable[str]) -> list[str]:
    """Return the test files named after a source file, or after its package, the nearest first."""
    source = PurePosixPath(relative)
    names = [source.stem] if source.stem != "__init__" else []
    names += [source.parent.name] if len(source.parent.parts) > 2 else []
    found = []
    for place, name in enumerate(names):
        like = re.compile(rf"test_{re.escape(name)}(_\w+)?\.py")
        fitting = [file for file in files if like.fullmatch(PurePosixPath(file).name) and file not in found]
        exact = f"test_{name}.py"
        found += sorted(
            fitting, key=lambda file: (place, not file.endswith(exact), -_shared(relative, file), len(file), file)
        )
    return found


def batches(
    fault: Fault, relative: str, reached: set[str], reach: Reach, files: list[str], constant: bool = False
) -> Iterator[list[str]]:
    """Return the tests to run, a list for each process: twins first, then a few of every file, then all that reach.

    Twins run whole where nothing is known to reach the fault, and where it is a constant: tests may read it as well.
    """
    own = twins(relative, files)
    named = [file for name in fault.tests for file in files if PurePosixPath(file).stem == name]
    house = [file for file in files if fault.house and PurePosixPath(file).name.startswith("test_house")]
    by_file: dict[str, list[str]] = defaultdict(list)
    for test in sorted(reached, key=lambda test: (reach.width(test), test)):
        by_file[test.partition("::")[0]].append(test)
    whole = constant or not reached
    parted = {file: by_file.pop(file, []) for file in own}
    first = [test for file, tests in parted.items() for test in ([file] if whole else tests)]
    yield [*first, *(file for file in (*named, *house) if file not in first)]
    order = sorted(
        by_file, key=lambda file: (_is_slow(file), -_shared(relative, file), reach.width(by_file[file][0]))
    )
    for part in _parts(order):
        yield [test for file in part for test in by_file[file][:_FEW]]
    for part in _parts([file for file in order if len(by_file[file]) > _FEW]):
        yield [test for file in part for test in by_file[file][_FEW:]]


def _parts(files: list[str]) -> Iterator[list[str]]:
    size = _FILES_FIRST
    while files:
        yield files[:size]
        files, size = files[size:], size * 2


def _is_slow(file: str) -> bool:
    return bool(SLOW & set(PurePosixPath(file).parts))


def _shared(relative: str, file: str) -> int:
    return len(set(PurePosixPath(relative).parts) & set(PurePosixPath(file).parts))
