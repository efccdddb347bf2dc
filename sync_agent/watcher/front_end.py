"""What the watcher sees of the office's own https address: whether it answers, and what its certificate is like."""

from collections.abc import Callable
from datetime import datetime

from models.rules.upkeep.front_end import Shown, Trouble, for_operators, for_staff, trouble_of_front
from models.rules.upkeep.watched import Looked, Part, Wrong
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
        troubled = [(one, what) for one in found if (what := trouble_of_front(one, self._clock()))]
        wrong = (*([_silent(silent)] if silent else ()), *([_certificates(troubled)] if troubled else ()))
        return Looked(wrong, frozenset({Part.FRONT}) if silent else frozenset())

    def unknown(self) -> Looked:
        """Return a look that got no answer in its time."""
        return Looked((), frozenset({Part.FRONT}) if self._answered else frozenset())


def _silent(hosts: list[str]) -> Wrong:
    names = ", ".join(f"https://{host}" for host in hosts)
    return Wrong(
        "front_silent",
        f"{names} answered and does so no longer: see whether Caddy or nginx runs, and its log",
        Part.FRONT,
        f"{names} tidak menjawab lagi, jadi layar tidak terbuka dari komputer lain. Periksa apakah Caddy atau nginx "
        "berjalan, dan catatannya.",
    )


def _certificates(troubled: list[tuple[Shown, Trouble]]) -> Wrong:
    operators = "; ".join(for_operators(shown, what) for shown, what in troubled)
    staff = " ".join(for_staff(shown, what) for shown, what in troubled)
    return Wrong("front_certificate", operators, Part.FRONT, staff)
