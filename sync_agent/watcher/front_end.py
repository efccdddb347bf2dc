"""What the watcher sees of the office's own https address: whether it answers, and what its certificate is like."""

from collections.abc import Callable
from datetime import datetime

from models.rules.upkeep.conditions.row import Part, Seen
from models.rules.upkeep.conditions.table import judge
from models.rules.upkeep.front_end import trouble_of_front
from models.rules.upkeep.watched import Looked, wrong_of
from models.tables.core.settings import Settings
from models.tables.upkeep.front_certificate import ask_front


class FrontEnd:
    """The addresses by which a proxy leads to the back office; one that never answered from here is not missed."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._hosts, self._clock = settings.hosts if settings.trusted_proxies else (), clock
        self._answered: set[str] = set()

    def look(self) -> Looked:
        """Return what is wrong now; of an address that answers no longer, its certificate is not known."""
        shown = {host: ask_front(host) for host in self._hosts}
        self._answered |= {host for host, one in shown.items() if one}
        silent = [host for host, one in shown.items() if one is None and host in self._answered]
        found = [one for one in shown.values() if one]
        troubled = tuple((one, what) for one in found if (what := trouble_of_front(one, self._clock())))
        wrong = map(wrong_of, judge(Seen(front_silent=tuple(silent), certificates=troubled)))
        return Looked(tuple(wrong), frozenset({Part.FRONT}) if silent else frozenset())

    def unknown(self) -> Looked:
        """Return a look that got no answer in its time."""
        return Looked((), frozenset({Part.FRONT}) if self._answered else frozenset())
