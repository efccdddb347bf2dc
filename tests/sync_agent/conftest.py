"""A desk: an office, its WhatsApp account, and the gateway's fake, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.tables import ChannelAccount
from sync_agent.service import Service
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import start
from tests.sync_agent.desk import BUDI, Desk, receive


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
