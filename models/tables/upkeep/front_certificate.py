"""Asks the office's own https address for its certificate, as a browser does; nothing is sent there."""

import socket
import ssl
from datetime import UTC, datetime

from models.rules.upkeep.front_end import Shown

PORT = 443
_SECONDS = 5.0


def ask_front(host: str) -> Shown | None:
    """Return what is shown under a name; None where nobody speaks TLS there, as far as it can be reached from here.

    Judged by the authorities this machine knows.
    """
    try:
        with (
            socket.create_connection((host, PORT), _SECONDS) as line,
            ssl.create_default_context().wrap_socket(line, server_hostname=host) as secured,
        ):
            found = secured.getpeercert() or {}
    except ssl.SSLCertVerificationError as refused:
        return Shown(host, refused.verify_code)
    except (OSError, ValueError):  # a name that cannot be one, too
        return None
    return Shown(host, 0, _moment(found["notBefore"]), _moment(found["notAfter"]))


def certificate_of(host: str, port: int = PORT) -> bytes | None:
    """Return the certificate (DER) that is shown under a name, unjudged; None where nobody speaks TLS there."""
    try:
        with (
            socket.create_connection((host, port), _SECONDS) as line,
            unjudged().wrap_socket(line, server_hostname=host) as secured,
        ):
            return secured.getpeercert(binary_form=True)
    except (OSError, ValueError):
        return None


def unjudged() -> ssl.SSLContext:
    """Return a way of speaking TLS in which the caller judges the certificate himself, before he says anything."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _moment(text: object) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(text)), UTC).replace(tzinfo=None)
