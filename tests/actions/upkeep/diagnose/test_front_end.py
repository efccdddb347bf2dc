"""doctor on the https address: each name of the office is asked, by a real server, where a proxy is trusted."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.diagnose.front_end import look_at_front
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep import front_certificate
from tests.deploy.tls_server import NAME, front_end
from tests.running.ports import free_port

DAY = timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return behind(tmp_path, ADUAN_TRUSTED_PROXIES="127.0.0.1", ADUAN_HOSTS=NAME)


def behind(folder: Path, **values: str) -> Settings:
    return load_settings({"ADUAN_DATA_DIR": str(folder), **values}, folder / "none.toml")


def levels(settings: Settings) -> list[Level]:
    found = list(look_at_front(settings, datetime.now(UTC).replace(tzinfo=None)))
    assert all(f"https://{NAME}" in one.sentence for one in found)
    return [one.level for one in found]


@pytest.mark.parametrize(
    ("served", "level"),
    [
        ({}, Level.OK),
        ({"ends": 13 * DAY, "begins": -300 * DAY}, Level.WARNING),
        ({"known": False}, Level.WARNING),
        ({"ends": -DAY, "begins": -300 * DAY}, Level.UNSAFE),
        ({"name": "lain.kantor.lan"}, Level.UNSAFE),
    ],
)
def test_a_certificate_is_judged(settings: Settings, tmp_path: Path, served: dict[str, object], level: Level) -> None:
    with front_end(tmp_path / "tls", **served):  # type: ignore[arg-type]
        assert levels(settings) == [level]


def test_one_that_is_not_reached_is_a_note_and_without_a_proxy_nothing_is_asked(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_certificate, "PORT", free_port())
    assert levels(settings) == [Level.NOTE]
    assert levels(behind(tmp_path, ADUAN_HOSTS=NAME)) == []
    assert levels(behind(tmp_path, ADUAN_TRUSTED_PROXIES="127.0.0.1")) == []
