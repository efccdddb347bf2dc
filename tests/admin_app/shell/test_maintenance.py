"""What everybody sees while database or disk allow no work, what machines are told; then work goes on."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from peewee import OperationalError

from admin_app.shell.signing_in import SELF_REFRESH_HEADER
from models.actions.channels.test_channel import ask_test
from models.actions.office.set_up_office import note_step
from models.actions.upkeep.self_watch import Probes, SelfWatch
from models.rules.office.setting_up import Noted
from models.rules.staff.roles import Role
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.tables import AgentHeartbeat, ChannelAccount, database
from models.tables.core.database import close_database, open_database, sqlite_path
from models.tables.core.trouble import _sqlite
from models.tables.upkeep.release import VERSION
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.office import NOW, actor, new_complaint, office
from tests.tables.upkeep.damaging import damage

Sign = Callable[[Role | str], Browser]


class Pc:
    """A PC whose disk is as full, and as broken, as the test wants; time passes with every look."""

    def __init__(self, app: Flask) -> None:
        self.free, self.breaks, self._time = 10_000 * MEGABYTE, False, 0.0
        probes = Probes(lambda _folder: self.free, self._write, lambda: None, self._monotonic)
        app.extensions["self_watch"] = SelfWatch(app.config["ADUAN"], probes)

    def _monotonic(self) -> float:
        self._time += 10
        return self._time

    def _write(self, _folder: Path) -> None:
        if self.breaks:
            raise OSError(30, "Read-only file system")


@pytest.fixture
def pc(app: Flask) -> Pc:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    return Pc(app)


def test_a_full_disk_is_a_page_that_says_so_and_work_goes_on_by_itself(pc: Pc, signed_in: Sign) -> None:
    officer = signed_in(Role.PENGELOLA)
    assert officer.get("/").status_code == 200
    pc.free = 49 * MEGABYTE
    page, ready = officer.get("/"), officer.get("/readyz")
    assert (page.status_code, "Sisa tempat di disk komputer ini 49 MB" in text(page)) == (503, True)
    assert f"Aduan {VERSION}</span>" in text(page)
    assert (ready.status_code, ready.json["checks"][0]["check"]) == (503, "disk_stop")
    assert officer.get("/healthz").status_code == 200
    assert officer.get("/", headers={"Accept": "application/json"}).json["pesan"].startswith("Sisa tempat di disk")
    pc.free = 51 * MEGABYTE
    assert officer.get("/").status_code == 200


def test_who_was_sending_a_form_is_led_back_to_it_and_not_to_its_address(pc: Pc, signed_in: Sign) -> None:
    officer = signed_in(Role.KEPALA_KANTOR)
    officer.any_token()
    pc.free = 49 * MEGABYTE
    page = officer.post("/kalender/putuskan", putusan="paraf")
    assert (page.status_code, "tekan Kembali di peramban" in text(page)) == (503, True)
    assert ("Coba lagi" in text(page), "Coba lagi" in text(officer.get("/"))) == (False, True)


def test_a_disk_that_takes_no_write_is_told_though_its_number_is_fine(pc: Pc, signed_in: Sign) -> None:
    officer = signed_in(Role.PENGELOLA)
    pc.breaks = True
    assert "tidak dapat ditulisi" in text(officer.get("/"))
    assert officer.get("/readyz").json["checks"][0]["check"] == "unwritable"
    pc.breaks = False
    assert (officer.get("/").status_code, officer.get("/readyz").status_code) == (200, 200)


@pytest.mark.parametrize(("free", "check"), [(499, "disk_media"), (199, "disk_sending")])
def test_a_disk_that_runs_short_leaves_the_office_ready_but_degraded(
    pc: Pc, browser: Browser, free: int, check: str
) -> None:
    pc.free = free * MEGABYTE
    ready = browser.get("/readyz")
    assert (ready.status_code, [row["check"] for row in ready.json["checks"]]) == (200, [check, "backup_old"])
    assert browser.get("/login").status_code == 200


@pytest.fixture
def real_office(tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    """The back office on an office of its own whose file the test may damage, opened as `serve` opens it."""
    url = f"sqlite:///{tmp_path / 'own.db'}"
    with office(url) as account:
        new_complaint(account)
        made = back_office(tmp_path, clock)
    open_database(url)
    Pc(made)
    yield made
    close_database()


def test_a_damaged_page_of_the_file_is_told_on_every_page_until_a_whole_file_lies_there(
    real_office: Flask, tmp_path: Path
) -> None:
    officer, whole = Browser(real_office), tmp_path / "whole.db"
    officer.sign_in(Role.PENGELOLA)
    shutil.copy(sqlite_path(), whole)
    damage(sqlite_path(), "complaint")
    page = officer.get("/meja/")
    assert (page.status_code, "run_admin.py restore" in text(page)) == (503, True)
    assert "Bila komputer bermasalah" in text(officer.get("/akun"))  # its own pages are whole
    ready = officer.get("/readyz")
    assert (ready.status_code, ready.json["database"]) == (503, "damaged")
    assert ready.json["checks"][0]["check"] == "damaged"
    for part in ("", "-wal", "-shm"):
        Path(f"{sqlite_path()}{part}").unlink(missing_ok=True)
    shutil.copy(whole, tmp_path / "own.part")
    (tmp_path / "own.part").rename(sqlite_path())
    assert officer.sign_in(Role.PENGELOLA).status_code == 302
    assert officer.get("/meja/").status_code == 200


def test_a_file_that_cannot_even_be_opened_leaves_the_process_alive_and_not_ready(real_office: Flask) -> None:
    close_database()
    sqlite_path().write_bytes(b"\xa5" * 100_000)
    browser = Browser(real_office)
    assert browser.get("/healthz").status_code == 200
    ready = browser.get("/readyz")
    assert (ready.status_code, [one["check"] for one in ready.json["checks"]]) == (503, ["damaged"])
    assert (browser.get("/login").status_code, browser.get("/healthz").status_code) == (503, 200)


def test_a_quick_check_finds_a_damaged_page_that_nobody_has_opened_yet(real_office: Flask) -> None:
    watch: SelfWatch = real_office.extensions["self_watch"]
    assert watch.check_file()
    damage(sqlite_path(), "complaint")
    assert not watch.check_file()
    assert Browser(real_office).get("/login").status_code == 503


def test_a_database_server_that_is_gone_is_a_page_for_people_and_said_to_machines(real_office: Flask) -> None:
    browser = Browser(real_office)
    close_database()
    open_database("postgresql://postgres@127.0.0.1:1/aduan")
    page, ready, alive = (browser.get(path) for path in ("/login", "/readyz", "/healthz"))
    assert (page.status_code, "Basis data tidak menjawab" in text(page)) == (503, True)
    assert (ready.status_code, ready.json["database"]) == (503, "does not answer")
    assert [row["check"] for row in ready.json["checks"]] == ["unreachable"]
    assert (alive.status_code, alive.json) == (200, {"status": "ok"})
    assert browser.get("/static/aduan.css").status_code == 200  # what the page looks like


@pytest.mark.parametrize(
    ("words", "check"), [("database is locked", "dikunci program lain"), ("database or disk is full", "penuh")]
)
def test_an_error_of_the_database_says_what_it_is_of(app: Flask, words: str, check: str) -> None:
    def fail() -> str:
        raise OperationalError(words)

    app.view_functions["signing_in.login"] = fail
    answer = Browser(app).get("/login")
    assert (answer.status_code, check in text(answer)) == (503, True)


@pytest.mark.parametrize(("method", "headers"), [("get", {}), ("post", {}), ("get", {SELF_REFRESH_HEADER: "1"})])
def test_a_lock_met_while_asking_who_is_there_is_the_page_too_and_no_plain_500(
    signed_in: Sign, monkeypatch: pytest.MonkeyPatch, method: str, headers: dict[str, str]
) -> None:
    officer = signed_in(Role.PENGELOLA)

    def fail(*_words: object, **_more: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("admin_app.shell.signing_in.resume", fail)
    page = getattr(officer.client, method)("/meja/", headers=headers)
    assert (page.status_code, "dikunci program lain" in text(page)) == (503, True)


def test_a_lock_held_long_is_not_told_as_an_agent_that_died(pc: Pc, app: Flask, clock: Clock) -> None:
    clock.move(minutes=5)
    assert Browser(app).get("/readyz").json["agent"] == "no heartbeat"
    with pytest.MonkeyPatch.context() as here:
        here.setattr("models.actions.upkeep.self_watch._LOCK_SECONDS", 0.0)
        other = _holding_the_lock()
        ready = Browser(app).get("/readyz")
        other.close()
    assert (ready.status_code, ready.json["agent"], ready.json["checks"][0]["check"]) == (503, "unknown", "locked")


def test_officers_read_in_the_header_that_the_database_is_locked_and_nothing_of_a_dead_agent(
    pc: Pc, app: Flask, clock: Clock, signed_in: Sign
) -> None:
    officer, administrator = signed_in(Role.PENGELOLA), signed_in(Role.ADMINISTRATOR)
    clock.move(minutes=5)
    assert "Penghubung berhenti" in text(officer.get("/akun"))
    clock.move(seconds=5)
    with pytest.MonkeyPatch.context() as here:
        here.setattr("models.actions.upkeep.self_watch._LOCK_SECONDS", 0.0)
        database.execute_sql("PRAGMA busy_timeout = 0")
        other = _holding_the_lock()
        pages = [
            text(one.get(path)) for one, path in ((officer, "/akun"), (administrator, "/"), (officer, "/kanal/"))
        ]
        refused = officer.post("/akun/tampilan", tampilan="gelap")
        other.close()
        database.execute_sql("PRAGMA busy_timeout = 10000")
    assert (refused.status_code, "dikunci program lain" in text(refused)) == (503, True)
    assert all("Basis data terkunci" in page for page in pages)
    assert not [page for page in pages if "Penghubung berhenti" in page or "Penghubung kanal tidak berjalan" in page]
    assert "terhalang: basis data terkunci" in pages[1]


@pytest.fixture
def asked(pc: Pc, app: Flask, clock: Clock, signed_in: Sign) -> Iterator[Browser]:
    """Where an administrator waits for the test of a channel, all steps are done, and a lock is held for long."""
    account = ChannelAccount.get()
    ChannelAccount.update(state="ok", last_success_at=NOW).execute()
    for key in ("profil", "waktu"):
        note_step(key, Noted.SELESAI, actor(Role.ADMINISTRATOR), NOW)
    ask_test(account.id, actor(Role.ADMINISTRATOR), NOW)
    administrator = signed_in(Role.ADMINISTRATOR)
    clock.move(seconds=90)
    with pytest.MonkeyPatch.context() as here:
        here.setattr("models.actions.upkeep.self_watch._LOCK_SECONDS", 0.0)
        other = _holding_the_lock()
        yield administrator
        other.close()


@pytest.mark.parametrize(
    ("path", "says"),
    [("/kanal/hasil?id=1", "penghubung dapat menguji setelah"), ("/persiapan/", "tetapi basis data dikunci")],
)
def test_who_waits_for_a_test_or_sets_up_is_told_of_the_lock_too_and_of_no_dead_agent(
    asked: Browser, path: str, says: str
) -> None:
    page = text(asked.get(path))
    assert says in page
    assert not [
        word for word in ("tampaknya tidak berjalan", "tetapi penghubung kanal tidak berjalan") if word in page
    ]


def _holding_the_lock() -> Any:
    other = _sqlite.connect(sqlite_path(), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_the_administrator_reads_at_home_what_is_wrong_with_the_pc_and_what_the_agent_stopped_for(
    app: Flask, pc: Pc, signed_in: Sign
) -> None:
    app.config["ADUAN"].practice_mark.touch()  # practice needs no backup
    administrator = signed_in(Role.ADMINISTRATOR)
    assert "Komputer bermasalah" not in text(administrator.get("/"))
    pc.free = 150 * MEGABYTE
    AgentHeartbeat.update(sending_stopped="Jam komputer ini 3 hari lebih lambat.").execute()
    home = text(administrator.get("/"))
    assert "Komputer bermasalah" in home
    assert "Jawaban tidak dikirim dan menunggu" in home
    assert "Jam komputer ini 3 hari lebih lambat." in home
    assert administrator.get("/bantuan/bila-komputer-bermasalah").status_code == 200
