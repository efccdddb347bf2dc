"""The address of the release archive: only a known machine gets it, for a request that is new, and over https."""

import hashlib
import secrets
from dataclasses import asdict, replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.actions.channels.agent_machines import register, revoke
from models.actions.core.actor import OPERATOR
from models.actions.upkeep.updating.places import place_here
from models.actions.upkeep.updating.serving import Asked, answer_says
from models.rules.upkeep.agent_updates import MARK, SHA256, VERSION
from models.tables import AgentMachine
from models.tables.core.keys.machine_key import MachineKey, new_machine_key
from models.tables.core.keys.machine_word import machine_mark
from models.tables.core.keys.office_vouch import office_public
from models.tables.core.secrets import load_key
from models.tables.upkeep import kept_archive
from tests.office import NOW

CONTENT = b"signed archive" * 5000


@pytest.fixture
def machine(app: Flask, tmp_path: Path) -> MachineKey:
    """A machine that the office knows, where the archive of the version in use is kept."""
    settings, key = app.config["ADUAN"], new_machine_key()
    register("gerbang1", key.public, load_key(settings.secret_key_file), OPERATOR, NOW)
    packed = tmp_path / "packed"
    packed.write_bytes(CONTENT)
    kept_archive.keep(settings.data_dir, packed, place_here().name)
    return key


def request_of(app: Flask, machine: MachineKey, seconds: int = 0, has: str = "0.9.9-00000000") -> Asked:
    """What a machine sends, some seconds from now."""
    office = office_public(load_key(app.config["ADUAN"].secret_key_file))
    asked = Asked(
        machine.public, str(int(NOW.replace(tzinfo=UTC).timestamp()) + seconds), secrets.token_hex(32), has, ""
    )
    return replace(asked, mark=machine_mark(machine, office, asked.says))


def answer(app: Flask, body: Any, base: str = "https://localhost") -> tuple[int, Any]:
    """What the office answers: its file, or why not."""
    client: FlaskClient = app.test_client()
    got = client.post("/komputer-kanal/arsip", json=asdict(body) if isinstance(body, Asked) else body, base_url=base)
    return got.status_code, got.get_json() if got.is_json else got.data


def test_a_known_machine_gets_the_archive_once_for_one_request(app: Flask, machine: MachineKey) -> None:
    asked = request_of(app, machine)
    assert answer(app, asked) == (200, CONTENT)
    assert answer(app, asked) == (403, {"refused": "again"})
    assert answer(app, request_of(app, machine)) == (200, CONTENT)


def test_a_revoked_machine_is_refused(app: Flask, machine: MachineKey) -> None:
    revoke("gerbang1", OPERATOR, NOW)
    assert answer(app, request_of(app, machine)) == (403, {"refused": "key"})


def test_an_unknown_machine_is_refused(app: Flask, machine: MachineKey) -> None:
    assert answer(app, request_of(app, new_machine_key())) == (403, {"refused": "key"})


def test_a_machine_that_only_the_database_names_is_refused(app: Flask, machine: MachineKey) -> None:
    AgentMachine.update(vouch="00" * 64).execute()
    assert answer(app, request_of(app, machine)) == (403, {"refused": "key"})


@pytest.mark.parametrize("seconds", [-302, 302])
def test_a_request_of_another_time_is_refused(app: Flask, machine: MachineKey, seconds: int) -> None:
    assert answer(app, request_of(app, machine, seconds)) == (403, {"refused": "clock"})


@pytest.mark.parametrize(
    "change",
    [{"moment": "1"}, {"once": "0" * 64}, {"once": "../x"}, {"mark": "é"}, {"public": ""}, {"has": "1.0.0-00000000"}],
)
def test_a_request_that_was_changed_is_refused(app: Flask, machine: MachineKey, change: dict[str, str]) -> None:
    assert answer(app, replace(request_of(app, machine), **change)) == (403, {"refused": "key"})


@pytest.mark.parametrize("body", [None, [], "x", {}, {"public": 5}])
def test_what_is_no_request_is_refused(app: Flask, machine: MachineKey, body: Any) -> None:
    assert answer(app, body) == (403, {"refused": "key"})


def test_outside_https_nothing_is_sent_and_the_request_stays_good(app: Flask, machine: MachineKey) -> None:
    asked = request_of(app, machine)
    assert answer(app, asked, "http://localhost") == (403, {"refused": "https"})
    assert answer(app, asked) == (200, CONTENT)


def test_without_a_kept_archive_a_known_machine_is_told_so(app: Flask, machine: MachineKey) -> None:
    kept_archive.keep_only(app.config["ADUAN"].data_dir, "9.9.9-00000000")
    assert answer(app, request_of(app, machine)) == (404, {"refused": "none"})


def test_who_has_that_version_already_gets_no_archive(app: Flask, machine: MachineKey) -> None:
    assert answer(app, request_of(app, machine, has=place_here().name)) == (204, b"")


def test_the_answer_stands_under_the_offices_mark(app: Flask, machine: MachineKey) -> None:
    office = office_public(load_key(app.config["ADUAN"].secret_key_file))
    for has, sha256 in (("0.9.9-00000000", hashlib.sha256(CONTENT).hexdigest()), (place_here().name, "")):
        asked = request_of(app, machine, has=has)
        got = app.test_client().post("/komputer-kanal/arsip", json=asdict(asked), base_url="https://localhost")
        says = answer_says(asked.once, place_here().name, sha256)
        assert got.headers[MARK] == machine_mark(machine, office, says)
        assert (got.headers[VERSION], got.headers[SHA256]) == (place_here().name, sha256)
