"""Letters by a real mail server and a real webhook: what arrives, how it travels, and why one did not leave."""

import hashlib
import hmac
import json
import logging
import socket
import ssl
from datetime import datetime
from pathlib import Path

import pytest

from models.rules.upkeep.alert_ways import HookWay, MailWay, Security
from models.rules.upkeep.alerts import Alert, Letter
from models.rules.upkeep.watched import Wrong
from sync_agent.watcher.letters import SIGNATURE, Hook, Mail, ways_of
from tests.sync_agent.connector_kit.test_http import certificate
from tests.sync_agent.watcher.listener import listening
from tests.sync_agent.watcher.postbox import Postbox, open_postbox

NOON = datetime(2026, 12, 1, 5, 0)
AGENT = Alert(Wrong("agent_silent", "no agent", staff="Penghubung kanal tidak berjalan."), NOON)
LETTER = Letter(begun=(AGENT,))
TWO = ("tik@kantor.go.id", "kepala@kantor.go.id")


@pytest.fixture
def served(tmp_path: Path) -> ssl.SSLContext:
    """What a mail server of the name 127.0.0.1 shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path, 10))
    return context


@pytest.fixture
def trusted(served: ssl.SSLContext, tmp_path: Path) -> ssl.SSLContext:
    """What trusts that server."""
    return ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))


def mail(server: Postbox, security: Security = Security.NONE, account: str = ":") -> MailWay:
    """Return the way to a mail server."""
    user, _, password = account.partition(":")
    return MailWay("127.0.0.1", server.port, security, "aduan@kantor.go.id", TWO, user, password)


def test_a_letter_arrives_with_the_words_of_its_conditions() -> None:
    with open_postbox() as server:
        assert Mail(mail(server)).send(LETTER, "gerbang", NOON) == ""
        letter = server.wait_for(1)
    assert letter["Subject"] == "Aduan (gerbang): 1 hal perlu ditangani"
    assert (letter["From"], letter["To"]) == ("aduan@kantor.go.id", ", ".join(TWO))
    assert (letter["Auto-Submitted"], letter["Date"]) == ("auto-generated", "Tue, 01 Dec 2026 12:00:00 +0700")
    assert letter.get_content().startswith("Baru terjadi:\r\n- Penghubung kanal tidak berjalan.\r\n")


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_password_and_letter_travel_encrypted(
    security: Security, served: ssl.SSLContext, trusted: ssl.SSLContext
) -> None:
    with open_postbox(served, at_once=security is Security.TLS, account="aduan:rahasia") as server:
        way = mail(server, security, "aduan:rahasia")
        assert Mail(way, trusted=trusted).send(LETTER, "gerbang", NOON) == ""
        server.wait_for(1)
    open_lines = [line.partition(" ")[0] for line in server.heard if not line.startswith("* ")]
    assert open_lines == ([] if security is Security.TLS else ["ehlo", "STARTTLS"])


def test_a_server_that_nobody_vouches_for_hears_nothing(served: ssl.SSLContext) -> None:
    with open_postbox(served, account="aduan:rahasia") as server:
        said = Mail(mail(server, Security.STARTTLS, "aduan:rahasia")).send(LETTER, "gerbang", NOON)
    assert said == "SSLCertVerificationError"
    assert not any(word in line for line in server.heard for word in ("AUTH", "MAIL"))


def test_a_server_without_encryption_gets_no_password() -> None:
    with open_postbox(account="aduan:rahasia") as server:
        said = Mail(mail(server, Security.STARTTLS, "aduan:rahasia")).send(LETTER, "gerbang", NOON)
    assert said == "SMTPNotSupportedError"
    assert [line.partition(" ")[0] for line in server.heard] == ["ehlo"]


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("password", "SMTPAuthenticationError 535"),
        ("busy", "SMTPSenderRefused 451"),
        ("everybody", "SMTPRecipientsRefused"),
    ],
)
def test_what_a_server_refuses_is_told_by_its_kind_alone(
    fault: str, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    with open_postbox(account="aduan:rahasia") as server, caplog.at_level(logging.DEBUG):
        server.busy = fault == "busy"
        server.refused = set(TWO) if fault == "everybody" else set()
        account = "aduan:salah-rahasia" if fault == "password" else "aduan:rahasia"
        assert Mail(mail(server, account=account)).send(LETTER, "gerbang", NOON) == says
    assert (server.letters, "rahasia" in caplog.text) == ([], False)


def test_one_recipient_who_is_refused_keeps_nobody_else_from_hearing_and_a_trial_tells_it() -> None:
    with open_postbox() as server:
        server.refused = {TWO[0]}
        way = Mail(mail(server))
        assert way.send(LETTER, "gerbang", NOON) == ""
        assert way.attempt("gerbang", NOON) == "1 of 2 addresses refused"
        assert server.wait_for(2)["Subject"] == "Percobaan surat peringatan (gerbang)"


def test_a_letter_that_was_taken_left_however_the_server_says_goodbye() -> None:
    with open_postbox() as server:
        server.gruff = True
        assert Mail(mail(server)).send(LETTER, "gerbang", NOON) == ""
        server.wait_for(1)


def test_who_is_not_there_or_keeps_silent_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ports = (1, silent.getsockname()[1])
        ways = [MailWay("127.0.0.1", port, Security.NONE, "a@x.id", TWO) for port in ports]
        assert [Mail(way, 0.3).send(LETTER, "gerbang", NOON) for way in ways] == [
            "ConnectionRefusedError",
            "SMTPServerDisconnected",
        ]


def test_a_webhook_gets_the_letter_as_words_and_in_parts_and_signed() -> None:
    with listening() as server:
        way = Hook(HookWay(f"{server.url}/hooks/geheim", "kunci"))
        assert way.send(LETTER, "gerbang", NOON) == ""
        ((method, path, body),) = server.heard
        signed = server.headers[0][SIGNATURE]
    said = json.loads(body)
    assert (method, path) == ("POST", "/hooks/geheim")
    assert said["text"].startswith("Aduan (gerbang): 1 hal perlu ditangani\n\nBaru terjadi:\n- Penghubung kanal")
    assert said["begun"] == [
        {
            "key": "agent_silent",
            "says": "Penghubung kanal tidak berjalan.",
            "since": "2026-12-01T05:00:00+00:00",
            "acknowledged": False,
        }
    ]
    assert (said["still"], said["over"], said["machine"]) == ([], [], "gerbang")
    assert signed == f"sha256={hmac.new(b'kunci', body.encode(), hashlib.sha256).hexdigest()}"


def test_a_webhook_that_refuses_or_points_elsewhere_took_nothing() -> None:
    with listening() as server:
        way = Hook(HookWay(f"{server.url}/hooks/geheim"))
        server.answers = (410, "gone", {})
        assert way.send(LETTER, "gerbang", NOON) == "HTTP 410"
        server.answers = (302, "", {"Location": f"{server.url}/else"})
        assert way.attempt("gerbang", NOON) == "HTTP 302"
    assert server.paths() == ["/hooks/geheim", "/hooks/geheim"]
    assert Hook(HookWay("http://127.0.0.1:1/x"), 0.3).attempt("gerbang", NOON) == "TryLater"


def test_each_kept_way_is_ready_to_send() -> None:
    kept = [MailWay("127.0.0.1", 25, Security.NONE, "a@x.id", TWO), HookWay("http://127.0.0.1/x")]
    assert [one.name for one in ways_of(kept)] == ["mail", "webhook"]
