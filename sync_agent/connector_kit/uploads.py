"""Uploading an unpublished file: judged like a send, but repeated where the outcome is unknown."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sync_agent.connector_kit.errors import OutcomeUnknown, TryLater
from sync_agent.connector_kit.http import Answer


def as_send(answer: Answer) -> Answer:
    """Return an upload's answer marked as a send, so that its refusals count for this file."""
    return replace(answer, sends=True)


@contextmanager
def harmless() -> Iterator[None]:
    """Turn OutcomeUnknown into TryLater: nobody sees a file uploaded twice."""
    try:
        yield
    except OutcomeUnknown as err:
        raise TryLater(err.reason) from None
