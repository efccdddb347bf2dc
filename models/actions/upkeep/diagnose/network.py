"""Whether what is typed and shown in the back office can be read by others on the office's network."""

from models.actions.upkeep.diagnose.findings import Finding, Level, ok
from models.rules.core.forwarding import is_loopback
from models.tables.core.listening import last_listening
from models.tables.core.settings import Settings

_REMEDY = "Serve on 127.0.0.1 and put Caddy or nginx before it: deploy/README.md."
_NEVER = "The back office never started from this folder: serve it on 127.0.0.1 behind Caddy or nginx (deploy/)."
_UNTRUSTED = (
    "No proxy is trusted: behind one, set ADUAN_TRUSTED_PROXIES=127.0.0.1, else all seem to ask from this PC."
)


def look_at_network(settings: Settings) -> list[Finding]:
    """Return whether the back office, where it was started last, speaks plain HTTP to a network."""
    listening = last_listening(settings.data_dir)
    if listening is None:
        return [Finding("TLS", Level.NOTE, _NEVER)]
    shown = ", ".join(f"{host} port {port}" for host, port in listening.addresses)
    if not all(is_loopback(host) for host, _ in listening.addresses):
        words = f"The back office, started {listening.since}, speaks plain HTTP on {shown}. {_REMEDY}"
        return [Finding("TLS", Level.UNSAFE, words)]
    words = f"The back office, started {listening.since}, listens on {shown} only, which no other PC reaches."
    return [ok("TLS", words), *([] if settings.trusted_proxies else [Finding("proxy", Level.NOTE, _UNTRUSTED)])]
