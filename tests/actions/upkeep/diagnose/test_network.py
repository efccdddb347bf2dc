"""What doctor says of where the back office listens."""

from datetime import datetime
from pathlib import Path

import pytest

from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.diagnose.network import look_at_network
from models.tables.core.listening import note_listening
from models.tables.core.settings import load_settings

NOW = datetime(2026, 3, 2, 1, 0)


@pytest.mark.parametrize(
    ("addresses", "level"),
    [
        ([], Level.NOTE),  # never started
        ([("127.0.0.1", 8080)], Level.OK),
        ([("127.0.0.1", 8080), ("::1", 8080)], Level.OK),
        ([("0.0.0.0", 8080)], Level.UNSAFE),
        ([("::", 8080)], Level.UNSAFE),
        ([("192.168.1.10", 8080)], Level.UNSAFE),
        ([("127.0.0.1", 8080), ("192.168.1.10", 8080)], Level.UNSAFE),
    ],
)
def test_plain_http_on_a_network_is_unsafe(tmp_path: Path, addresses: list[tuple[str, int]], level: Level) -> None:
    if addresses:
        note_listening(tmp_path, addresses, NOW)
    found = look_at_network(load_settings({"ADUAN_DATA_DIR": str(tmp_path)}))
    assert (found[0].name, found[0].level) == ("TLS", level)
    assert all(host in found[0].sentence for host, _ in addresses)


def test_who_is_trusted_is_asked_for_behind_a_proxy(tmp_path: Path) -> None:
    note_listening(tmp_path, [("127.0.0.1", 8080)], NOW)
    names = [one.name for one in look_at_network(load_settings({"ADUAN_DATA_DIR": str(tmp_path)}))]
    assert names == ["TLS", "proxy"]
    trusting = load_settings({"ADUAN_DATA_DIR": str(tmp_path), "ADUAN_TRUSTED_PROXIES": "127.0.0.1"})
    assert [one.name for one in look_at_network(trusting)] == ["TLS"]
