"""Collects every literal that Aduan may show, with the file it stands in."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.assertions.markup_words import data_words, script_words, template_words, word_file_words
from tests.assertions.python_words import exit_codes, python_words
from tests.assertions.words import Words
from tests.tools import ROOT

# What carries no word of ours to a person: platforms' and citizens' words, migrations, the sheet of the looks.
LEFT_OUT = (
    "sync_agent/simulator/",
    "models/tables/migrations/",
    "admin_app/style_guide/",
    "admin_app/templates/style_guide/",
    "models/starting_data/suggestion_rules.toml",
)
ROOMS = ("admin_app", "docgen", "models", "sync_agent")


@cache
def tree(path: Path) -> ast.Module:
    """Parse a source file, once."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def files() -> Iterator[tuple[str, Path]]:
    """Yield every file that may say something, with its name from the root."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*")]
    for path in sorted([*found, *ROOT.glob("start*.py"), *ROOT.glob("run_*.py")]):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in _READERS and "/__pycache__/" not in name and not name.startswith(LEFT_OUT):
            yield name, path


def said_in(path: Path) -> Iterator[Words]:
    """Yield what a file says, with what it is by its place."""
    if path.suffix == ".py":
        yield from python_words(tree(path))
        yield from exit_codes(tree(path))
    elif path.suffix == ".docx":
        yield from word_file_words(path)
    else:
        yield from _READERS[path.suffix](path.read_text("utf-8"), path.suffix)


def collected() -> dict[tuple[str, str], str]:
    """Return every literal by file and words, with what it is by its place where it is that in each place."""
    found: dict[tuple[str, str], str] = {}
    for name, path in files():
        for text, role in said_in(path):
            found[name, text] = role if found.get((name, text), role) == role else ""
    return found


_READERS: dict[str, Callable[[str, str], Iterator[Words]]] = {
    ".py": lambda text, _: python_words(ast.parse(text)),
    ".docx": lambda *_: iter(()),
    ".html": lambda text, _: template_words(text),
    ".js": lambda text, _: script_words(text),
    ".toml": data_words,
    ".csv": data_words,
}
