"""Counts empty answers in a row where something is known to be there: a platform may go deaf politely (F17)."""

_SUSPICIOUS = 3


class Emptiness:
    """The runs of one account, by what was asked. Only a warning hangs on it, so a restart may forget it."""

    def __init__(self) -> None:
        self._runs: dict[str, int] = {}

    def note(self, what: str, empty: bool, known: bool) -> None:
        """Note one answer; `known`: earlier ones brought something, so an empty one is odd."""
        self._runs[what] = self._runs.get(what, 0) + 1 if empty and known else 0

    @property
    def suspicious(self) -> bool:
        """Whether one of the lists has been empty too often in a row."""
        return any(run >= _SUSPICIOUS for run in self._runs.values())
