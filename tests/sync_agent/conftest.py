"""A desk: an office, its WhatsApp account, and the gateway's fake, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee
import pytest

from models.tables import ChannelAccount
from sync_agent.service import Service
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import start
from tests.sync_agent.desk import BUDI, Desk, receive
from tests.sync_agent.own_pc.asked_rights import beyond, is_asked_by_agent


@pytest.fixture
def desk(account: ChannelAccount, database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Open the desk."""
    with start(build(seed=5)) as running:
        yield Desk(running, account, tmp_path, database_url)


@pytest.fixture
def service(desk: Desk) -> Service:
    """Serve a desk at which a citizen wrote."""
    desk.happen("Paspor saya belum selesai")
    desk.happen("Antrean penuh", BUDI)
    made = desk.service()
    receive(made)
    return made


@pytest.fixture(autouse=True)
def rights_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no query of the agent ask for more than its role on PostgreSQL may, on either database."""
    seen: set[str] = set()
    really = peewee.Database.execute_sql

    def ask(handle: peewee.Database, sql: str, *words: Any) -> Any:
        if sql not in seen and is_asked_by_agent():
            seen.add(sql)
            assert not beyond(sql), sql
        return really(handle, sql, *words)

    monkeypatch.setattr(peewee.Database, "execute_sql", ask)
