"""Proves that messages come and go: a gateway's version and lock, and that its own newest message reached us.

The watch for silence by the usual flow needs weeks of messages; this one works from the first hour, by what the
gateway itself shows. It never stops the reading: a fault is told, and looked for again. A message to our own number
would prove nothing (DECISIONS).
"""

import time
from dataclasses import dataclass, replace
from datetime import timedelta

from models.actions.channels.stored_messages import is_stored
from models.rules.channels.messages import IncomingMessage
from sync_agent.connector_kit.contract import Connector, GatewayProver
from sync_agent.connector_kit.errors import OpenToAll, SignInNeeded, TryLater
from sync_agent.service import Service

_GATEWAY_EVERY = 86_400.0  # seconds: the lock, which is tried with a wrong key, and all else
_NEWEST_EVERY = 600.0  # version, engine and newest message
# One cheap question: a gateway is updated between two polls, and no request need fail for it.
_VERSION_EVERY = 45.0
# After a fault, after what could not be asked, and while a first message is awaited: what a person did then shows
# within a minute.
_AGAIN = 45.0
# A message on its way to us is not missing yet, and an old one may have been there before the account was.
_ON_ITS_WAY, _LATELY = timedelta(minutes=5), timedelta(days=1)

UNPROVEN = "Belum terbukti bahwa pesan sampai: di gateway belum ada pesan. Kirim pesan percobaan dari telepon lain."
NOT_ASKED = "Belum terbukti bahwa pesan sampai: gateway belum dapat ditanyai tentang pesannya sendiri."
PROVEN = "Pesan terbaru di gateway terbaca."
MISSING = (
    "Gateway menyimpan pesan yang tidak sampai ke program, jadi pesan warga dapat terlewat. "
    "Buka percakapannya di telepon kantor, lalu mulai ulang gateway."
)


@dataclass(frozen=True)
class Proof:
    """What one look found. `fault`: messages cannot be trusted to come; `opened`: they come, and strangers too."""

    fault: str = ""
    opened: str = ""
    advice: str = ""  # not proven yet
    newest: IncomingMessage | None = None


def look_at_gateway(connector: GatewayProver, whole: bool = True) -> Proof:
    """Return what a gateway shows; not `whole`: without trying its lock.

    Raises TryLater only where the gateway stated a time to wait.
    """
    opened = ""
    try:
        try:
            (connector.check_gateway if whole else connector.check_version)()
        except OpenToAll as err:
            opened = err.reason
        newest = connector.newest()
    except SignInNeeded as err:
        return Proof(fault=err.reason, opened=opened)
    except TryLater as err:
        if err.after_seconds is not None:
            raise
        return Proof(opened=opened, advice=f"{NOT_ASKED} {err.reason}")
    return Proof(opened=opened, advice="" if newest else UNPROVEN, newest=newest)


class Proving:
    """What is proven of one account's gateway since this agent serves it."""

    def __init__(self) -> None:
        self.proof = Proof()
        self._for: Connector | None = None
        self._gateway_at = self._newest_at = self._version_at = float("-inf")

    def look(self, service: Service, caught_up: bool = True, is_back: bool = False) -> Proof:
        """Return what is known of a gateway, asking it again where that is due; nothing for any other platform.

        Until the reading has caught up, what the gateway has more than we is not missing. `is_back`: it was not
        reached before, so another may stand there now.
        """
        connector = service.connector
        if not isinstance(connector, GatewayProver):
            return self.proof
        if connector is not self._for:  # another address or key
            self.forget()
            self._for = connector
        moment, rest = time.monotonic(), _AGAIN if self._is_in_doubt else _NEWEST_EVERY
        if is_back or moment - self._newest_at >= rest or self._is_unfit(connector, moment):
            whole = self._is_wrong or moment - self._gateway_at >= _GATEWAY_EVERY
            self.proof = look_at_gateway(connector, whole)
            if caught_up and _is_missing(service, self.proof.newest):
                self.proof = replace(self.proof, fault=MISSING)
            self._newest_at = self._version_at = moment
            self._gateway_at = moment if whole else self._gateway_at
        return self.proof

    def forget(self) -> None:
        """Ask everything again at the next look."""
        self.proof = Proof()
        self._gateway_at = self._newest_at = self._version_at = float("-inf")

    def _is_unfit(self, connector: GatewayProver, moment: float) -> bool:
        """Whether the version, asked where that is due, is one we cannot use; no answer is for the poll to tell."""
        if moment - self._version_at < _VERSION_EVERY:
            return False
        self._version_at = moment
        try:
            connector.check_version()
        except SignInNeeded:
            return True
        except TryLater:
            return False
        return False

    @property
    def _is_in_doubt(self) -> bool:
        return bool(self.proof.fault or self.proof.opened or self.proof.advice)

    @property
    def _is_wrong(self) -> bool:
        """Whether more is in doubt than a first message can end; for that alone nobody tries the lock each minute."""
        return self._is_in_doubt and self.proof != Proof(advice=UNPROVEN)


def _is_missing(service: Service, newest: IncomingMessage | None) -> bool:
    if newest is None or not _ON_ITS_WAY < service.now() - newest.sent_at < _LATELY:
        return False
    return not is_stored(service.account_id, newest)
