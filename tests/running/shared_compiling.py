"""Shares among the processes what Python must compile of the tests in a fresh copy of the project.

All of them read every file. Beginning with another third each, they find the rest compiled by the others.
"""

import importlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest


def import_share(asked: Iterable[str], root: Path, process: int, of: int) -> None:
    """Import this process's share of the asked files; what cannot be imported is told when it is collected."""
    for path in share(files(asked), process, of):
        with suppress(Exception, pytest.skip.Exception):
            importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))


def files(asked: Iterable[str]) -> list[Path]:
    """Return the files of tests among the files, folders and single tests asked for."""
    paths = {Path(words.partition("::")[0]).resolve() for words in asked}
    inside = {path for folder in paths if folder.is_dir() for path in folder.rglob("test_*.py")}
    return sorted(inside | {path for path in paths if path.is_file()})


def share(paths: Sequence[Path], process: int, of: int) -> Sequence[Path]:
    """Return every third of three, or whatever there are, beginning with this process's own."""
    return paths[process::of]
