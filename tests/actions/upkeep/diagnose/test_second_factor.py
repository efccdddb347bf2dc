"""doctor: an optional second factor is unsafe where other machines reach the back office."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.diagnose.second_factor import look_at_second_factor
from models.rules.core.forwarding import networks_of
from models.tables.core.listening import note_listening
from models.tables.core.settings import OPTIONAL, load_settings
from tests.office import NOW, settings_in


def test_required_is_well_and_the_default(tmp_path: Path) -> None:
    assert look_at_second_factor(settings_in(tmp_path)).level is Level.OK
    assert load_settings({}, tmp_path / "none.toml").second_factor == "required"


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({}, Level.NOTE),
        ({"trusted_proxies": networks_of("127.0.0.1")}, Level.UNSAFE),
        ({"hosts": ("aduan.kantor.lan",)}, Level.UNSAFE),
    ],
)
def test_optional_is_unsafe_once_a_proxy_or_a_name_leads_others_here(
    tmp_path: Path, said: dict[str, object], level: Level
) -> None:
    settings = replace(settings_in(tmp_path), second_factor=OPTIONAL, **said)  # type: ignore[arg-type]
    found = look_at_second_factor(settings)
    assert (found.level, "whoever knows a password" in found.sentence) == (level, True)


@pytest.mark.parametrize(("address", "level"), [("127.0.0.1", Level.NOTE), ("192.168.1.5", Level.UNSAFE)])
def test_optional_is_unsafe_where_the_back_office_itself_listens_on_a_network(
    tmp_path: Path, address: str, level: Level
) -> None:
    note_listening(tmp_path, [(address, 8080)], NOW)
    assert look_at_second_factor(replace(settings_in(tmp_path), second_factor=OPTIONAL)).level is level
