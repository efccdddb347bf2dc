"""Whether what is typed and shown in the back office can be read by others on the office's network."""

from collections.abc import Iterable, Iterator

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.rules.core.forwarding import is_loopback
from models.tables.core.listening import Listening, Seen, starts
from models.tables.core.settings import Settings

_REMEDY = "Serve on 127.0.0.1 and put Caddy or nginx before it: deploy/README.md."
_PLAIN = "A page went unencrypted over the network: the proxy speaks plain HTTP to it."
_UNTRUSTED = "A proxy of this machine is not trusted: set ADUAN_TRUSTED_PROXIES, or all seem to ask from this PC."


def look_at_network(settings: Settings) -> list[Finding]:
    """Return whether a back office of this folder speaks plain HTTP to a network, or was begun last to do so."""
    try:
        found = starts(settings.data_dir)
    except ValueError as err:
        return [Finding("TLS", Level.UNSAFE, f"Cannot tell where the back office listens: {err}. Start it anew.")]
    judged = [one for one in found if one.alive] or found[-1:]
    if not judged:
        words = f"No back office was started from {settings.data_dir}. {_REMEDY}"
        return [Finding("TLS", Level.NOTE, words)]
    return list(_judge(judged))


def _judge(judged: list[Listening]) -> Iterator[Finding]:
    open_ones = [one for one in judged if not all(is_loopback(host) for host, _ in one.addresses)]
    if open_ones:
        yield Finding("TLS", Level.UNSAFE, f"Plain HTTP on {_shown(open_ones)}. {_REMEDY}")
    elif any(Seen.PLAIN in one.seen for one in judged):
        yield Finding("TLS", Level.UNSAFE, f"{_PLAIN} {_REMEDY}")
    elif judged[0].alive:
        yield ok("TLS", f"The back office listens on {_shown(judged)} only, which no other PC reaches.")
    else:
        yield Finding("TLS", Level.NOTE, f"The back office does not run now; it listened on {_shown(judged)}.")
    if any(Seen.UNTRUSTED in one.seen for one in judged):
        yield Finding("proxy", Level.UNSAFE, _UNTRUSTED)


def _shown(judged: Iterable[Listening]) -> str:
    return ", ".join(f"{host} port {port} (since {one.since})" for one in judged for host, port in one.addresses)
