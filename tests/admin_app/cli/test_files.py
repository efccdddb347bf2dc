"""`run_admin.py files` says where files are, moves them, and refuses what would keep them from somebody."""

import os
import subprocess
import sys

import pytest

from models.tables.core.files.folder_store import FolderStore
from tests.admin_app.cli.programs import Office
from tests.tools import ROOT


def test_with_sqlite_there_is_nothing_to_move(here: Office) -> None:
    assert here.run("files", "move", "--to", "database").refused(2, "nothing to move")
    said = here.run("files", "where")
    assert (said.code, str(here.folder / "files") in said.out) == (0, True)


def test_what_no_row_names_is_named_and_removed_and_an_unknown_machine_refused(here: Office) -> None:
    store = FolderStore(here.folder / "files")
    sha256 = store.keep(b"lepas")
    os.utime(store.path_of(sha256), (0, 0))
    said = here.run("files", "unneeded")
    assert (said.code, f"Unneeded: {sha256}" in said.out, store.has(sha256)) == (1, True, True)
    assert here.run("files", "unneeded", "--remove").code == 0
    assert not store.has(sha256)
    assert here.run("files", "forget", "gateway").refused(2, "No folder of files is noted on gateway")


def test_another_folder_in_the_place_of_the_offices_own_is_refused_until_it_is_accepted(here: Office) -> None:
    store = FolderStore(here.folder / "files")
    store.give_mark()
    assert here.run("files", "accept").code == 0  # notes it
    store.root.rename(here.folder / "unmounted")
    said = here.run("files", "where")
    assert (said.code, "is its disk not mounted" in said.out) == (1, True)
    assert here.run("serve", "--port", "8099").refused(1, "is its disk not mounted")
    assert here.run("files", "accept").code == 0
    assert here.run("files", "where").code == 0


def test_files_are_moved_and_what_does_not_fit_is_refused(ready: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    if not ready.url.startswith("postgresql"):
        pytest.skip("one machine: files are in the folder")
    FolderStore(ready.folder / "files").keep(b"foto")
    said = ready.run("files", "where")
    assert (said.code, "of this machine" in said.out) == (0, True)
    moved = ready.run("files", "move", "--to", "database")
    assert (moved.code, "Moved 1 files" in moved.out, "ADUAN_FILE_STORE=database" in moved.out) == (0, True, True)
    for words in (("files", "where"), ("serve", "--port", "8099")):
        refused = ready.run(*words)
        assert (refused.code, "kept in the database" in refused.out + refused.err) == (1, True), words
    agent = _agent(ready, "--once")
    assert (agent.returncode, "kept in the database" in agent.stderr) == (1, True)
    monkeypatch.setitem(os.environ, "ADUAN_FILE_STORE", "database")
    assert ready.run("files", "where").code == 0
    assert "files: kept in the database (database)" in _agent(ready, "status").stdout


def _agent(office: Office, word: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "run_agent.py", word]
    return subprocess.run(command, cwd=ROOT, env=office.environment, capture_output=True, text=True, check=False)
