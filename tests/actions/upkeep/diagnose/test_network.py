"""What doctor says of where the back office listens: well only of a living one, on loopback alone."""

from datetime import datetime
from pathlib import Path

import pytest

from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.diagnose.network import look_at_network
from models.tables.core.listening import FOLDER, Seen, note_listening, note_seen
from models.tables.core.settings import load_settings
from tests.tables.core.test_listening import begun_elsewhere

NOW = datetime(2026, 3, 2, 1, 0)
HERE = ("127.0.0.1", 8080)


def looked(folder: Path) -> list[tuple[str, Level]]:
    found = look_at_network(load_settings({"ADUAN_DATA_DIR": str(folder)}))
    return [(one.name, one.level) for one in found]


@pytest.mark.parametrize(
    ("addresses", "level"),
    [
        ([HERE], Level.OK),
        ([HERE, ("::1", 8080)], Level.OK),
        ([("0.0.0.0", 8080)], Level.UNSAFE),
        ([("::", 8080)], Level.UNSAFE),
        ([("192.168.1.10", 8080)], Level.UNSAFE),
        ([HERE, ("192.168.1.10", 8080)], Level.UNSAFE),
    ],
)
def test_plain_http_on_a_network_is_unsafe(tmp_path: Path, addresses: list[tuple[str, int]], level: Level) -> None:
    note_listening(tmp_path, addresses, NOW)
    assert looked(tmp_path) == [("TLS", level)]
    (found,) = look_at_network(load_settings({"ADUAN_DATA_DIR": str(tmp_path)}))
    assert all(host in found.sentence for host, _ in addresses if (level is Level.OK) or host not in HERE)


def test_one_that_was_never_started_here_is_no_ok_and_names_the_folder(tmp_path: Path) -> None:
    (found,) = look_at_network(load_settings({"ADUAN_DATA_DIR": str(tmp_path)}))
    assert (found.level, str(tmp_path) in found.sentence) == (Level.NOTE, True)


@pytest.mark.parametrize(("addresses", "level"), [([HERE], Level.NOTE), ([("0.0.0.0", 8080)], Level.UNSAFE)])
def test_one_that_ended_is_no_ok_either(tmp_path: Path, addresses: list[tuple[str, int]], level: Level) -> None:
    begun_elsewhere(tmp_path, addresses)
    assert looked(tmp_path) == [("TLS", level)]


def test_a_second_process_on_loopback_hides_none_on_the_network(tmp_path: Path) -> None:
    note_listening(tmp_path, [("0.0.0.0", 8081)], NOW)
    begun_elsewhere(tmp_path, [HERE])
    assert looked(tmp_path) == [("TLS", Level.UNSAFE)]


def test_what_cannot_be_told_is_unsafe(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "4711.json").mkdir()
    assert looked(tmp_path) == [("TLS", Level.UNSAFE)]


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (Seen.PLAIN, [("TLS", Level.UNSAFE)]),
        (Seen.UNTRUSTED, [("TLS", Level.OK), ("proxy", Level.UNSAFE)]),
    ],
)
def test_what_the_pages_met_of_the_proxy_counts(tmp_path: Path, seen: Seen, found: list[tuple[str, Level]]) -> None:
    note_listening(tmp_path, [HERE], NOW)
    note_seen(tmp_path, seen)
    assert looked(tmp_path) == found
