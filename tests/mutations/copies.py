"""Copies of the project to plant in: its tracked files as they lie there, and a link to its .venv."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mutations.planted import Fault, Place


def copy_of(tree: Path, target: Path) -> Path:
    """Copy a project's tracked files and return the copy."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=tree, capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        if name and (tree / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(tree / name, target / name)
    (target / ".venv").symlink_to((tree / ".venv").resolve())
    return target


@contextmanager
def planted(fault: Fault, place: Place, tree: Path, copy: Path) -> Iterator[None]:
    """Let a fault stand in a copy while the block runs."""
    path = copy / place.path.relative_to(tree)
    try:
        _write(path, place.text.replace(fault.old, fault.new))
        yield
    finally:
        _write(path, place.text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    # Python knows a changed file by its second and its size: two changes within one second may look alike.
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()
