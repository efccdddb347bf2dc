"""Bringing a file to a platform where nobody sees it yet: judged like a send, but done again where in doubt."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sync_agent.connector_kit.errors import OutcomeUnknown, TryLater
from sync_agent.connector_kit.http import Answer


def as_send(answer: Answer) -> Answer:
    """Return the answer to an upload so that its refusals count for this file, as those of a send do."""
    return replace(answer, sends=True)


@contextmanager
def harmless() -> Iterator[None]:
    """Turn OutcomeUnknown into TryLater: a file brought twice is seen by nobody."""
    try:
        yield
    except OutcomeUnknown as err:
        raise TryLater(err.reason) from None
