"""Who is told now, and what stands beside the address of what came of it."""

import os
from pathlib import Path

import pytest

from models.tables.upkeep.outside_watcher import NAME, LastWord, keep_address, last_word
from sync_agent.watcher.telling import NOBODY, Telling, machine
from tests.office import NOW
from tests.sync_agent.desk import Desk
from tests.sync_agent.watcher.listener import listening


def _telling(desk: Desk) -> Telling:
    return Telling(desk.settings, lambda: NOW)


def _entered(desk: Desk, address: str, where: str = "") -> Path:
    keep_address(desk.settings.data_dir, desk.settings.secret_key_file, address, where or machine())
    return desk.settings.data_dir / NAME


def test_each_word_goes_to_whoever_is_entered_then_and_what_came_of_it_is_noted(desk: Desk) -> None:
    folder, telling = desk.settings.data_dir, _telling(desk)
    assert (telling.tell(()), last_word(folder)) == (NOBODY, None)
    with listening() as server:
        kept = _entered(desk, f"{server.url}/ping")
        assert (telling.tell(()), last_word(folder)) == ("", LastWord(NOW, "", NOW))
        server.answers = (200, "OK (not found)", {})
        assert (telling.tell(()), last_word(folder)) == (
            "HTTP 200: not found",
            LastWord(NOW, "HTTP 200: not found", NOW),
        )
        kept.unlink()
        assert telling.tell(()) == NOBODY
        assert server.paths() == ["/ping", "/ping"]


def test_an_address_of_another_machine_or_account_is_not_used_and_its_sentence_says_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _entered(desk, "http://127.0.0.1:1/x", "pc-lain")
    assert "entered on another machine" in _telling(desk).tell(())
    _entered(desk, "http://127.0.0.1:1/x")

    def not_ours(*_given: object) -> str:
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", not_ours)
    said = _telling(desk).tell(())
    assert "another account" in said and "sudo -u" in said and "secret.key" not in said


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_what_root_enters_belongs_to_the_account_of_the_folder(desk: Desk) -> None:
    folder = desk.settings.data_dir
    os.chown(folder, 12345, 12346)
    found = _entered(desk, "https://hc-ping.com/x").stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o077) == (12345, 12346, 0)
