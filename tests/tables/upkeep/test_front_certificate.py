"""The certificate that a real server shows is read, and refused for the reason for which a browser refuses it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.rules.upkeep.front_end import Trouble, trouble_of_front
from models.tables.upkeep import front_certificate
from models.tables.upkeep.front_certificate import ask_front
from tests.deploy.tls_server import NAME, front_end
from tests.running.ports import free_port

DAY = timedelta(days=1)


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("served", "trouble"),
    [
        ({}, None),
        ({"ends": 13 * DAY, "begins": -300 * DAY}, Trouble.ENDING),
        ({"ends": -DAY, "begins": -300 * DAY}, Trouble.ENDED),
        ({"begins": DAY}, Trouble.NOT_YET),
        ({"name": "lain.kantor.lan"}, Trouble.OTHER_NAME),
        ({"known": False}, Trouble.UNKNOWN),
    ],
)
def test_what_is_wrong_with_a_certificate_is_seen(tmp_path: Path, served: dict[str, object], trouble: object) -> None:
    with front_end(tmp_path / "tls", **served):  # type: ignore[arg-type]
        shown = ask_front(NAME)
    assert shown is not None and trouble_of_front(shown, now()) is trouble


def test_from_when_to_when_it_is_valid_is_read(tmp_path: Path) -> None:
    with front_end(tmp_path / "tls", begins=-2 * DAY, ends=100 * DAY):
        shown = ask_front(NAME)
    assert shown is not None
    assert abs(shown.ends - now() - 100 * DAY) < timedelta(minutes=10)
    assert shown.ends - shown.begins == 102 * DAY


@pytest.mark.parametrize("host", [NAME, "tidak-ada.invalid", "x" * 70, "a..b"])
def test_where_nobody_speaks_tls_nothing_is_known(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setattr(front_certificate, "PORT", free_port())
    assert ask_front(host) is None
