"""What a page says falls with what it stood on: a test of a channel, an office that is ready, an empty list."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cryptography.fernet import Fernet
from peewee import Database, OperationalError

from models.actions.channels.keep_channel import Entered, change_channel
from models.actions.channels.test_channel import answer_test, ask_test
from models.actions.office.set_up_office import note_step
from models.rules.office.setting_up import Noted
from models.rules.staff.roles import Role
from models.tables import AgentHeartbeat, ChannelAccount, Holiday
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.test_forms_sent import send
from tests.office import NOW, actor

Open = Callable[[Role | str], Browser]
ADMIN = Role.ADMINISTRATOR
GREEN = 'class="notice notice-good"><strong>Uji'


@pytest.fixture
def tested(sqlite_account: ChannelAccount, clock: Clock) -> ChannelAccount:
    """A channel whose test succeeded."""
    test = ask_test(sqlite_account.id, actor(ADMIN), NOW)
    answer_test(test.id, True, "Tersambung.", NOW)
    clock.move(minutes=1)
    return sqlite_account


@pytest.mark.parametrize(
    "changes",
    [
        {"entered": Entered({"api_key": "kunci lain"}, Fernet.generate_key())},
        {"settings": json.dumps({"base_url": "http://127.0.0.1:3999", "session": "lain"})},
    ],
    ids=["secret", "address"],
)
def test_a_good_test_of_a_channel_is_no_longer_green_once_its_settings_changed(
    tested: ChannelAccount, signed_in: Open, clock: Clock, changes: dict[str, Any]
) -> None:
    admin, result = signed_in(ADMIN), f"/kanal/hasil?id={tested.id}"
    assert GREEN in text(admin.get(result))
    given = {name: json.loads(value) if name == "settings" else value for name, value in changes.items()}
    change_channel(tested.id, actor(ADMIN), clock.now, **given)
    page = text(admin.get(result))
    assert GREEN not in page
    assert "diubah sesudah uji ini" in page
    clock.move(minutes=1)
    again = ask_test(tested.id, actor(ADMIN), clock.now)
    answer_test(again.id, True, "Tersambung.", clock.now)
    assert GREEN in text(admin.get(result))


def test_a_new_name_and_switching_off_and_on_leave_a_test_as_it_is(
    tested: ChannelAccount, signed_in: Open, clock: Clock
) -> None:
    change_channel(tested.id, actor(ADMIN), clock.now, label="Nama lain", enabled=False)
    assert GREEN in text(signed_in(ADMIN).get(f"/kanal/hasil?id={tested.id}"))


def test_an_office_is_not_ready_to_work_while_no_agent_runs(
    sqlite_account: ChannelAccount, signed_in: Open, clock: Clock
) -> None:
    ChannelAccount.update(state="ok", last_success_at=NOW).execute()
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    for key in ("profil", "waktu"):
        note_step(key, Noted.SELESAI, actor(ADMIN), NOW)
    admin = signed_in(ADMIN)
    assert "Kantor siap bekerja." in text(admin.get("/persiapan/"))
    clock.move(minutes=10)
    ChannelAccount.update(last_success_at=clock.now).execute()
    page = text(admin.get("/persiapan/"))
    assert "Kantor siap bekerja." not in page
    assert "penghubung kanal tidak berjalan" in page


def test_a_page_behind_the_last_one_does_not_say_that_a_list_is_empty(
    sqlite_account: ChannelAccount, signed_in: Open
) -> None:
    Walk(sqlite_account)
    browser = signed_in(Role.PENGELOLA)
    for address, empty in (("/pengaduan/", "Belum ada pengaduan."), ("/pesan/", "Belum ada pesan.")):
        assert empty not in text(browser.get(address))
        page = text(browser.get(f"{address}?page=7"))
        assert empty not in page
        assert "Halaman ini kosong" in page


def test_what_the_database_did_not_take_is_not_said_to_be_stored(
    sqlite_account: ChannelAccount, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, words = signed_in(Role.KASUBSI_INFOKIM), {"name": "Libur kantor", "kind": "libur kantor", "active": "y"}
    took = Database.commit
    monkeypatch.setattr(Database, "commit", lambda self: _full(self, took))
    assert send(browser, "/hari-libur/new/", day="2027-12-31", **words).status_code >= 500
    monkeypatch.undo()
    page = text(browser.get("/hari-libur/"))
    assert "Sudah disimpan." not in page
    assert not Holiday.select().where(Holiday.day == date(2027, 12, 31)).exists()
    send(browser, "/hari-libur/new/", day="2027-12-31", **words)
    assert "Sudah disimpan." in text(browser.get("/hari-libur/"))


def _full(database: Database, commit: Callable[[Database], object]) -> object:
    """Commit, unless a holiday was added: then the disk is full."""
    if Holiday.select().where(Holiday.day == date(2027, 12, 31)).exists():
        database.rollback()
        raise OperationalError("database or disk is full")
    return commit(database)
