"""An administrator's test of an account: the agent tries it, stores nothing, and says in Indonesian what is wrong."""

import json
import threading
from typing import Any

import pytest

from models.actions.channels.serve_account import ServedAccount
from models.actions.channels.test_channel import ask_test, latest_test
from models.actions.core.actor import OPERATOR
from models.rules.channels.channels import CHANNELS
from models.rules.channels.gateways import GATEWAYS
from models.tables import ChannelAccount, Cursor, Message
from models.tables.core.secrets import seal
from sync_agent.account_worker import AccountWorker
from sync_agent.proving import UNPROVEN
from sync_agent.simulator.platforms import account_of
from sync_agent.testing_channels import TestBench, answer_tests, try_out
from tests.sync_agent.desk import SECRET, Desk

OTHER_KEY = b"SEhISEhISEhISEhISEhISEhISEhISEhISEhISEhISEg="


def ask(desk: Desk, account_id: int | None = None) -> None:
    ask_test(account_id or desk.row.id, OPERATOR, desk.now())


def answer(desk: Desk, account_id: int | None = None) -> tuple[bool, str]:
    found = latest_test(account_id or desk.row.id)
    assert found and found.done_at
    return bool(found.ok), found.detail


def test_an_account_that_works_says_what_was_read_and_stores_nothing(desk: Desk) -> None:
    desk.happen("halo")
    service = desk.service()
    ask(desk)
    answer_tests(service.account, desk.settings, desk.key, desk.now)
    read = "Tersambung. Pesan pribadi terbaca: 1 isi pada halaman pertama."
    assert answer(desk) == (True, f"{read} Pesan terbaru di gateway terbaca.")
    assert (Message.select().count(), Cursor.select().count()) == (0, 0)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("unauthorized", ("Sambungan gagal: Kunci kanal ditolak", "Perbaiki dahulu")),
        ("session_status", ("pindai kode QR", "Perbaiki dahulu")),
        ("error_before", ("sedang terganggu", "uji lagi sebentar")),
        ("login_page", ("Bukan jawaban platform", "uji lagi sebentar")),
    ],
)
def test_what_is_wrong_is_said_in_indonesian(desk: Desk, fault: str, words: tuple[str, ...]) -> None:
    service = desk.service()
    desk.fault(fault)
    ask(desk)
    answer_tests(service.account, desk.settings, desk.key, desk.now)
    ok, detail = answer(desk)
    assert not ok
    assert all(word in detail for word in words)
    assert SECRET not in detail


def test_the_part_that_failed_is_named(desk: Desk) -> None:
    service = desk.service()
    desk.fault("error_before", path="*/messages")
    ask(desk)
    answer_tests(service.account, desk.settings, desk.key, desk.now)
    assert answer(desk)[1].startswith("Membaca pesan pribadi gagal: ")


def test_a_channel_at_rest_is_tested_at_once_and_with_what_was_entered_last(desk: Desk) -> None:
    desk.happen("halo")
    worker = AccountWorker(desk.service(), desk.key)
    desk.point_at("http://127.0.0.1:9")
    worker.guard.run(worker.poll)
    assert worker.guard.pacing.resting()
    desk.point_at(desk.running.waha_url)
    ask(desk)
    worker.guard.run(worker.tests, even_resting=True)
    assert answer(desk)[0]


# Kind, what is wrong in settings or secrets, and what the answer tells to look at.
WRONG: tuple[tuple[str, dict[str, str], dict[str, str], str], ...] = (
    ("waha", {}, {"api_key": "salah"}, "Kunci kanal ditolak"),
    ("waha", {"session": "lain"}, {}, "nama sesi"),
    ("waha", {"base_url": "/lain"}, {}, "Periksa Alamat"),
    ("waha", {"base_url": "/../x"}, {}, "tidak ada WAHA"),
    ("gowa", {"base_url": "/../y"}, {}, "tidak ada GOWA"),
    ("gowa", {}, {"password": "salah"}, "kata sandi"),
    ("gowa", {"device_id": "lain"}, {}, "ID perangkat"),
    ("gowa", {"base_url": "/lain"}, {}, "Periksa Alamat"),
    ("whatsapp_cloud", {}, {"access_token": "salah"}, "Token Meta"),
    ("whatsapp_cloud", {"phone_number_id": "1"}, {}, "ID nomor telepon"),
    ("whatsapp_cloud", {}, {"app_secret": "salah"}, "app secret"),
    ("facebook", {}, {"page_token": "salah"}, "Token Meta"),
    ("facebook", {"page_id": "1"}, {}, "ID Halaman"),
    ("instagram", {}, {"access_token": "salah"}, "Token Meta"),
    ("instagram", {"account_id": "1"}, {}, "ID akun Instagram"),
    ("x", {}, {"access_token": "salah", "refresh_token": "salah"}, "Hubungkan lagi akun X"),
    ("x", {"user_id": "1"}, {}, "ID akun X"),
    ("tiktok", {}, {"access_token": "salah", "refresh_token": "salah"}, "Hubungkan ulang akun bisnis"),
    ("tiktok", {"business_id": "lain"}, {}, "Business ID"),
)


