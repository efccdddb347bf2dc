"""One look at many things: what the office itself says (settings, posts, letterhead) is read once for all of them.

Only for a page that changes nothing, or under the lock of what is changed: what others write meanwhile is not seen.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_look: ContextVar[dict[Hashable, list[Any]] | None] = ContextVar("one_look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Read each thing of the office once inside; a look inside another one begins anew."""
    before = _look.set({})
    try:
        yield
    finally:
        _look.reset(before)


def once(asked: Hashable, read: Callable[[], list[Any]]) -> list[Any]:
    """Return the rows of a question: read now, or as they were read before in this look."""
    known = _look.get()
    if known is None:
        return read()
    if asked not in known:
        known[asked] = read()
    return list(known[asked])
