"""Tests an account for an administrator: asks for its health, reads a first page, stores nothing."""

import logging
import threading
from datetime import timedelta

from peewee import InterfaceError, OperationalError

from models.actions.channels.serve_account import ServedAccount, unserved_account
from models.actions.channels.test_channel import answer_test, open_tests, unserved_tests
from models.rules.channels.channels import channel
from models.rules.channels.messages import Kind
from models.tables import ChannelTest
from models.tables.core.database import connected
from models.tables.core.keys.machine_key import Opener
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from sync_agent.clock import Clock
from sync_agent.connector_kit.contract import Connector, FetchRequest, GatewayProver
from sync_agent.connector_kit.errors import ConnectorError, SignInNeeded
from sync_agent.connectors import CONNECTORS
from sync_agent.failing import reconnect, said_of
from sync_agent.journal import frames
from sync_agent.proving import PROVEN, look_at_gateway
from sync_agent.service import connect

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
_SPAN = timedelta(days=1)
_NAMES = {str(Kind.DM): "pesan pribadi", str(Kind.COMMENT): "komentar"}
_ACT = "Perbaiki dahulu, lalu uji lagi."
_WITHOUT_MESSAGES = "Bila izin pesan belum diberikan, pilih Tidak pada Baca pesan pribadi; komentar tetap dibaca."
_FOUND = {True: "works", False: "does not work", None: "not proven yet"}
_WAIT = "Ini dapat pulih sendiri; uji lagi sebentar."


def try_out(account: ServedAccount, settings: Settings, key: Opener, now: Clock) -> tuple[bool | None, str]:
    """Return whether an account works (None: not proven yet), and in Indonesian what was found. Stores no message."""
    if account.kind not in CONNECTORS:
        return False, "Versi program ini belum dapat memakai kanal jenis ini."
    part = "Sambungan"
    try:
        connector = connect(account, settings, key, now)
        health = connector.check()
        found = ["Tersambung."]
        for stream in connector.streams:
            part = f"Membaca {_NAMES.get(stream, stream)}"
            found.append(_first_page(connector, stream, now))
        part = "Pembuktian"
        ok, proven = _proven(connector)
    except ConnectorError as err:
        return False, f"{part} gagal: {err.reason} {_what_to_do(account, part, err)}"
    except (OperationalError, InterfaceError):
        raise
    except Exception as err:  # noqa: BLE001 - the administrator waits for an answer, whatever broke
        log.error("test of channel %s: %s\n%s", account.account_id, type(err).__name__, frames(err))  # noqa: TRY400
        return (
            False,
            f"{part} gagal karena gangguan program ({type(err).__name__}). Lihat catatan program.",
        )
    if ok is False:
        return False, f"{part} gagal: {proven} {_ACT}"
    return ok, " ".join(word for word in (*found, proven, health.detail) if word)


def _proven(connector: Connector) -> tuple[bool | None, str]:
    """Return whether a gateway shows that messages come (None: not yet), and what it shows."""
    if not isinstance(connector, GatewayProver):
        return True, ""
    proof = look_at_gateway(connector)
    if proof.fault or proof.opened:
        return False, " ".join(word for word in (proof.fault, proof.opened) if word)
    return (None, proof.advice) if proof.advice else (True, PROVEN)


def _what_to_do(account: ServedAccount, part: str, err: ConnectorError) -> str:
    """Return what helps; where the channel has that setting, messages not granted yet can be left out."""
    if not isinstance(err, SignInNeeded):
        return _WAIT
    only_messages = part.endswith(_NAMES[str(Kind.DM)]) and "reads_dm" in channel(account.kind).optional
    return f"{_ACT} {_WITHOUT_MESSAGES}" if only_messages else _ACT


def _first_page(connector: Connector, stream: str, now: Clock) -> str:
    page = connector.fetch(FetchRequest(stream, None, timedelta(0), now(), now() - _SPAN))
    name, count, odd = _NAMES.get(stream, stream), len(page.messages), len(page.unreadable)
    read = f"{count} isi pada halaman pertama" if count else "belum ada isi baru"
    return f"{name.capitalize()} terbaca: {read}{f', {odd} tidak terbaca' if odd else ''}."


def answer_tests(account: ServedAccount, settings: Settings, key: Opener, now: Clock) -> bool:
    """Answer the open tests of an account this thread serves by one attempt; False where there was none."""
    waiting = open_tests(account.account_id, now())
    if waiting:
        _answer(waiting, account, settings, key, now)
    return bool(waiting)


def _answer(tests: list[ChannelTest], account: ServedAccount, settings: Settings, key: Opener, now: Clock) -> None:
    ok, detail = try_out(account, settings, key, now)
    for test in tests:
        answer_test(test.id, ok, detail, now())
    log.info("%s-%s: tested: %s", account.kind, account.account_id, _FOUND[ok])


class TestBench(threading.Thread):
    """Answers the tests of accounts nobody serves, in a thread of its own because a platform may be slow."""

    __test__ = False  # no test of pytest's

    def __init__(self, settings: Settings, key: Opener, now: Clock, stop: threading.Event) -> None:
        super().__init__(name="channel-tests", daemon=True)
        self._settings, self._key, self._now, self._stop_sign = settings, key, now, stop

    def run(self) -> None:
        """Answer tests until stopped; a failure does not end it."""
        while not self._stop_sign.wait(_LOOK_SECONDS):
            try:
                with connected():
                    self._look()
            except Exception as err:  # noqa: BLE001 - nobody else answers these tests
                log.error("channel tests: %s\n%s", type(err).__name__, frames(err))  # noqa: TRY400

    def _look(self) -> None:
        while not self._stop_sign.is_set():
            try:
                self.once()
            except (OperationalError, InterfaceError) as err:
                log.warning("%s", said_of(err))
                reconnect()
            self._stop_sign.wait(_LOOK_SECONDS)

    def once(self) -> None:
        """Answer the open tests."""
        for test in unserved_tests(self._now(), self._key):
            try:
                account = unserved_account(test.account_id, self._key)
            except SecretLost:
                lost = "Kunci rahasia kantor tidak cocok. Isikan lagi token dan kunci lewat tombol Ubah."
                answer_test(test.id, False, lost, self._now())
                continue
            _answer([test], account, self._settings, self._key, self._now)
