"""The watcher at the https address: a certificate that ends or is refused, an address that answers no longer."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.rules.core.forwarding import networks_of
from models.rules.upkeep.watched import Looked, Memory, Part, turn
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep import front_certificate
from sync_agent.clock import utc_now
from sync_agent.watcher.front_end import FrontEnd
from tests.deploy.tls_server import NAME, front_end
from tests.running.ports import free_port

DAY = timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    values = {"ADUAN_DATA_DIR": str(tmp_path), "ADUAN_TRUSTED_PROXIES": "127.0.0.1", "ADUAN_HOSTS": NAME}
    return load_settings(values, tmp_path / "none.toml")


def keys(looked: Looked) -> list[str]:
    """The keys of what was found; each has its sentence for a letter."""
    assert all(f"https://{NAME}" in one.staff and one.part is Part.FRONT for one in looked.wrong)
    return [one.key for one in looked.wrong]


def test_a_certificate_that_ends_is_told_once_and_once_that_it_was_renewed(
    settings: Settings, tmp_path: Path
) -> None:
    front, memory, said = FrontEnd(settings, utc_now), Memory(), list[tuple[list[str], tuple[str, ...]]]()
    for served in ({"ends": 13 * DAY, "begins": -300 * DAY}, {"ends": -DAY, "begins": -300 * DAY}, {}):
        with front_end(tmp_path / "tls", **served):
            for _ in range(2):
                memory, now = turn(memory, front.look())
                said.append(([one.key for one in now.begun], now.ended))
    begun, over = (["front_certificate"], ()), ([], ("front_certificate",))
    assert said == [([], ()), begun, ([], ()), ([], ()), over, ([], ())]


@pytest.mark.parametrize("served", [{"known": False}, {"name": "lain.kantor.lan"}, {"begins": DAY}])
def test_a_certificate_that_is_refused_is_found(
    settings: Settings, tmp_path: Path, served: dict[str, object]
) -> None:
    with front_end(tmp_path / "tls", **served):  # type: ignore[arg-type]
        assert keys(FrontEnd(settings, utc_now).look()) == ["front_certificate"]


def test_an_address_that_answers_no_longer_is_found_and_its_certificate_is_neither_over_nor_well(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    front, memory = FrontEnd(settings, utc_now), Memory()
    monkeypatch.setattr(front_certificate, "PORT", free_port())
    assert (front.look(), front.unknown()) == (Looked(), Looked())  # it never answered from here
    with front_end(tmp_path / "tls", known=False):
        for _ in range(2):
            memory, _now = turn(memory, front.look())
    for _ in range(2):
        looked = front.look()
        assert (keys(looked), looked.unasked) == (["front_silent"], {Part.FRONT})
        memory, now = turn(memory, looked)
        assert (now.ended, now.well) == ((), False)
    assert [one.key for one in now.holds] == ["front_silent", "front_certificate"]
    assert front.unknown() == Looked((), frozenset({Part.FRONT}))
    with front_end(tmp_path / "tls"):
        _memory, now = turn(memory, front.look())
    assert (now.ended, now.well) == (("front_certificate", "front_silent"), True)


def test_without_a_proxy_or_a_name_nothing_is_asked(settings: Settings, tmp_path: Path) -> None:
    with front_end(tmp_path / "tls", known=False):
        for other in (replace(settings, trusted_proxies=()), replace(settings, hosts=())):
            assert FrontEnd(other, utc_now).look() == Looked()
        assert keys(FrontEnd(replace(settings, trusted_proxies=networks_of("::1")), utc_now).look())
