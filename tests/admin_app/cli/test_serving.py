"""The back office as a program: it answers, refuses a taken port, and ends cleanly with the running request done."""

import gc
import json
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import peewee
import pytest
from cryptography.fernet import Fernet
from waitress import create_server

from admin_app.cli.serving import _begin_threads, recall, set_apart_what_stays
from admin_app.cli.staying import serve_until_told
from models.actions.papers.own_service import after_restore
from models.rules.core.errors import RuleBroken
from models.tables import SentPaper
from models.tables.core.settings import Settings, load_settings
from models.tables.papers.signings_log import Signing, note_asked
from tests.actions.papers.own_service.going import Trying
from tests.admin_app.cli.programs import Office
from tests.office import NOW
from tests.running.ports import free_port

LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def page(url: str) -> str:
    with LOCAL.open(url, timeout=10) as answer:
        return str(answer.read().decode())


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def answers(url: str) -> bool:
    try:
        return bool(page(url))
    except (urllib.error.URLError, ConnectionError):
        return False


@contextmanager
def running(office: Office, port: int) -> Iterator["subprocess.Popen[str]"]:
    program = office.start("serve", "--port", str(port))
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_the_sign_in_page_and_ends_when_told(here: Office, number: signal.Signals) -> None:
    port = free_port()
    with running(here, port) as program:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
        assert 'name="password"' in page(f"http://127.0.0.1:{port}/login")
        program.send_signal(number)
        out, err = program.communicate(timeout=60)
    assert program.returncode == 0, err
    assert out.splitlines() == [
        f"Aduan back office: http://127.0.0.1:{port}/  (Ctrl-C stops it)",
        "Aduan back office stopped.",
    ]
    assert err == ""


def test_doctor_ends_with_1_where_it_listens_on_a_network_in_plain_http(here: Office) -> None:
    port, level = free_port(), dict[str, str]()
    for host in ("127.0.0.1", "0.0.0.0"):
        program = here.start("serve", "--host", host, "--port", str(port))
        try:
            wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
            checks = json.loads(here.run("doctor", "--json").out)
            level[host] = next(one["level"] for one in checks["checks"] if one["check"] == "TLS")
        finally:
            program.terminate()
            _, err = program.communicate(timeout=60)
        assert ("Plain HTTP on a network" in err) is (host == "0.0.0.0")
    assert (level, checks["safe"]) == ({"127.0.0.1": "ok", "0.0.0.0": "unsafe"}, False)
    assert here.run("doctor").code == 1


def test_without_a_command_it_serves(here: Office) -> None:
    port = free_port()
    program = here.start("--port", str(port))
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
    finally:
        program.terminate()
        program.communicate(timeout=60)
    assert program.returncode == 0


def told(url: str) -> tuple[int, str]:
    """Return the status and words of a page, whatever they are; 0 where nobody listens yet."""
    try:
        with LOCAL.open(url, timeout=10) as answer:
            return answer.status, str(answer.read().decode())
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return 0, ""


def test_on_a_damaged_file_it_serves_the_page_that_says_so_until_a_whole_one_lies_there(
    here: Office, tmp_path: Path
) -> None:
    database, whole, port = here.folder / "aduan.db", tmp_path / "whole.db", free_port()
    (here.folder / "secret.key").write_bytes(Fernet.generate_key())  # load_key asks the database of this process
    shutil.copy(database, whole)
    database.write_bytes(b"\xa5" * database.stat().st_size)
    with running(here, port):
        wait_until(lambda: told(f"http://127.0.0.1:{port}/login")[0] != 0, 120)
        status, words = told(f"http://127.0.0.1:{port}/login")
        assert (status, "Berkas basis data di komputer ini rusak" in words) == (503, True)
        assert told(f"http://127.0.0.1:{port}/readyz")[0] == 503
        whole.replace(database)
        wait_until(lambda: told(f"http://127.0.0.1:{port}/login")[0] == 200)


def test_on_a_damaged_file_without_its_key_it_serves_that_page_too_and_makes_no_key(here: Office) -> None:
    database, key, port = here.folder / "aduan.db", here.folder / "secret.key", free_port()
    key.unlink(missing_ok=True)
    database.write_bytes(b"\xa5" * database.stat().st_size)
    with running(here, port):
        wait_until(lambda: told(f"http://127.0.0.1:{port}/login")[0] != 0, 120)
        status, words = told(f"http://127.0.0.1:{port}/login")
        assert (status, "Berkas basis data di komputer ini rusak" in words) == (503, True)
    assert not key.exists()


