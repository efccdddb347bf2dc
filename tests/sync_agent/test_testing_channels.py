"""An administrator's test of an account: the agent tries it, stores nothing, and says in Indonesian what is wrong."""

import json
import threading
from typing import Any

import pytest

from models.actions.actor import OPERATOR
from models.actions.serve_account import ServedAccount
from models.actions.test_channel import ask_test, latest_test
from models.tables import ChannelAccount, Cursor, Message
from models.tables.secrets import seal
from sync_agent.account_worker import AccountWorker
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
    assert answer(desk) == (True, "Tersambung. Pesan pribadi terbaca: 1 isi pada halaman pertama.")
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
    worker = AccountWorker(desk.service(), desk.key)
    desk.point_at("http://127.0.0.1:9")
    worker.guard.run(worker.poll)
    assert worker.guard.pacing.resting()
    desk.point_at(desk.running.waha_url)
    ask(desk)
    worker.guard.run(worker.tests, even_resting=True)
    assert answer(desk)[0]


def bench(desk: Desk) -> TestBench:
    return TestBench(desk.settings, desk.key, desk.now, threading.Event())


def test_a_channel_that_is_switched_off_is_tested_too(desk: Desk) -> None:
    ChannelAccount.update(enabled=False).execute()
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
