"""A small disk that truly fills under the watcher's own folder: told once by each letter, and so is its end."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from models.actions.upkeep.self_watch import Probes, SelfWatch
from models.tables.upkeep.alert_book import read_book
from models.tables.upkeep.watcher_letters import read_letters
from sync_agent.watcher.looking import of_pc
from tests.soak.disk import Disk
from tests.sync_agent.desk import Desk
from tests.sync_agent.watcher.listener import listening
from tests.sync_agent.watcher.postbox import open_postbox
from tests.sync_agent.watcher.test_told_for_real import Running


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of its own."""
    found = Disk(tmp_path / "disk")
    if found.why_not:
        pytest.skip(found.why_not)
    try:
        yield found
    finally:
        found.end()


@pytest.fixture
def running(desk: Desk, disk: Disk) -> Iterator[Running]:
    """A watcher whose data folder is that disk, with real ways and probes; its clocks are the test's."""
    settings = replace(desk.settings, data_dir=disk.folder)
    shutil.copy(desk.settings.secret_key_file, settings.secret_key_file)
    ticks = itertools.count(step=60)
    watch = SelfWatch(settings, Probes(memory=lambda: None, monotonic=lambda: float(next(ticks))))
    with open_postbox() as post, listening() as hook:
        found = Running(cast("Any", SimpleNamespace(settings=settings)), post, hook)
        found.look = lambda: of_pc(settings, watch, {})
        yield found


def fill(folder: Path) -> Path:
    """Write into a folder until it takes nothing more."""
    path = folder / "filled"
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)
    return path


def test_each_want_of_room_is_told_once_though_the_watchers_own_folder_is_full(running: Running, disk: Disk) -> None:
    running.looks(minutes=10)
    assert (running.told("begun"), running.post.letters) == ([], [])
    disk.leave(400)
    running.looks(minutes=60)
    assert (running.told("begun"), running.told("over")) == (["disk_media"], [])
    disk.leave(0.1)
    filled = fill(disk.folder)
    running.looks(minutes=60)
    full = sorted(running.told("begun")[1:])
    assert (full, running.told("over")) == (["disk_full", "disk_stop"], ["disk_media"])
    assert "Disk komputer ini penuh." in running.post.letters[-1].get_content()
    assert [one.key for one in read_book(disk.folder).holds] == ["disk_media"]  # no room to remember more
    filled.unlink()
    disk.whole()
    running.looks(minutes=60)
    assert sorted(running.told("over")) == ["disk_full", "disk_media", "disk_stop"]
    assert len(running.told("begun")) == 3 and len(running.post.letters) == 3
    assert read_book(disk.folder).holds == ()
    noted = [(one.way, [key for key, _says in (*one.begun, *one.over)]) for one in read_letters(disk.folder).lines]
    assert noted[0] == ("webhook", ["disk_full", "disk_stop"]) and noted[-1] == ("mail", ["disk_media"])
