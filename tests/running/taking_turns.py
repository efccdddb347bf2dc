"""The order in which the processes take the files of the tests: those of many tests and of few take turns.

A file of few tests is mostly one that runs programs and a browser: it waits more than it works. All of them at the
end would wait side by side; one beside another that works costs nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import TypeVar

One = TypeVar("One")


def in_turns(items: Iterable[One], file_of: Callable[[One], str]) -> list[One]:
    """Return the tests, each file's together and in its own order: the file of most, of fewest, of second most, …"""
    files: dict[str, list[One]] = {}
    for item in items:
        files.setdefault(file_of(item), []).append(item)
    return [item for file in _most_and_fewest(sorted(files.values(), key=len, reverse=True)) for item in file]


def _most_and_fewest(files: list[list[One]]) -> Iterator[list[One]]:
    half = (len(files) + 1) // 2
    for many, few in zip_longest(files[:half], files[half:][::-1]):
        yield many
        if few is not None:
            yield few
