"""Carries the watcher's letters by e-mail and by a webhook. Why one did not leave is told without a server's words.

Whom they go to and with which password is a secret: it stands in no reason and no log.
"""

import hashlib
import hmac
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Protocol

from models.rules.core.moments import iso, to_wib
from models.rules.upkeep.alert_ways import HookWay, MailWay, Security
from models.rules.upkeep.alert_words import TRIAL_SUBJECT, body, subject, trial
from models.rules.upkeep.alerts import Alert, Letter
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.errors import ConnectorError
from sync_agent.connector_kit.http import Http

_SECONDS = 10.0
_OURSELVES = "[127.0.0.1]"  # said to the mail server; asking DNS for our own name can take half a minute
SIGNATURE = "Aduan-Signature"


class Way(Protocol):
    """One way out of the office for letters."""

    name: str
    repeat: timedelta

    def send(self, letter: Letter, machine: str, now: datetime) -> str:
        """Send a letter; return why it surely or possibly did not leave, empty where it was taken."""

    def attempt(self, machine: str, now: datetime) -> str:
        """Send a letter that says that it is a trial; return why not, as `send`."""


class Mail:
    """Letters by e-mail."""

    name = "mail"

    def __init__(self, way: MailWay, seconds: float = _SECONDS, trusted: ssl.SSLContext | None = None) -> None:
        self._way, self._seconds = way, seconds
        self._trusted = trusted or ssl.create_default_context()
        self.repeat = way.repeat

    def send(self, letter: Letter, machine: str, now: datetime) -> str:
        """Send a letter to all who are entered; one who is refused alone does not count."""
        return self._carried(subject(letter, machine), body(letter, machine, now), now)

    def attempt(self, machine: str, now: datetime) -> str:
        """Send a letter that says that it is a trial; one refused recipient is a reason here."""
        return self._carried(f"{TRIAL_SUBJECT} ({machine})", trial(machine, now), now, all_of_them=True)

    def _carried(self, head: str, words: str, now: datetime, *, all_of_them: bool = False) -> str:
        try:
            server = self._server()
            try:
                refused = server.send_message(self._message(head, words, now))
            finally:
                _leave(server)
        except smtplib.SMTPResponseException as err:
            return f"{type(err).__name__} {err.smtp_code}"
        except (OSError, smtplib.SMTPException, ValueError) as err:
            return type(err).__name__
        return f"{len(refused)} of {len(self._way.recipients)} addresses refused" if refused and all_of_them else ""

    def _server(self) -> smtplib.SMTP:
        way = self._way
        where = (way.server, way.port, _OURSELVES)
        if way.security is Security.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=self._seconds, context=self._trusted)
        else:
            server = smtplib.SMTP(*where, timeout=self._seconds)
        try:
            if way.security is Security.STARTTLS:
                server.starttls(context=self._trusted)  # raises where the server has none: nothing goes open
            if way.user:
                server.login(way.user, way.password)
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, head: str, words: str, now: datetime) -> EmailMessage:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = head, self._way.sender, ", ".join(self._way.recipients)
        message["Date"], message["Auto-Submitted"] = format_datetime(to_wib(now)), "auto-generated"
        message["Message-ID"] = make_msgid(domain=self._way.sender.partition("@")[2])
        message.set_content(words, cte="quoted-printable")  # a letter kept as a file can be read as it is
        return message


def _leave(server: smtplib.SMTP) -> None:
    """End the session; how the server takes that says nothing of the letter, which it has or has not by now."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


class Hook:
    """Letters by a webhook: JSON with the whole letter as `text`, as chat programs take it, and with its parts.

    With a secret each carries `Aduan-Signature: sha256=…`, the HMAC of the bytes of the body.
    """

    name = "webhook"

    def __init__(self, way: HookWay, seconds: float = _SECONDS) -> None:
        self._way, self._seconds = way, seconds
        self.repeat = way.repeat

    def send(self, letter: Letter, machine: str, now: datetime) -> str:
        """Post a letter."""
        text = f"{subject(letter, machine)}\n\n{body(letter, machine, now)}"
        parts = {"begun": _rows(letter.begun), "still": _rows(letter.still), "over": _rows(letter.over)}
        proof = {"checkpoint": letter.checkpoint.line()} if letter.checkpoint else {}
        return self._posted({"text": text, "machine": machine, "at": iso(now), **parts, **proof})

    def attempt(self, machine: str, now: datetime) -> str:
        """Post a letter that says that it is a trial."""
        return self._posted({"text": trial(machine, now), "machine": machine, "at": iso(now), "trial": True})

    def _posted(self, said: dict[str, object]) -> str:
        headers = {}
        if self._way.secret:
            digest = hmac.new(self._way.secret.encode(), strict_json.write(said).encode(), hashlib.sha256)
            headers[SIGNATURE] = f"sha256={digest.hexdigest()}"
        try:
            answer = Http(self._way.address, headers, self._seconds).post("", said, sends=False)
        except ConnectorError as err:
            return type(err).__name__
        return "" if 200 <= answer.status < 300 else f"HTTP {answer.status}"


def ways_of(kept: Sequence[MailWay | HookWay]) -> list[Way]:
    """Return the ways that were entered, ready to send."""
    return [Mail(one) if isinstance(one, MailWay) else Hook(one) for one in kept]


def _rows(alerts: Sequence[Alert]) -> list[dict[str, object]]:
    return [_row(one) for one in alerts]


def _row(one: Alert) -> dict[str, object]:
    return {"key": one.key, "says": one.wrong.staff, "since": iso(one.since), "acknowledged": one.acknowledged}
