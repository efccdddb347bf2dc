"""A back office ends by itself, with a sentence, once the database is of another version. Alone and as workers."""

import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from peewee import OperationalError

from admin_app.cli.staying import ENDINGS, Staying
from models.tables import database
from models.tables.core.database import close_database, connected, open_database
from models.tables.upkeep.schema import check_current
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_serving import wait_until
from tests.admin_app.cli.test_serving_workers import answers
from tests.running.ports import free_port
from tests.tables.core.test_fence import put_back, upgraded


def test_it_goes_on_while_the_schema_is_its_own_and_ends_once_it_is_not(account: Any) -> None:
    check_current()
    staying = Staying(threading.Event())
    staying.look()
    assert (staying.final, staying.told.is_set()) == (0, False)
    upgraded()
    staying.look()
    assert staying.told.is_set()
    assert "Start the newer version" in ENDINGS[staying.final].said


def test_a_database_that_does_not_answer_ends_nothing(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    check_current()

    def fails() -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(database.obj, "demand_held", fails)
    staying = Staying(threading.Event())
    staying.look()
    assert not staying.told.is_set()


def test_it_asks_until_the_serving_ends(account: Any) -> None:
    check_current()
    asked, told = threading.Event(), threading.Event()

    class Asking(Staying):
        def look(self) -> None:
            asked.set()

    asking = Asking(told, seconds=0.0)
    asking.start()
    assert asked.wait(30)
    told.set()
    asking.join(30)
    assert not asking.is_alive()


@pytest.fixture(params=[(), ("--workers", "2")], ids=["alone", "two workers"])
def serving(ready: Office, request: pytest.FixtureRequest) -> Iterator["subprocess.Popen[str]"]:
    port = free_port()
    program = ready.start("serve", "--port", str(port), *request.param)
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), 120)
        yield program
    finally:
        program.kill()
        program.communicate()


@pytest.mark.parametrize(
    ("becomes", "said"), [(upgraded, "Start the newer version"), (put_back, "run_admin.py migrate")]
)
def test_the_program_stops_with_4_and_says_which_version_to_start(
    ready: Office, serving: "subprocess.Popen[str]", becomes: Any, said: str
) -> None:
    open_database(ready.url)
    with connected():
        becomes()
    close_database()
    out, err = serving.communicate(timeout=60)
    assert (serving.returncode, out.splitlines()[-1]) == (4, "Aduan back office stopped.")
    assert said in err.splitlines()[-1]
    assert "Traceback" not in err
