"""Counts empty answers in a row where something should be there: a platform may fail with polite emptiness (F17)."""

_SUSPICIOUS = 3


class Emptiness:
    """Runs of empty answers of one account, by list. Only a warning depends on it, so a restart may forget it."""

    def __init__(self) -> None:
        self._runs: dict[str, int] = {}

    def note(self, what: str, empty: bool, known: bool) -> None:
        """Note one answer; `known`: earlier ones had content, so an empty one is suspicious."""
        self._runs[what] = self._runs.get(what, 0) + 1 if empty and known else 0

    @property
    def suspicious(self) -> bool:
        """Whether one of the lists was empty too often in a row."""
        return any(run >= _SUSPICIOUS for run in self._runs.values())
