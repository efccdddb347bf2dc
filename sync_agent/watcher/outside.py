"""Tells the outside watcher at every look that the watcher lives, and what is wrong, by the keys of conditions alone.

It speaks as healthchecks.io does: the address itself is "all is well", `/fail` under it "something is wrong".
Where no word comes for a while, that service tells the office's people by itself.
"""

from collections.abc import Sequence

from models.rules.upkeep.watched import Wrong
from sync_agent.connector_kit.errors import ConnectorError
from sync_agent.connector_kit.http import Http

FAIL = "/fail"
_SECONDS = 10.0
# healthchecks.io has answered 200 with "OK (not found)" for an address it does not know, and "OK (rate limited)".
_REFUSALS = ("not found", "rate limited")
_MOST_WORDS = 200


class Outside:
    """One outside watcher. Its address is a secret: it stands in no sentence."""

    def __init__(self, address: str, seconds: float = _SECONDS) -> None:
        self._line = Http(address, {}, seconds)

    def tell(self, wrong: Sequence[Wrong]) -> str:
        """Say what is wrong, or that all is well; return why that was not heard, empty where it was."""
        try:
            answer = self._line.post(FAIL if wrong else "", {"wrong": [one.key for one in wrong]}, sends=False)
        except ConnectorError as err:
            return type(err).__name__
        if not 200 <= answer.status < 300:
            return f"HTTP {answer.status}"
        words = answer.body[:_MOST_WORDS].decode("ascii", "replace").casefold()
        return next((f"HTTP {answer.status}: {refusal}" for refusal in _REFUSALS if refusal in words), "")