def account_at(desk: Desk, kind: str, settings: dict[str, str], secrets: dict[str, str]) -> ServedAccount:
    """Return an account at the fake of a kind, with something changed; an address beginning with / is added."""
    good, known = {"base_url": desk.running.waha_url, "session": "default"}, {"api_key": SECRET}
    if kind != "waha":
        good, known = account_of(desk.running.practice.platforms[kind], desk.running.url)
    more = {name: good[name] + value if value.startswith("/") else value for name, value in settings.items()}
    return ServedAccount(desk.row.id, kind, "x", {**good, **more}, {**known, **secrets}, 0)


@pytest.fixture
def locked(desk: Desk) -> Desk:
    """Let the gateways ask for their keys."""
    desk.running.practice.gateway.settings.api_key = SECRET
    desk.running.practice.platforms["gowa"].settings.password = "yang-benar"
    return desk


@pytest.mark.parametrize(("kind", "settings", "secrets", "told"), WRONG)
def test_of_every_kind_it_is_said_what_is_wrong_and_what_to_do(
    locked: Desk, kind: str, settings: dict[str, str], secrets: dict[str, str], told: str
) -> None:
    account = account_at(locked, kind, settings, secrets)
    ok, said = try_out(account, locked.settings, locked.key, locked.now)
    assert not ok
    assert said.startswith("Sambungan gagal: ")
    assert told in said
    assert said.endswith("Perbaiki dahulu, lalu uji lagi.")
    assert not [value for value in account.secrets.values() if value != "salah" and value in said]


@pytest.mark.parametrize("kind", [kind for kind, row in CHANNELS.items() if row.needs_agent])
def test_of_every_kind_a_good_account_works_and_a_silent_address_is_told(locked: Desk, kind: str) -> None:
    known = {"password": "yang-benar"} if kind == "gowa" else {}
    ok, said = try_out(account_at(locked, kind, {}, known), locked.settings, locked.key, locked.now)
    proves = kind in GATEWAYS  # in these nobody wrote yet
    assert (ok, said.startswith("Tersambung."), UNPROVEN in said) == (None if proves else True, True, proves), said
    silent = account_at(locked, kind, {"base_url": "http://127.0.0.1:9"}, {})
    ok, said = try_out(silent, locked.settings, locked.key, locked.now)
    assert not ok
    assert "tidak dapat dihubungi" in said


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [("waha", "takes_no_key", "WAHA menjawab tanpa API key"), ("gowa", "takes_any_password", "kata sandi apa saja")],
)
def test_a_gateway_open_to_all_fails_its_test(desk: Desk, kind: str, name: str, told: str) -> None:
    practice: Any = desk.running.practice
    fake = practice.gateway if kind == "waha" else practice.platforms[kind]
    setattr(fake.settings, name, True)
    ok, said = try_out(account_at(desk, kind, {}, {}), desk.settings, desk.key, desk.now)
    assert ok is False
    assert said.startswith("Pembuktian gagal: ")
    assert told in said


def bench(desk: Desk) -> TestBench:
    return TestBench(desk.settings, desk.key, desk.now, threading.Event())


def test_a_channel_that_is_switched_off_is_tested_too(desk: Desk) -> None:
    ChannelAccount.update(enabled=False).execute()
    desk.happen("halo")
    ask(desk)
    bench(desk).once()
    assert answer(desk)[0]
    assert ChannelAccount.get_by_id(desk.row.id).state == "baru"


def test_a_kind_this_version_has_no_connector_for_is_said(desk: Desk) -> None:
    odd = ServedAccount(1, "telegrap", "x", {}, {}, 0)
    assert "belum dapat memakai" in try_out(odd, desk.settings, desk.key, desk.now)[1]


def test_a_lost_key_and_a_broken_program_are_answered_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    words = {"label": "x", "enabled": False, "created_at": desk.now(), "settings": json.dumps({"base_url": "x"})}
    lost = ChannelAccount.create(
        kind="waha", secret=seal(b"SEhISEhISEhISEhISEhISEhISEhISEhISEhISEhISEg=", "x"), **words
    )
    broken = ChannelAccount.create(kind="waha", **words)
    for row in (lost, broken):
        ask(desk, row.id)

    def fail(*_words: Any) -> Any:
        raise KeyError("teks-warga-yang-rahasia")

    monkeypatch.setattr("sync_agent.testing_channels.connect", fail)
    bench(desk).once()
    assert "Isikan lagi token" in answer(desk, lost.id)[1]
    assert "gangguan program (KeyError)" in answer(desk, broken.id)[1]
    assert "teks-warga" not in caplog.text
