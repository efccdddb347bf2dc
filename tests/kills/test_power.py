"""F11, F44: the power goes between sending and receipt, or the disk refuses; what was sent is never forgotten."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.tables import database
from models.tables.core.database import open_database
from tests.kills.findings import check
from tests.kills.scene import SEND, Scene, fill, scene
from tests.kills.system_calls import Call, trace_once
from tests.postgres import crashed, make_database, postgres_server


def an_answer_to_send(office: Scene) -> str:
    """Have a citizen taken in and his answer queued."""
    office.citizen(1)
    assert office.once() == 0
    return office.answer(1)


def as_it_was(folder: Path) -> None:
    """The disk holds all that the programs wrote."""


def with_torn_ends(folder: Path) -> None:
    """The disk holds, beyond all that was waited for, pieces of what was being written."""
    with (folder / "aduan.db-wal").open("ab") as file:
        file.write(os.urandom(3000))
    with (folder / "attempts.log").open("ab") as file:
        file.write(b'{"reply_key": "kunci-9", "att')


def without_the_second_witness(folder: Path) -> None:
    """Only the database came back; it alone remembers the sending."""
    (folder / "attempts.log").unlink()


@pytest.mark.parametrize("disk", [as_it_was, with_torn_ends, without_the_second_witness])
def test_F11_what_the_disk_held_at_the_send_remembers_the_sending(
    sqlite_office: Scene, tmp_path: Path, disk: Callable[[Path], None]
) -> None:
    text = an_answer_to_send(sqlite_office)
    sqlite_office.kill_at("kill_after", SEND)
    copy = tmp_path / "after-the-cut"
    copy.mkdir()
    for name in ("aduan.db", "aduan.db-wal", "attempts.log", "secret.key", "trail.key", "checkpoints.log"):
        shutil.copyfile(tmp_path / name, copy / name)
    shutil.copytree(tmp_path / "agents", copy / "agents")
    disk(copy)
    restored = reopen(sqlite_office, copy)
    assert (restored.reply(text).state, restored.visible(text)) == ("sending", 1)
    restored.settle()
    assert restored.reply(text).attempts == 1
    check(restored)


def reopen(office: Scene, folder: Path) -> Scene:
    """Go on with another copy of the database beside the same platform."""
    database.close()
    url = f"sqlite:///{folder / 'aduan.db'}"
    open_database(url)
    database.connect()
    return Scene(folder, url, office.simulator)


def test_F11_the_intent_is_on_the_disk_twice_before_the_request_leaves(sqlite_office: Scene) -> None:
    an_answer_to_send(sqlite_office)
    calls = trace_once(sqlite_office)
    before = calls[: next(place for place, call in enumerate(calls) if call.about == "send")]
    written = [call for call in before if call.about in ("database", "commit", "witness")]
    assert [(call.kind, call.about) for call in written[-4:]] == [
        ("pwrite64", "database"),
        ("fsync", "commit"),
        ("write", "witness"),
        ("fsync", "witness"),
    ]


def test_F11_F47_the_server_loses_its_power_between_send_and_receipt(tmp_path: Path) -> None:
    with postgres_server() as server, scene(tmp_path, fill(make_database(server, "aduan"))) as office:
        text = an_answer_to_send(office)
        office.kill_at("kill_after", SEND)
        database.obj.close_all()
        with crashed(server):
            assert office.once() == 1
        database.connect(reuse_if_open=True)
        assert (office.reply(text).state, office.visible(text)) == ("sending", 1)
        office.settle()
        assert office.reply(text).attempts == 1
        check(office)


def last_sync(calls: list[Call], about: str) -> int:
    """Return the number of the last sync of a kind before the request that sends."""
    before = calls[: next(place for place, call in enumerate(calls) if call.about == "send")]
    return next(call.number for call in reversed(before) if (call.kind, call.about) == ("fsync", about))


@pytest.mark.parametrize("about", ["commit", "witness"])
def test_F44_a_disk_that_cannot_sync_the_intent_sends_nothing(sqlite_office: Scene, about: str) -> None:
    an_answer_to_send(sqlite_office)
    (sqlite_office.folder / "attempts.log").touch()  # a new one would sync its folder too, in the first trace alone
    number = last_sync(trace_once(sqlite_office), about)
    sqlite_office.citizen(2)
    text = sqlite_office.answer(1)
    calls = trace_once(sqlite_office, "-e", f"inject=fsync:error=EIO:when={number}")
    assert next(call for call in calls if (call.kind, call.number) == ("fsync", number)).about == about
    assert "send" not in [call.about for call in calls]
    assert sqlite_office.visible(text) == 0
    sqlite_office.settle()
    check(sqlite_office)