def test_a_taken_port_is_one_plain_sentence(here: Office) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert here.run("serve", "--port", str(port)).refused(1, f"port {port}", "--port")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--port", "70000"), 2, "70000"),
        (("--port", "many"), 2, "many"),
        (("--host", "203.0.113.77", "--port", "8099"), 1, "203.0.113.77"),
        (("--host", "no.such.host.invalid", "--port", "8099"), 1, "no.such.host.invalid"),
    ],
)
def test_where_it_cannot_listen_is_one_plain_sentence(
    here: Office, words: tuple[str, ...], code: int, said: str
) -> None:
    assert here.run("serve", *words).refused(code, said)


def test_a_page_is_not_halted_to_walk_through_what_was_loaded_at_the_start() -> None:
    before = len(gc.get_objects())
    set_apart_what_stays()
    try:
        assert len(gc.get_objects()) < before / 10 < gc.get_freeze_count()
    finally:
        gc.unfreeze()


class SlowPage:
    """A page that takes its time: it begins its work, waits to be let go, and answers with much to send."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.begun.set()
        self.go_on.wait(30)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"selesai" * 1_000_000]


def test_a_request_begun_before_the_signal_is_answered_whole_and_none_after_is_taken() -> None:
    slow, port, told, bodies = SlowPage(), free_port(), threading.Event(), []
    server = create_server(slow, host="127.0.0.1", port=port, threads=2)
    serving = threading.Thread(target=serve_until_told, args=(server, told))
    serving.start()
    asking = threading.Thread(target=lambda: bodies.append(page(f"http://127.0.0.1:{port}/")))
    asking.start()
    assert slow.begun.wait(10)
    told.set()
    wait_until(lambda: refuses(port))
    slow.go_on.set()
    asking.join(15)
    serving.join(15)
    assert (bodies, serving.is_alive()) == (["selesai" * 1_000_000], False)


def refuses(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of an office whose data lie here."""
    return load_settings({"ADUAN_DATA_DIR": str(tmp_path / "data")}, tmp_path / "none.toml")


def test_a_start_settles_what_a_database_put_back_does_not_know(
    sqlite_account: Any, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    trying = Trying(sqlite_account)
    note_asked(settings.signings_log, Signing(trying.paper.public_id, trying.walk.now, "7"))
    recall(settings)
    assert ([row.state for row in SentPaper.select()], "older than signings.log" in caplog.text) == (
        ["tidak_pasti"],
        True,
    )
    caplog.clear()
    recall(settings)
    assert caplog.text == ""


def test_numbers_of_papers_the_database_does_not_know_are_named_at_the_start(
    sqlite_account: Any, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    note_asked(settings.signings_log, Signing("dibuat-sesudahnya", NOW, "X-9"))
    recall(settings)
    assert "give these numbers to no other: X-9" in caplog.text


def test_a_log_that_cannot_be_read_keeps_nobody_from_serving(
    sqlite_account: Any, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.signings_log.mkdir(parents=True)
    recall(settings)
    assert "could not be settled at the start: IsADirectoryError" in caplog.text


@pytest.mark.parametrize(
    "problem", [RuleBroken("Sudah dimusnahkan."), peewee.IntegrityError("UNIQUE")], ids=["rule", "integrity"]
)
def test_one_paper_that_cannot_be_settled_keeps_nobody_from_serving(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    monkeypatch.setattr(after_restore, "recall_signings", Mock(side_effect=problem))
    recall(settings)
    assert f"could not be settled at the start: {type(problem).__name__}" in caplog.text


def test_a_damaged_database_is_told_by_the_start_itself(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = peewee.DatabaseError("database disk image is malformed")
    monkeypatch.setattr(after_restore, "recall_signings", Mock(side_effect=damaged))
    with pytest.raises(peewee.DatabaseError):
        recall(settings)


@pytest.mark.parametrize(("damaged", "begun"), [(False, {"file-reading", "late-files"}), (True, set())])
def test_files_are_read_and_made_beside_the_pages_where_the_database_is_whole(
    monkeypatch: pytest.MonkeyPatch, app: Any, damaged: bool, begun: set[str]
) -> None:
    started = list[str]()
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread.name))
    _begin_threads(app, app.config["ADUAN"], damaged)
    assert set(started) & {"file-reading", "late-files"} == begun
