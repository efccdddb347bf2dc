"""Komputer kanal on screen: each machine as it was heard of last; nothing is green that is not heard now."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from models.actions.channels.agent_machines import machine_id_of, register, revoke
from models.actions.channels.move_channel import move_channel
from models.actions.channels.serve_account import beat
from models.actions.core.actor import OPERATOR
from models.rules.staff.roles import Role
from models.tables import AgentHeartbeat, ChannelAccount
from models.tables.core.keys.machine_key import MachineKey, new_machine_key
from models.tables.core.secrets import load_key
from tests.admin_app.browsing import PASSWORD, Browser, text
from tests.admin_app.test_screens import SIZES, shot
from tests.browser.people import sign_in
from tests.office import NOW
from tests.served import served

Open = Callable[[Role | str], Browser]


@pytest.fixture
def machine(app: Flask) -> MachineKey:
    """A gateway's PC that the office knows."""
    return entered(app, "gerbang1")


def entered(app: Flask, name: str) -> MachineKey:
    key = new_machine_key()
    register(name, key.public, load_key(app.config["ADUAN"].secret_key_file), OPERATOR, NOW)
    return key


def shown(signed_in: Open) -> str:
    """Return the words of the page as the administrator reads them."""
    answer = signed_in(Role.ADMINISTRATOR).get("/komputer-kanal/")
    assert answer.status_code == 200
    page = text(answer)
    content = page[page.index('<h1 class="page-title"') :]
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def test_a_machine_that_was_never_heard_is_said_so(signed_in: Open, machine: MachineKey) -> None:
    page = shown(signed_in)
    assert "gerbang1 Belum pernah terdengar" in page and "Berjalan" not in page


def test_one_that_is_heard_now_works_and_its_channels_are_named(
    signed_in: Open, machine: MachineKey, app: Flask, sqlite_account: ChannelAccount
) -> None:
    assert f"Dilayani komputer server {sqlite_account.label}" in shown(signed_in)
    move_channel(sqlite_account.id, "gerbang1", load_key(app.config["ADUAN"].secret_key_file), OPERATOR, NOW)
    beat("pc", NOW, of_machine=machine_id_of(machine))
    page = shown(signed_in)
    assert "gerbang1 Berjalan" in page and f"Kanal {sqlite_account.label}" in page
    assert "Dilayani komputer server" not in page


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"seen_at": NOW - timedelta(hours=1)}, "Tidak terdengar"),
        ({"stopped_at": NOW}, "Dihentikan"),
        ({"sending_stopped": "Jam komputer ini salah."}, "Tidak mengirim Jam komputer ini salah."),
        ({"version": "0.9.9"}, "Menunggu versi kantor Versi 0.9.9"),
    ],
)
def test_whatever_is_wrong_is_said_and_nothing_is_green(
    signed_in: Open, machine: MachineKey, changes: dict[str, Any], state: str
) -> None:
    beat("pc", NOW, of_machine=machine_id_of(machine))
    AgentHeartbeat.update(changes).execute()
    page = shown(signed_in)
    assert f"gerbang1 {state}" in page and "Berjalan" not in page


def test_the_channels_of_a_revoked_machine_stand_still_by_name(
    signed_in: Open, machine: MachineKey, app: Flask, sqlite_account: ChannelAccount
) -> None:
    move_channel(sqlite_account.id, "gerbang1", load_key(app.config["ADUAN"].secret_key_file), OPERATOR, NOW)
    revoke("gerbang1", OPERATOR, NOW)
    page = shown(signed_in)
    assert "gerbang1 Dicabut" in page and f"Kanal {sqlite_account.label} berhenti: komputernya dicabut" in page


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_fits(app: Flask, sqlite_account: ChannelAccount, chromium: Any, size: str) -> None:
    first, second = entered(app, "gerbang1"), entered(app, "gerbanglantaidua")
    entered(app, "cadangan")
    move_channel(sqlite_account.id, "gerbang1", load_key(app.config["ADUAN"].secret_key_file), OPERATOR, NOW)
    beat("satu", NOW, of_machine=machine_id_of(first))
    beat("dua", NOW, of_machine=machine_id_of(second))
    AgentHeartbeat.update(version="0.9.9").where(AgentHeartbeat.owner == "dua").execute()
    width, height = SIZES[size]
    with served(app) as url:
        page = chromium.new_page(viewport={"width": width, "height": height}, locale="id-ID")
        sign_in(page.context, url, str(Role.ADMINISTRATOR), PASSWORD)
        page.goto(f"{url}/komputer-kanal/")
        shot(page, f"komputer-kanal-{size}")
        assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0
        page.context.close()
